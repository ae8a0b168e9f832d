import { table } from './table';

/** How a test can come out. */
export type Outcome = 'passed' | 'failed' | 'to do' | 'endless' | 'not run';

/** How one test of an exercise came out. */
export interface CheckRow {
  readonly test: string;
  readonly outcome: Outcome;
  /** What is wrong and where, seldom in more than one line; empty when nothing is. */
  readonly message: string;
  /** What the student's own code printed meanwhile; missing where that is nothing. */
  readonly printed?: string;
}

/** How all tests of an exercise came out. */
export interface CheckReport {
  readonly slug: string;
  readonly rows: readonly CheckRow[];
  readonly passed: number;
  /** What the file printed as it was loaded; missing where that is nothing. */
  readonly printed?: string;
}

/** Words for each outcome, with a sign that does not rely on colour. */
const signs: Readonly<Record<Outcome, string>> = {
  passed: '✓ right',
  failed: '✗ not yet',
  'to do': '○ to do',
  endless: '∞ never ends',
  'not run': '– not run',
};

/** Shows a report as a table, with what a test printed in a row below it. An exercise that is all to do is one row. */
export function showReport({ slug, rows, passed, printed }: CheckReport): void {
  const results = rows.flatMap((row, at) => {
    if (isToDo(row, rows)) return exerciseOf(rows[at - 1]) === exerciseOf(row) ? [] : [[exerciseOf(row), signs[row.outcome], row.message]];
    return [[row.test, signs[row.outcome], row.message], ...printedRow('', row.printed)];
  });
  table(
    { columns: ['test', 'result', 'what to look at'], rows: [...printedRow('the file, as it was loaded', printed), ...results] },
    { caption: `${slug}: ${passed} of ${rows.length} right` },
  );
}

/** "7.1 adam" of "7.1 adam > one step". */
export function exerciseOf(row: CheckRow | undefined): string {
  return row?.test.split(' > ')[0] ?? '';
}

function isToDo(row: CheckRow, rows: readonly CheckRow[]): boolean {
  return rows.every(other => exerciseOf(other) !== exerciseOf(row) || other.outcome === 'to do');
}

function printedRow(test: string, printed: string | undefined): string[][] {
  return printed === undefined ? [] : [[test, 'printed', printed.replace(/^/gm, '    ')]];
}
