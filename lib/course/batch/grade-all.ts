import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { SubmissionResult } from '../grading/result';
import type { FoundSubmission } from '../submissions';
import { renewIndex, rowOf, totalsOf, type BatchIndex, type IndexRow, type Totals } from './batch-index';
import { gradeOne, ungradedResult, type GradeOptions, type OneResult } from './grade-one';
import { storeResult } from './kept-results';
import { lockFolder } from './lock';
import type { BatchProgress } from './progress';
import { folderName, removeUnfinished } from './result-folder';
import { isInShard, type Shard } from './shard';

export interface BatchOptions extends Pick<GradeOptions, 'read' | 'grade' | 'grading' | 'settle'> {
  /** At most one of each student. */
  readonly submissions: readonly FoundSubmission[];
  /** Folder of the results; each student has one in it. */
  readonly out: string;
  /** Writes the other forms of a result, into the student's folder. */
  readonly write?: (result: SubmissionResult, folder: string) => void;
  /** Writes what is said of all results in `out` together, after its index. */
  readonly overview?: (index: BatchIndex, out: string) => void;
  /** How many submissions are graded at a time. Default: the number of processors. */
  readonly jobs?: number;
  /** Only these; default all. */
  readonly shard?: Shard;
  /** Also grade again what has not changed. */
  readonly force?: boolean;
  /** Of one submission; after this something is broken. Default 600 s. */
  readonly limitSeconds?: number;
  /** Ends the batch: what runs is given up, what is written stays. */
  readonly signal?: AbortSignal;
  /** Shows how far it is; called once, with the number of submissions. */
  readonly progress?: (total: number) => BatchProgress;
}

export interface Batch extends Totals {
  /** How many of them were there already, and had not changed. */
  readonly kept: number;
  /** How many there would be at the end. */
  readonly submissions: number;
  readonly rows: readonly IndexRow[];
  /** Of all that is in the folder, what cannot be read. */
  readonly damaged: BatchIndex['damaged'];
  /** Whether `signal` ended it before its end. */
  readonly interrupted: boolean;
}

/**
 * Grades many submissions into a folder of results. One that cannot be graded, or at which the grader fails, is a result like any other. Each result
 * is written as soon as it is there, whole; a batch that is cut off at any moment goes on where it was when it is run again.
 * Errors: a folder that another process is writing into, or that cannot be written; two submissions of one student.
 */
export async function gradeAll(options: BatchOptions): Promise<Batch> {
  const { submissions, shard, out, jobs = availableParallelism(), overview, signal } = options;
  if (!Number.isInteger(jobs) || jobs < 1) throw new Error(`grade: jobs must be a whole number from 1, got ${jobs}`);
  const queue = submissions.filter(({ student }) => shard === undefined || isInShard(student.id, shard));
  requireOneOfEach(queue);
  const release = lockFolder(out);
  try {
    removeUnfinished(out);
    const { rows, kept } = await workThrough(queue, jobs, options);
    const index = renewIndex(out);
    overview?.(index, out);
    const interrupted = signal?.aborted === true && rows.length < queue.length;
    return { ...totalsOf(rows), kept, submissions: queue.length, rows, damaged: index.damaged, interrupted };
  } finally {
    release();
  }
}

async function workThrough(queue: readonly FoundSubmission[], jobs: number, options: BatchOptions): Promise<{ rows: IndexRow[]; kept: number }> {
  const { out, signal: given, force = false, limitSeconds = 600 } = options;
  const progress = options.progress?.(queue.length);
  // What cannot be written ends the others too.
  const broken = new AbortController();
  const signal = given === undefined ? broken.signal : AbortSignal.any([given, broken.signal]);
  // One for each submission that is being graded is no leak.
  setMaxListeners(0, signal);
  const rows: IndexRow[] = [];
  let kept = 0;
  let next = 0;
  const worker = async (): Promise<void> => {
    while (!signal.aborted) {
      const found = queue[next++];
      if (found === undefined) return;
      const name = folderName(found.student.id);
      const one = await gradeOne(found, join(out, name), { ...options, force, limitSeconds, signal }).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      if (one === undefined) return;
      const row = rowOf(name, stored(one, found, options));
      rows.push(row);
      if (one.kept) kept += 1;
      progress?.add(row.verdict, one.kept);
    }
  };
  const workers = Array.from({ length: Math.min(jobs, queue.length) }, () => worker().catch((error: unknown) => {
    broken.abort(error);
    throw error;
  }));
  const ended = await Promise.allSettled(workers);
  progress?.stop();
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
  return { rows, kept };
}

/** Writes a result in all its forms. A form that cannot be made of it is a fault of the grader, and must not look like a grade. */
function stored({ result, key }: OneResult, found: FoundSubmission, { out, write, grading }: BatchOptions): SubmissionResult {
  const folder = join(out, folderName(found.student.id));
  storeResult(folder, result, key);
  try {
    write?.(result, folder);
    return result;
  } catch (error) {
    const fault = ungradedResult(found, grading, 'infrastructure error', `the result could not be written: ${(error as Error).message}`);
    storeResult(folder, fault);
    try {
      // Forms that were made before the fault still say the grade.
      write?.(fault, folder);
    } catch {
      return fault;
    }
    return fault;
  }
}

function requireOneOfEach(submissions: readonly FoundSubmission[]): void {
  const seen = new Set<string>();
  for (const { student } of submissions) {
    if (seen.has(student.id)) throw new Error(`grade: two submissions of one student, ${JSON.stringify(student.id)}`);
    seen.add(student.id);
  }
}
