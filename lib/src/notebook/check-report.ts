import { table } from './table';

/** How a test can come out. */
export type Outcome = 'passed' | 'failed' | 'to do' | 'endless' | 'not run';

/** How one test of an exercise came out. */
export interface CheckRow {
  readonly test: string;
  readonly outcome: Outcome;
  /** What is wrong and where, seldom in more than one line; empty when nothing is. */
  readonly message: string;
}

/** How all tests of an exercise came out. */
export interface CheckReport {
  readonly slug: string;
  readonly rows: readonly CheckRow[];
  readonly passed: number;
}

/** Words for each outcome, with a sign that does not rely on colour. */
const signs: Readonly<Record<Outcome, string>> = {
  passed: '✓ right',
  failed: '✗ not yet',
  'to do': '○ to do',
  endless: '∞ never ends',
  'not run': '– not run',
};

/** Shows a report as a table. */
export function showReport({ slug, rows, passed }: CheckReport): void {
  table(
    { columns: ['test', 'result', 'what to look at'], rows: rows.map(row => [row.test, signs[row.outcome], row.message]) },
    { caption: `${slug}: ${passed} of ${rows.length} right` },
  );
}
