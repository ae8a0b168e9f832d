import { findCourse } from '../../src/notebook/course';
import { exerciseOf, type CheckReport } from '../../src/notebook/check-report';
import { table } from '../../src/notebook/table';
import { runCheck } from '../checking/run-check';
import { declaredLessons, loadLesson } from '../exercises/lesson';

/** Shows how far the whole course is: of each exercise how many of its tests are right. */
export async function status(): Promise<void> {
  const course = findCourse();
  const rows: (string | number)[][] = [];
  let [right, all] = [0, 0];
  for (const slug of declaredLessons(course)) {
    const { exercises } = await loadLesson(course, slug);
    const report = await runCheck(course, slug).catch((error: Error) => error);
    for (const { number, title, function: name } of exercises) {
      const tests = report instanceof Error ? [] : report.rows.filter(row => exerciseOf(row) === `${number} ${name}`);
      const passed = tests.filter(({ outcome }) => outcome === 'passed').length;
      [right, all] = [right + passed, all + tests.length];
      rows.push([slug, number, title, report instanceof Error ? report.message : stateOf(tests, passed)]);
    }
  }
  table({ columns: ['lesson', 'exercise', 'what is asked', 'tests'], rows }, { caption: `${right} of ${all} tests are right` });
}

function stateOf(tests: CheckReport['rows'], passed: number): string {
  if (passed === tests.length) return '✓ all right';
  return tests.every(({ outcome }) => outcome === 'to do') ? '○ to do' : `✗ ${passed} of ${tests.length}`;
}
