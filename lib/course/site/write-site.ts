import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { replaceFolder, type Replaceable } from '../files/replace-folder';
import { notebookText, stripOutputs, type Notebook } from '../jupyter/client/notebook-file';
import { copyAssets } from './assets';
import type { SiteExercise } from './exercise-page';
import { defaultFace, type CourseFace, type LessonFace } from './face';
import { exerciseFile, lessonFile } from './files';
import { frameOf } from './frame';
import { renderLesson, type Lesson } from './lesson';
import { isOwnFile } from './own-files';
import { generator } from './page';
import { searchIndexScript } from './search/index-script';
import { sitePages } from './site-pages';
import type { Say } from './words';

/** An executed notebook and the name of its page, such as "07-adam". */
export interface SiteNotebook {
  slug: string;
  notebook: Notebook;
}

export interface SiteOptions {
  /** In the order of the course. */
  notebooks: readonly SiteNotebook[];
  /** A folder that is new, empty, or holds an earlier site. */
  outDir: string;
  /** How the course shows itself. Default as the kit does. */
  face?: CourseFace;
  /** What the course says of its lessons; of one that is not among the notebooks nothing is shown. Default what their first cells say. */
  lessons?: readonly LessonFace[];
  /** The exercises of lessons, as they are handed out; without one a lesson has no such page. Default none. */
  exercises?: readonly SiteExercise[];
  /** Told of each lesson that cannot be shown, which is then left out. Default: the faults of all lessons are thrown together. */
  onFault?: (fault: Error) => void;
}

/**
 * Writes the course as web pages that need no network and no server: one page for each notebook, with its outputs, one for its exercise, the
 * lectures, the playground and an index; and the notebooks and exercises themselves, as they are handed out.
 *
 * The pages are written beside `outDir` first, so a run that fails leaves the old site as it was. Throws for a face with a fault, a formula that
 * cannot be parsed, an image without a text alternative or from elsewhere (naming notebook and cell, a line for each lesson), and for a folder with
 * other files. With `onFault` a fault of a lesson is told there, and thrown only where no lesson is left.
 */
export function writeSite({ notebooks, outDir, face = defaultFace, lessons: faces = [], exercises: given = [], onFault }: SiteOptions): void {
  if (notebooks.length === 0) throw new Error('site: there are no notebooks; give at least one');
  checkSlugs(notebooks.map(({ slug }) => slug));
  const frame = frameOf(face);
  const lessons = renderAll(notebooks, given.map(({ slug }) => slug), frame.say, onFault);
  const shown = notebooks.filter(({ slug }) => lessons.some(lesson => lesson.slug === slug));
  const exercises = given.filter(({ slug }) => lessons.some(lesson => lesson.slug === slug));
  const pages = sitePages(frame, { lessons, exercises, faces });
  replaceFolder(outDir, site, folder => {
    copyAssets(frame, folder);
    writeFileSync(join(folder, 'assets', 'search-index.js'), searchIndexScript(lessons));
    for (const [file, html] of pages) writeFileSync(join(folder, file), html);
    writeFiles(join(folder, 'notebooks'), shown.map(({ slug, notebook }) => [`${slug}.ipynb`, notebookText(stripOutputs(notebook))]));
    writeFiles(join(folder, 'exercises'), exercises.map(({ slug, source }) => [`${slug}.ts`, source]));
  });
}

const site: Replaceable = {
  what: 'a site',
  isOne: folder => {
    const index = join(folder, 'index.html');
    return existsSync(index) && readFileSync(index, 'utf8').includes(generator);
  },
};

function checkSlugs(slugs: readonly string[]): void {
  for (const slug of slugs) {
    if (!/^[\w][\w.-]*$/.test(slug) || [lessonFile(slug), exerciseFile(slug)].some(isOwnFile) || slugs.some(other => exerciseFile(other) === lessonFile(slug))) {
      throw new Error(`site: "${slug}" cannot name a page; use letters, digits and hyphens, not a page of the site`);
    }
    if (slugs.indexOf(slug) !== slugs.lastIndexOf(slug)) throw new Error(`site: two notebooks are called "${slug}"`);
  }
}

function writeFiles(folder: string, files: ReadonlyArray<readonly [name: string, text: string]>): void {
  if (files.length > 0) mkdirSync(folder);
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
}

/** Every lesson is rendered before the first fault is thrown, so that an author sees them all at once. */
function renderAll(notebooks: readonly SiteNotebook[], exercises: readonly string[], say: Say, onFault?: (fault: Error) => void): Lesson[] {
  const faults: Error[] = [];
  const lessons = notebooks.flatMap(({ slug, notebook }) => {
    try {
      return [renderLesson(slug, notebook, notebooks.map(each => each.slug), exercises, say)];
    } catch (error) {
      faults.push(error as Error);
      return [];
    }
  });
  if (faults.length > 0 && (onFault === undefined || lessons.length === 0)) throw new Error(faults.map(fault => fault.message).join('\n'), { cause: faults[0] });
  for (const fault of faults) onFault?.(fault);
  return lessons;
}
