import { runCheck } from '../checking/run-check';
import { exerciseSlugs, findCourse, requireExercise } from '../../src/notebook/course';
import { showReport } from '../../src/notebook/check';

/** Exit code 0 only when everything is right. */
export async function check(lessons: readonly string[], { solutions = false }: { solutions?: boolean }): Promise<void> {
  const course = findCourse();
  for (const slug of lessons) requireExercise(course, slug);
  for (const slug of lessons.length > 0 ? lessons : exerciseSlugs(course)) {
    const report = await runCheck(course, slug, { work: solutions ? 'solutions' : 'exercises' });
    showReport(report);
    if (report.passed < report.rows.length) process.exitCode = 1;
  }
}
