import { watch } from 'node:fs';
import { runCheck, type CheckOptions } from '../checking/run-check';
import { TypeChecker } from '../checking/type-checker';
import { showReport } from '../../src/notebook/check-report';
import { exerciseSlugs, findCourse, requireExercise, type Course } from '../../src/notebook/course';

/** What `descent check` may be asked for. */
export interface CheckCommand {
  readonly solutions?: boolean;
  readonly json?: boolean;
  readonly watch?: boolean;
}

/** Exit code 0 only when everything is right. With `json` the reports are printed as data; with `watch` it goes on whenever a file is saved. */
export async function check(lessons: readonly string[], { solutions = false, json = false, watch: goesOn = false }: CheckCommand): Promise<void> {
  const course = findCourse();
  for (const slug of lessons) requireExercise(course, slug);
  const options: CheckOptions = { work: solutions ? 'solutions' : 'exercises', types: new TypeChecker(), ...(!json && { onReport: showReport }) };
  if (goesOn) return checkOnSave(course, lessons, { ...options, onReport: showReport });
  const reports = await runCheck(course, lessons.length > 0 ? lessons : exerciseSlugs(course), options);
  if (reports.some(({ passed, rows }) => passed < rows.length)) process.exitCode = 1;
  if (json) console.log(JSON.stringify(reports));
}

/** An editor that saves writes a file more than once. */
const SETTLED_MS = 150;

/** Until it is interrupted. What is saved while a check runs is checked after it. */
async function checkOnSave(course: Course, lessons: readonly string[], options: CheckOptions): Promise<never> {
  let due = true;
  let wake = (): void => {};
  watch(course[options.work ?? 'exercises'], { recursive: true }, () => {
    due = true;
    wake();
  });
  for (;;) {
    if (!due) await new Promise<void>(resolve => (wake = resolve));
    await new Promise(resolve => setTimeout(resolve, SETTLED_MS));
    due = false;
    // A file may be gone for the moment, or another may have come.
    await runCheck(course, lessons.length > 0 ? lessons : exerciseSlugs(course), options).catch((error: Error) => console.error(error.message));
    console.log('waiting for the next save; Ctrl-C ends this');
  }
}
