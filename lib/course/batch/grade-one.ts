import type { SubmissionResult } from '../grading/result';
import { NotGradable, type FoundSubmission, type Ignored, type Submission } from '../submissions';
import { gradingKey, keptResult, type Grading } from './kept-results';

export interface GradeOptions {
  readonly read: (found: FoundSubmission) => Promise<Submission>;
  readonly grade: (submission: Submission, signal: AbortSignal) => Promise<SubmissionResult>;
  readonly grading: Grading;
  /** What else becomes of a result, kept or new: what depends on when it was handed in. Default nothing. */
  readonly settle?: (result: SubmissionResult) => SubmissionResult;
  /** Grade again what need not be. */
  readonly force: boolean;
  readonly limitSeconds: number;
  readonly signal: AbortSignal;
}

export interface OneResult {
  readonly result: SubmissionResult;
  /** Under which it will be found again; missing where it must not be. */
  readonly key?: string;
  readonly kept: boolean;
}

/**
 * The result of one submission, whatever happens: what the student can mend is `not gradable`, whatever else goes wrong, or does not end, is an
 * `infrastructure error`. Only where `signal` ends the batch there is none, and it is thrown.
 */
export async function gradeOne(found: FoundSubmission, folder: string, options: GradeOptions): Promise<OneResult> {
  const began = performance.now();
  try {
    return await withLimit(signal => readAndGrade(found, folder, { ...options, signal }), options);
  } catch (error) {
    options.signal.throwIfAborted();
    const seconds = Math.round(performance.now() - began) / 1000;
    return { result: { ...whyUngraded(found, error, options.grading), seconds }, kept: false };
  }
}

function whyUngraded(found: FoundSubmission, error: unknown, grading: Grading): SubmissionResult {
  if (error instanceof NotGradable) return ungradedResult(found, grading, 'not gradable', error.message, error.ignored);
  return ungradedResult(found, grading, 'infrastructure error', error instanceof Error ? error.message : String(error));
}

async function readAndGrade(found: FoundSubmission, folder: string, { read, grade, grading, force, signal, settle = result => result }: GradeOptions): Promise<OneResult> {
  const submission = await read(found);
  const key = gradingKey(submission, grading);
  const old = force ? undefined : keptResult(folder, key, submission);
  if (old !== undefined) return { result: settle(old), key, kept: true };
  const result = settle(await grade(submission, signal));
  return { result, ...(result.verdict !== 'infrastructure error' && { key }), kept: false };
}

/** The result of a submission of which there is none to be had. */
export function ungradedResult(
  { student, name, submittedAt }: FoundSubmission,
  { grader, points }: Grading,
  verdict: 'not gradable' | 'infrastructure error',
  reason: string,
  ignored: readonly Ignored[] = [],
): SubmissionResult {
  const submission = { name, files: [], ignored, ...(submittedAt !== undefined && { submittedAt }) };
  return { schema: 'descent/result/v1', verdict, reason, student, submission, grader, score: 0, points, lessons: [], warnings: [], seconds: 0 };
}

/** Whoever does not end in time is told so by the signal, and not waited for. */
async function withLimit<T>(run: (signal: AbortSignal) => Promise<T>, { limitSeconds, signal }: GradeOptions): Promise<T> {
  const own = new AbortController();
  const giveUp = (): void => own.abort(signal.reason);
  const clock = setTimeout(() => own.abort(new Error(`grading did not end within ${limitSeconds} s`)), 1000 * limitSeconds);
  // Not `AbortSignal.any`: the signal of the whole batch would hold all that was ever derived from it.
  signal.addEventListener('abort', giveUp);
  const ended = new Promise<never>((_, reject) => own.signal.addEventListener('abort', () => reject(own.signal.reason as Error)));
  try {
    signal.throwIfAborted();
    return await Promise.race([run(own.signal), ended]);
  } finally {
    clearTimeout(clock);
    signal.removeEventListener('abort', giveUp);
  }
}
