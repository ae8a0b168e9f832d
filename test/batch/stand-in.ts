import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BatchOptions, Grading } from '../../lib/course/batch';
import type { SubmissionResult } from '../../lib/course/grading/result';
import { readSubmission, type FoundSubmission, type Submission } from '../../lib/course/submissions';

export const slugs = ['07-adam'];

export const grading: Grading = {
  grader: { version: '1.0.0', isolation: 'bubblewrap', isolationReason: '', node: 'v20', manifest: 'abc' },
  points: 10,
  seed: 'a secret of the tests',
  isolationMinimum: 'own process',
};

/** A folder of submissions, one exercise each; what each says is its score. */
export function handedIn(scores: Readonly<Record<string, string>>, root = mkdtempSync(join(tmpdir(), 'descent-batch-'))): { root: string; out: string; submissions: FoundSubmission[] } {
  const submissions = Object.entries(scores).map(([id, score], i): FoundSubmission => {
    const path = join(root, 'in', `s${i}`);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, '07-adam.ts'), score);
    return { student: { id }, name: `s${i}`, source: { kind: 'folder', path } };
  });
  return { root, out: join(root, 'results'), submissions };
}

/** What a grader would say of a submission: the number that its file holds. Twice the same for the same. */
export function resultOf({ student, name, files, ignored, warnings, submittedAt }: Submission, { grader, points }: Grading = grading): SubmissionResult {
  const digests = [...files].map(([path, bytes]) => ({ path, sha256: createHash('sha256').update(bytes).digest('hex') }));
  const score = Number(Buffer.from(files.get('07-adam.ts') ?? []).toString());
  const lessons = [{ slug: '07-adam', status: 'graded' as const, message: '', score, points, exercises: [] }];
  const submission = { name, files: digests, ignored, ...(submittedAt !== undefined && { submittedAt }) };
  return { schema: 'descent/result/v1', verdict: 'graded', reason: '', student, submission, grader, score, points, lessons, warnings, seconds: 0.25 };
}

/** All that `gradeAll` needs for submissions of the stand-in, and the ids that were graded. */
export function standIn(given: { out: string; submissions: readonly FoundSubmission[] }, changes: Partial<BatchOptions> = {}): { options: BatchOptions; graded: string[] } {
  const graded: string[] = [];
  const facts = changes.grading ?? grading;
  const grade = async (submission: Submission): Promise<SubmissionResult> => {
    graded.push(submission.student.id);
    return resultOf(submission, facts);
  };
  const options = { out: given.out, submissions: given.submissions, read: (found: FoundSubmission) => readSubmission(found, { slugs }), grade, grading: facts, ...changes };
  return { options, graded };
}

export function readJson<T>(...path: string[]): T {
  return JSON.parse(readFileSync(join(...path), 'utf8')) as T;
}
