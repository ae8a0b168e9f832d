import type { CheckReport, CheckRow, Outcome as Shown } from '../../src/notebook/check-report';
import type { Outcome } from '../exercises/exercise';
import type { Judged } from '../exercises/judge';
import { measuredWords } from '../exercises/sentences';
import { shownFaults } from './type-checker';
import type { TypeFault } from './type-errors';

/** How one test came out, as the test itself says it. */
export interface JudgedTest {
  /** "7.1 adam > one step". */
  readonly test: string;
  readonly judged: Judged;
}

const OF_FILE = 'the file loads';

/** What a check knows when it is done, as a student reads it. A file that does not load is one row, however many tests wanted it. */
export function reportOf(slug: string, tests: readonly JudgedTest[], printedAtLoading = ''): CheckReport {
  const file = tests.find(({ judged }) => judged.isFile);
  const rows = file === undefined ? tests.map(({ test, judged }) => rowOf(test, judged)) : [rowOf(OF_FILE, file.judged)];
  return {
    slug,
    rows,
    passed: rows.filter(({ outcome }) => outcome === 'passed').length,
    // Where it does not load, the row says what it printed.
    ...(printedAtLoading !== '' && file === undefined && { printed: printedAtLoading }),
  };
}

/** With what does not fit in its types. Of a file that does not load that alone is said first. */
export function withTypeErrors(report: CheckReport, faults: readonly TypeFault[] = []): CheckReport {
  const isBroken = report.rows.some(({ test }) => test === OF_FILE);
  return faults.length === 0 || isBroken ? report : { ...report, typeErrors: shownFaults(faults) };
}

function rowOf(test: string, { outcome, message, measured, printed }: Judged): CheckRow {
  return { test, outcome: shownAs[outcome], message, ...(measured !== undefined && { measured: measuredWords(measured) }), ...(printed !== '' && { printed }) };
}

const shownAs: Readonly<Record<Outcome, Shown>> = {
  passed: 'passed',
  failed: 'failed',
  'to do': 'to do',
  timeout: 'endless',
  crash: 'failed',
  'out of memory': 'failed',
  'output limit': 'failed',
  'non-deterministic': 'failed',
  'not run': 'not run',
};
