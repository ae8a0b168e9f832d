import { table } from './table';

/** How a test can come out. */
export type Outcome = 'passed' | 'failed' | 'to do' | 'endless' | 'not run';

/** How one test of an exercise came out. */
export interface CheckRow {
  readonly test: string;
  readonly outcome: Outcome;
  /** What is wrong and where, seldom in more than one line; empty when nothing is. */
  readonly message: string;
  /** How good the answer is, where that is more than right or wrong: "bit error rate: 0.0143". */
  readonly measured?: string;
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
  /** Where the types of the file do not fit, with lines of code; missing where they do. They are no test: numbers can be right all the same. */
  readonly typeErrors?: string;
}

/** Words for each outcome, with a sign that does not rely on colour. */
const signs: Readonly<Record<Outcome, string>> = {
  passed: '✓ right',
  failed: '✗ not yet',
  'to do': '○ to do',
  endless: '∞ never ends',
  'not run': '– not run',
};

/** Shows a report as a table, with what a test printed in a row below it. An exercise of which every test says the same is one row. */
export function showReport({ slug, rows, passed, printed, typeErrors }: CheckReport): void {
  const results = rows.flatMap((row, at) => {
    if (isOneRow(rows.filter(other => exerciseOf(other) === exerciseOf(row)))) return exerciseOf(rows[at - 1]) === exerciseOf(row) ? [] : [[exerciseOf(row), signs[row.outcome], row.message]];
    return [[row.test, signs[row.outcome], row.message || (row.measured ?? '')], ...printedRow('', row.printed)];
  });
  table(
    { columns: ['test', 'result', 'what to look at'], rows: [...printedRow('the file, as it was loaded', printed), ...results, ...typesRow(typeErrors)] },
    { caption: `${slug}: ${passed} of ${rows.length} right` },
  );
}

/** "7.1 adam" of "7.1 adam > one step". */
export function exerciseOf(row: CheckRow | undefined): string {
  return row?.test.split(' > ')[0] ?? '';
}

/** As of an exercise that is still to do, or of a function with a slip that ends each call. What is right has its own rows. */
function isOneRow(rows: readonly CheckRow[]): boolean {
  const [first] = rows;
  if (first?.outcome === 'to do' && rows.every(({ outcome }) => outcome === 'to do')) return true;
  return rows.length > 1 && rows.every(({ outcome, message, printed }) => outcome !== 'passed' && outcome === first?.outcome && message === first.message && printed === undefined);
}

function typesRow(typeErrors: string | undefined): string[][] {
  return typeErrors === undefined ? [] : [['the types fit', signs.failed, typeErrors]];
}

function printedRow(test: string, printed: string | undefined): string[][] {
  return printed === undefined ? [] : [[test, 'printed', printed.replace(/^/gm, '    ')]];
}
