import { join } from 'node:path';
import { writeFileAtomically } from '../files/atomic-write';
import type { StudentName, SubmissionResult } from '../grading/result';
import { readResult, resultFolders } from './result-folder';

/** What a folder of results holds, as it is written to `index.json` in it. */
export interface BatchIndex {
  readonly schema: 'descent/index/v1';
  readonly totals: Totals;
  /** In the order of the names of the folders. */
  readonly results: readonly IndexRow[];
  /** Folders whose result cannot be read, and why. */
  readonly damaged: readonly { readonly folder: string; readonly reason: string }[];
}

export interface Totals {
  readonly graded: number;
  readonly notGradable: number;
  readonly infrastructureErrors: number;
  /** Of those graded; missing where there are none. */
  readonly meanScore?: number;
  readonly points?: number;
}

export interface IndexRow {
  readonly folder: string;
  readonly student: StudentName;
  readonly verdict: SubmissionResult['verdict'];
  readonly reason: string;
  readonly score: number;
  readonly points: number;
  readonly submittedAt?: string;
  readonly grader: { readonly version: string; readonly manifest: string; readonly isolation: SubmissionResult['grader']['isolation'] };
  readonly lessons: readonly { readonly slug: string; readonly status: string; readonly score: number; readonly points: number }[];
}

/** Reads all results of a folder, one after the other, and writes its `index.json`. */
export function renewIndex(out: string): BatchIndex {
  const results: IndexRow[] = [];
  const damaged: Array<{ folder: string; reason: string }> = [];
  for (const folder of resultFolders(out)) {
    try {
      const result = readResult(join(out, folder));
      if (result !== undefined) results.push(rowOf(folder, result));
    } catch (error) {
      damaged.push({ folder, reason: (error as Error).message });
    }
  }
  const index: BatchIndex = { schema: 'descent/index/v1', totals: totalsOf(results), results, damaged };
  writeFileAtomically(join(out, 'index.json'), `${JSON.stringify(index, null, 1)}\n`);
  return index;
}

/** All that a batch keeps of a result in memory. */
export function rowOf(folder: string, { student, verdict, reason, score, points, submission, grader, lessons }: SubmissionResult): IndexRow {
  const { version, manifest, isolation } = grader;
  const scores = lessons.map(({ slug, status, score: own, points: most }) => ({ slug, status, score: own, points: most }));
  const times = submission.submittedAt === undefined ? {} : { submittedAt: submission.submittedAt };
  return { folder, student, verdict, reason, score, points, ...times, grader: { version, manifest, isolation }, lessons: scores };
}

export function totalsOf(rows: ReadonlyArray<Pick<IndexRow, 'verdict' | 'score' | 'points'>>): Totals {
  const count = (verdict: IndexRow['verdict']): number => rows.filter(row => row.verdict === verdict).length;
  const graded = rows.filter(({ verdict }) => verdict === 'graded');
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    graded: graded.length,
    notGradable: count('not gradable'),
    infrastructureErrors: count('infrastructure error'),
    ...(graded.length > 0 && { meanScore: mean(graded.map(({ score }) => score)), points: mean(graded.map(({ points }) => points)) }),
  };
}
