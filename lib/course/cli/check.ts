import { runCheck } from '../checking/run-check';
import { showReport, type CheckReport } from '../../src/notebook/check-report';
import { exerciseSlugs, findCourse, requireExercise } from '../../src/notebook/course';

/** Exit code 0 only when everything is right. With `json` the reports are printed as data. */
export async function check(lessons: readonly string[], { solutions = false, json = false }: { solutions?: boolean; json?: boolean }): Promise<void> {
  const course = findCourse();
  for (const slug of lessons) requireExercise(course, slug);
  const reports: CheckReport[] = [];
  for (const slug of lessons.length > 0 ? lessons : exerciseSlugs(course)) {
    const report = await runCheck(course, slug, { work: solutions ? 'solutions' : 'exercises' });
    reports.push(report);
    if (!json) showReport(report);
    if (report.passed < report.rows.length) process.exitCode = 1;
  }
  if (json) console.log(JSON.stringify(reports));
}
