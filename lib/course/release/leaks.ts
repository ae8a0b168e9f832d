import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from './gate';
import { runsOf } from './tokens';

/** Runs of words that give an answer away, each with the exercise that it is from. */
export type Secrets = ReadonlyMap<string, string>;

/** What no student may find, by where it comes from, and what everybody may know. */
export function secretRuns(answers: readonly { readonly from: string; readonly code: string }[], known: readonly string[]): Secrets {
  const everybodys = new Set(known.flatMap(code => [...runsOf(code)]));
  const own = answers.flatMap(({ from, code }) => [...runsOf(code)].map(run => [run, from] as const));
  return new Map(own.filter(([run]) => !everybodys.has(run)));
}

/** Folders and files that have no place in a bundle, whatever is in them. */
const never: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/(^|\/)solutions(\/|$)/, 'it is the folder of the solutions'],
  [/(^|\/)\.git(\/|$)/, 'it holds the history, and all that ever was in it'],
  [/(^|\/)\.ipynb_checkpoints(\/|$)/, 'it holds earlier states of notebooks'],
  [/(^|\/)\.descent(\/|$)/, 'it holds what was tried and reset'],
  [/\.map$/, 'it is a source map, which holds sources'],
  [/\.(bak|orig|rej|swp)$|~$/, 'it is what an editor has left'],
];

/** Everything in a folder of which a student could read an answer. */
export function leaksIn(folder: string, secrets: Secrets): Fault[] {
  return filesIn(folder).flatMap(path => {
    const banned = never.find(([pattern]) => pattern.test(path));
    if (banned !== undefined) return [{ where: path, says: `it must not be handed out: ${banned[1]}` }];
    return leaksOf(path, join(folder, path), secrets);
  });
}

function leaksOf(path: string, file: string, secrets: Secrets): Fault[] {
  const text = readFileSync(file, 'utf8');
  const faults = new Map<string, Fault>();
  for (const [place, code] of piecesOf(path, text)) {
    for (const run of runsOf(code)) {
      const from = secrets.get(run);
      if (from !== undefined) faults.set(`${place} ${from}`, { where: place, says: `it holds a part of the answer to ${from}: ${run}` });
    }
  }
  if (/BEGIN (SOLUTION|HIDDEN TESTS)\b/.test(text) && path.startsWith('test/')) faults.set('mark', { where: path, says: 'it holds a mark of what should have been taken out' });
  return [...faults.values()];
}

/** A file as the pieces of code that it may hold; of JSON, and so of a notebook, every text with its place. */
function piecesOf(path: string, text: string): [place: string, code: string][] {
  if (!/\.(ipynb|json)$/.test(path)) return [[path, text]];
  try {
    return textsIn(JSON.parse(text), path);
  } catch {
    return [[path, text]];
  }
}

function textsIn(value: unknown, place: string): [string, string][] {
  if (typeof value === 'string') return [[place, value]];
  if (Array.isArray(value)) {
    // Notebooks keep a text as its lines.
    if (value.length > 0 && value.every(item => typeof item === 'string')) return [[place, value.join('')], [place, value.join('\n')]];
    return value.flatMap((item, k) => textsIn(item, `${place}[${k}]`));
  }
  return typeof value === 'object' && value !== null ? Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${place} ${key}`)) : [];
}

function filesIn(folder: string, path = ''): string[] {
  return readdirSync(join(folder, path)).flatMap(name => {
    const inner = path === '' ? name : `${path}/${name}`;
    if (!statSync(join(folder, inner)).isDirectory()) return [inner];
    return never.some(([pattern]) => pattern.test(inner)) ? [inner] : filesIn(folder, inner);
  });
}

/** The code of a declaration that is the answer: what is in it and not in what students get. */
export function answersIn(solution: string, stub: string): string {
  const kept = new Set(stub.split('\n').map(line => line.trim()));
  return solution.split('\n').filter(line => !kept.has(line.trim())).join('\n');
}

