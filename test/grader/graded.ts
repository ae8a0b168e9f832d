import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { footing, type Limits, type RungName } from '../../lib/course/box';
import type { Lesson } from '../../lib/course/exercises/lesson';
import { boxedRoom } from '../../lib/course/grading/boxed-room';
import { gradeSubmission } from '../../lib/course/grading/grade-submission';
import type { GraderFacts, SubmissionResult } from '../../lib/course/grading/result';
import { findSubmissions, readSubmission } from '../../lib/course/submissions';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Where the submissions of a test file lie, and what their boxes leave in the folder for temporary files. */
export function scratchFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'descent-grader-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function writeFiles(folder: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

/** Why a wall cannot be on this machine, as a reason to skip; undefined where it can. */
export async function lacking(rung: RungName): Promise<string | undefined> {
  return footing(rung).then(() => undefined, (error: Error) => `${rung}: ${error.message}`);
}

export interface GradeOptions {
  readonly lessons: readonly Lesson[];
  readonly rung?: RungName;
  readonly seed?: string;
  readonly limits?: Partial<Limits>;
}

export function factsOf(rung: RungName): GraderFacts {
  return { version: '1.0.0', isolation: rung, isolationReason: '', node: process.versions.node, manifest: 'of a test' };
}

/** Grades what lies at a path, as the command does: found, read, compiled and run in boxes. Errors: those of `readSubmission`. */
export async function gradeAt(path: string, { lessons, rung = 'bubblewrap', seed = 'a secret of the tests', limits }: GradeOptions): Promise<SubmissionResult> {
  const slugs = lessons.map(({ slug }) => slug);
  const [found] = findSubmissions(path, slugs).submissions;
  if (found === undefined) throw new Error(`nothing is handed in at ${path}`);
  return gradeSubmission(await readSubmission(found, { slugs }), { lessons, facts: factsOf(rung), seed, enter: handed => boxedRoom(handed, { rung, ...(limits && { limits }) }) });
}
