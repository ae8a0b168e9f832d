import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../files/atomic-write';
import type { SubmissionResult } from '../grading/result';

const FILE = 'result.json';

/**
 * The name of a student's folder: the id itself where it is harmless as a name on every system, else what is harmless of it, a tilde and a digest of
 * the id. The same id has the same name in every batch, and no two ids share one.
 */
export function folderName(id: string): string {
  // Without capitals, since some systems take two names that differ in them for one; no name that a file beside the folders could have.
  const isHarmless = /^[a-z0-9][a-z0-9_.@+-]{0,63}$/.test(id) && !/(^(con|prn|aux|nul|com\d|lpt\d)(\.|$))|\.$|\.(json|csv|html|xml|md|txt|zip)$/.test(id);
  if (isHarmless) return id;
  const kept = id.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+/, '').slice(0, 40);
  return `${kept}~${createHash('sha256').update(id).digest('hex').slice(0, 16)}`;
}

export function writeResult(folder: string, result: SubmissionResult): void {
  writeFileAtomically(join(folder, FILE), `${JSON.stringify(result, null, 2)}\n`);
}

/** The result in a student's folder; undefined where there is none. Errors: a file that is no result. */
export function readResult(folder: string): SubmissionResult | undefined {
  const path = join(folder, FILE);
  if (!existsSync(path)) return undefined;
  let result: Partial<SubmissionResult> | null;
  try {
    result = JSON.parse(readFileSync(path, 'utf8')) as Partial<SubmissionResult> | null;
  } catch (error) {
    throw new Error(`${path} is not a result: ${(error as Error).message}`, { cause: error });
  }
  if (result?.schema !== 'descent/result/v1' || typeof result.student?.id !== 'string') throw new Error(`${path} is not a result of descent/result/v1`);
  return result as SubmissionResult;
}

/** The names of the folders in a folder of results that hold a result, in a fixed order. */
export function resultFolders(out: string): string[] {
  if (!existsSync(out)) return [];
  const folders = readdirSync(out, { withFileTypes: true }).filter(entry => entry.isDirectory() && existsSync(join(out, entry.name, FILE)));
  return folders.map(({ name }) => name).sort();
}

/** Removes what a process that was killed had not finished writing, or locking. Only for whoever holds the lock of the folder. */
export function removeUnfinished(out: string): void {
  for (const entry of readdirSync(out, { withFileTypes: true })) {
    if (entry.isDirectory() && !entry.name.startsWith('.')) removeUnfinished(join(out, entry.name));
    else if (entry.isFile() && /^\.(.+\.tmp|lock\..+)$/.test(entry.name)) rmSync(join(out, entry.name), { force: true });
  }
}
