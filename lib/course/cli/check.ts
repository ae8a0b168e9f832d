import { runCheck, type CheckOptions } from '../checking/run-check';
import { showReport, type CheckReport } from '../../src/notebook/check-report';
import { exerciseSlugs, findCourse, requireExercise, type Course } from '../../src/notebook/course';

/** Exit code 0 only when everything is right. With `json` the reports are printed as data. */
export async function check(lessons: readonly string[], { solutions = false, json = false }: { solutions?: boolean; json?: boolean }): Promise<void> {
  const course = findCourse();
  for (const slug of lessons) requireExercise(course, slug);
  const reports: CheckReport[] = [];
  for (const slug of lessons.length > 0 ? lessons : exerciseSlugs(course)) {
    const report = await reportOf(course, slug, { work: solutions ? 'solutions' : 'exercises' });
    reports.push(report);
    if (!json) showReport(report);
    if (report.passed < report.rows.length) process.exitCode = 1;
  }
  if (json) console.log(JSON.stringify(reports));
}

/** A lesson whose tests cannot be run must not hide the others, so the reason is its report. */
async function reportOf(course: Course, slug: string, options: CheckOptions): Promise<CheckReport> {
  try {
    return await runCheck(course, slug, options);
  } catch (error) {
    return { slug, passed: 0, rows: [{ test: 'the tests run', outcome: 'failed', message: (error as Error).message }] };
  }
}
