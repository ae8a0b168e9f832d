import { runCheck, type CheckReport, type CheckRow } from '../../course/checking/run-check';
import { findCourse } from './course';
import { table } from './table';

/** Words for each outcome, with a sign that does not rely on colour. */
const signs: Readonly<Record<CheckRow['outcome'], string>> = {
  passed: '✓ right',
  failed: '✗ not yet',
  'to do': '○ to do',
  endless: '∞ never ends',
  'not run': '– not run',
};

/**
 * Checks your solution of an exercise, the file `exercises/<slug>.ts` as it is on disk now, and shows a table of what is right and what is not.
 * Errors: an unknown slug.
 */
export async function check(slug: string): Promise<void> {
  showReport(await runCheck(findCourse(), slug));
}

/** Shows a report as a table. */
export function showReport({ slug, rows, passed }: CheckReport): void {
  table(
    { columns: ['test', 'result', 'what to look at'], rows: rows.map(row => [row.test, signs[row.outcome], row.message]) },
    { caption: `${slug}: ${passed} of ${rows.length} right` },
  );
}
