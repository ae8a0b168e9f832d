import * as library from '../../src';
import { lessonSlugs, type Course } from '../../src/notebook/course';
import type { Files } from '../files/write-files';
import { notebookText, type Cell } from '../jupyter/client/notebook-file';
import { NOTEBOOK_KERNEL } from '../jupyter/kernel/kernelspec';
import { template } from './template';

/** What a new lesson is about. */
export interface NewLesson {
  /** Two digits and words: "17-lookahead". */
  readonly slug: string;
  /** As in its heading; default the words of the slug, with a question to do. */
  readonly title?: string | undefined;
  /** The method of the library that its cells show; default gradient descent. */
  readonly method?: string | undefined;
}

/**
 * The files of a new lesson: a notebook with the sections that a lesson has, an exercise with its solution, and a test of the numbers in its prose. All of
 * it runs, and what its author has to write says TODO. Errors: a name that is none; a number that another lesson has; an unknown method.
 */
export function newLesson(course: Course, { slug, title, method = 'gradientDescent' }: NewLesson): Files {
  if (!/^\d\d-[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) throw new Error(`new: a lesson is named by two digits and words in small letters, such as 17-lookahead, got "${slug}"`);
  const taken = lessonSlugs(course).find(other => parseInt(other) === parseInt(slug) && other !== slug);
  if (taken !== undefined) throw new Error(`new: ${taken} has the number ${parseInt(slug)} already, and exercises are called by it; the next one free is ${nextFree(course)}`);
  if (!methods.includes(method)) throw new Error(`new: the library has no method "${method}"; it has ${methods.join(', ')}`);
  const words = { slug, title: title ?? `${wordsOf(slug)}: TODO what does it answer?`, number: String(parseInt(slug)), method, imports: importLines([method, ...helpers]) };
  return new Map([
    [`notebooks/${slug}.ipynb`, notebookOf(template('lesson/notebook.md', words))],
    [`test/exercises/${slug}/1-first-step.ts`, template('lesson/exercise.txt', words)],
    [`test/lessons/${slug}.test.ts`, template('lesson/claims.txt', words)],
  ]);
}

/** What the cells of the skeleton call. */
const helpers = ['check', 'descend', 'exercise', 'exerciseTable', 'explore', 'help', 'ifSolved', 'lesson', 'pathMap', 'ravine', 'show', 'table', 'trace'];

/** Names in order, on as few lines as the width of a cell needs. */
function importLines(names: readonly string[]): string {
  const sorted = [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  return sorted.reduce<string[]>((lines, name) => {
    const last = lines.at(-1) ?? '';
    return last !== '' && last.length + name.length + 2 <= 88 ? [...lines.slice(0, -1), `${last} ${name},`] : [...lines, `  ${name},`];
  }, []).join('\n');
}

/** What cells can show, train and walk with. */
const methods = Object.entries<unknown>(library).flatMap(([name, thing]) => (typeof thing === 'function' && 'slotNames' in thing ? [name] : []));

function nextFree(course: Course): string {
  const numbers = lessonSlugs(course).map(slug => parseInt(slug));
  return String(Math.max(0, ...numbers) + 1).padStart(2, '0');
}

function wordsOf(slug: string): string {
  const words = slug.slice(3).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A notebook from its text: what stands between ``` is a cell of code, and each section begins a cell of prose. */
function notebookOf(text: string): string {
  const parts = text.split(/^```ts\n([\s\S]*?)\n```$/m);
  const sources = parts.flatMap((part, k) => (k % 2 === 1 ? [{ code: true, source: part }] : part.split(/^(?=## )/m).map(source => ({ code: false, source: source.trim() }))));
  const cells = sources.filter(({ source }) => source !== '').map(({ code, source }, k): Cell => {
    const cell = { id: `cell-${k + 1}`, metadata: {}, source };
    return code ? { ...cell, cell_type: 'code', execution_count: null, outputs: [] } : { ...cell, cell_type: 'markdown' };
  });
  return notebookText({ nbformat: 4, nbformat_minor: 5, metadata, cells });
}

/** As Jupyter writes it. */
const metadata = {
  kernelspec: { display_name: 'TypeScript', language: 'typescript', name: NOTEBOOK_KERNEL },
  language_info: { codemirror_mode: { mode: 'typescript', name: 'javascript', typescript: true }, file_extension: '.ts', mimetype: 'text/typescript', name: 'typescript', version: '' },
};
