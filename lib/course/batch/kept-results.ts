import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../files/atomic-write';
import type { GraderFacts, SubmissionResult } from '../grading/result';
import type { Submission } from '../submissions';
import { readResult, writeResult } from './result-folder';

/** What the results of a batch depend on, besides the submissions. */
export interface Grading {
  readonly grader: GraderFacts;
  /** All points of the course, for those whose submission is not graded. */
  readonly points: number;
  /** What the inputs of hidden trials are drawn from. */
  readonly seed: string;
  /** The weakest isolation that is allowed. */
  readonly isolationMinimum: GraderFacts['isolation'];
}

const FILE = 'cache.json';

/** Digest of all that a grade depends on: whoever has it again has the same grade. When and in which archive it was handed in is not of it. */
export function gradingKey({ student, files }: Submission, { grader, seed, isolationMinimum }: Grading): string {
  const contents = [...files].map(([path, bytes]) => [path, digest(bytes)]).sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  return digest(JSON.stringify(['descent/cache/v1', student.id, contents, grader.manifest, grader.version, seed, isolationMinimum]));
}

/** The result that a student's folder holds for this key, with what this submission says of itself; undefined where it has to be graded. */
export function keptResult(folder: string, key: string, { student, name, ignored, submittedAt }: Submission): SubmissionResult | undefined {
  try {
    const cache = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as { key?: unknown; result?: unknown };
    const result = readResult(folder);
    // A folder whose result is not the one that was stored with the key was left in the middle of writing, or edited.
    if (result === undefined || cache.key !== key || cache.result !== digestOf(result)) return undefined;
    const { files } = result.submission;
    return { ...result, student, submission: { name, files, ignored, ...(submittedAt !== undefined && { submittedAt }) } };
  } catch {
    return undefined;
  }
}

/** Writes a result. With a key it will be kept the next time; without, as after a fault of the machine, it will not. */
export function storeResult(folder: string, result: SubmissionResult, key?: string): void {
  // In this order, an old key that is left behind does not fit the new result.
  writeResult(folder, result);
  if (key === undefined) rmSync(join(folder, FILE), { force: true });
  else writeFileAtomically(join(folder, FILE), `${JSON.stringify({ key, result: digestOf(result) })}\n`);
}

function digestOf(result: SubmissionResult): string {
  return digest(JSON.stringify(result));
}

function digest(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
