import { existsSync, readFileSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { writeFileAtomically } from '../files/atomic-write';
import type { SubmissionResult } from '../grading/result';
import { shownName } from '../submissions';
import { renewIndex, type BatchIndex } from './batch-index';
import { lockFolder, requireUnlocked } from './lock';
import { readResult, removeUnfinished, resultFolders } from './result-folder';

/** Which results go where, once it is known that they fit together. */
export interface MergePlan {
  readonly out: string;
  /** The part that each student's folder comes from. */
  readonly places: ReadonlyMap<string, string>;
}

/**
 * What joining folders of results in one folder comes to. What is there already stays, and is replaced where a part has the same student.
 * Errors: a part that holds no results; parts that were graded by different versions or for different points; two results of one student that differ.
 */
export function planMerge(parts: readonly string[], out: string): MergePlan {
  const places = new Map<string, string>();
  const graders: Graders = new Map();
  for (const part of parts) {
    const folders = resultFolders(part);
    if (folders.length === 0) throw new Error(`merge: there are no results in "${part}"`);
    for (const folder of folders) {
      const result = wholeResult(part, folder);
      requireSameGrader(graders, part, result);
      const other = places.get(folder);
      if (other !== undefined && !isDeepStrictEqual(wholeResult(other, folder), result)) {
        throw new Error(`merge: ${shownName(result.student.id)} has different results in "${other}" and "${part}"; leave one out`);
      }
      places.set(folder, part);
    }
  }
  for (const folder of resultFolders(out)) if (!places.has(folder)) requireSameGrader(graders, out, wholeResult(out, folder));
  return { out, places };
}

/**
 * Carries out a plan, and renews the index; `overview` then writes what else is said of all results together. Cut off while writing, it is
 * completed by running it again. Errors: a folder that another process is writing into, or that cannot be written.
 */
export function mergeResults({ out, places }: MergePlan, overview?: (index: BatchIndex, out: string) => void): BatchIndex {
  for (const part of new Set(places.values())) requireUnlocked(part);
  const release = lockFolder(out);
  try {
    removeUnfinished(out);
    for (const [folder, part] of places) copyResult(join(part, folder), join(out, folder));
    const index = renewIndex(out);
    overview?.(index, out);
    return index;
  } finally {
    release();
  }
}

/** The first folder with each kind of grader. */
type Graders = Map<string, string>;

function requireSameGrader(graders: Graders, part: string, { grader: { version, manifest } }: SubmissionResult): void {
  const own = `version ${version} and manifest ${manifest}`;
  const [other] = graders;
  if (other === undefined) graders.set(own, part);
  else if (other[0] !== own) throw new Error(`merge: "${other[1]}" was graded with ${other[0]}, "${part}" with ${own}; grade one of them again`);
}

function wholeResult(part: string, folder: string): SubmissionResult {
  const result = readResult(join(part, folder));
  if (result === undefined) throw new Error(`merge: the result in "${join(part, folder)}" has gone`);
  return result;
}

/** All that stands beside a result goes with it, and before it: a folder with a result is whole. */
function copyResult(from: string, to: string): void {
  if (existsSync(to) && realpathSync(from) === realpathSync(to)) return;
  const last = ['result.json', 'cache.json'];
  const files = readdirSync(from, { withFileTypes: true }).filter(entry => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name);
  const order = [...files.filter(name => !last.includes(name)), ...last.filter(name => files.includes(name))];
  for (const name of order) writeFileAtomically(join(to, name), readFileSync(join(from, name)));
}
