import { findCourse } from '../../src/notebook/course';
import { exerciseOf, type CheckReport } from '../../src/notebook/check-report';
import { dueInWords } from '../../src/notebook/exercise-table';
import { table } from '../../src/notebook/table';
import { runCheck } from '../checking/run-check';
import { courseLessons, readSettings } from '../settings';

/** Shows how far the whole course is: of each exercise how many of its tests are right. */
export async function status(): Promise<void> {
  const course = findCourse();
  const lessons = await courseLessons(course, readSettings(course));
  const reports = await runCheck(course, lessons.map(({ slug }) => slug));
  const isTimed = lessons.some(({ exercises }) => exercises.some(({ due }) => due !== undefined));
  const rows = lessons.flatMap(({ slug, exercises }, k) =>
    exercises.map(({ number, title, function: name, due }) => [slug, number, title, stateOf(`${number} ${name}`, reports[k]?.rows ?? []), ...(isTimed ? [dueInWords(due)] : [])]),
  );
  const all = reports.flatMap(report => report.rows);
  table({ columns: ['lesson', 'exercise', 'what is asked', 'tests', ...(isTimed ? ['due'] : [])], rows }, { caption: `${all.filter(({ outcome }) => outcome === 'passed').length} of ${all.length} tests are right` });
}

/** Of an exercise; where the whole file is at fault, its only row says why. */
function stateOf(exercise: string, rows: CheckReport['rows']): string {
  const tests = rows.filter(row => exerciseOf(row) === exercise);
  if (tests.length === 0) return `✗ ${rows[0]?.message.split('\n')[0]}`;
  const passed = tests.filter(({ outcome }) => outcome === 'passed').length;
  if (passed === tests.length) return '✓ all right';
  return tests.every(({ outcome }) => outcome === 'to do') ? '○ to do' : `✗ ${passed} of ${tests.length}`;
}
