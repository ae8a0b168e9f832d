import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededRandom } from '../../src/datasets';
import type { Course } from '../../src/notebook/course';
import { compileExercise, runExercise } from '../../src/notebook/exercise-file';
import { Judge, type Judged } from '../exercises/judge';
import type { Lesson, LessonExercise } from '../exercises/lesson';
import { stubFile } from '../exercises/lesson-files';
import { played } from '../exercises/played';
import { inProcess } from '../subject/in-process';
import type { Subject } from '../subject/subject';

/** Something that must not go out to students. */
export interface Fault {
  /** "7.2 balancedBeta2", or a file. */
  readonly where: string;
  /** What is wrong, and what to do. */
  readonly says: string;
}

/**
 * Proves a lesson before students see it: the solution gets everything, in three orders of its trials and in a fifth of its time, call by call; the stub gets nothing, and
 * only because it is to do; every wrong version loses a point that students see, and is told what it is.
 */
export async function gate(course: Course, lesson: Lesson): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const exercise of lesson.exercises) faults.push(...(await solutionFaults(exercise)), ...(await wrongFaults(exercise)));
  return [...faults, ...(await stubFaults(course, lesson))];
}

async function judged(exercise: LessonExercise, subject: Subject, order = exercise.trials): Promise<{ rows: Judged[]; mistake: string | undefined }> {
  const judge = new Judge(exercise, subject, 'gate');
  const rows: Judged[] = [];
  for (const trial of order) rows.push(await judge.try(trial));
  return { rows, mistake: rows.some(({ outcome }) => outcome === 'failed') ? await judge.mistake() : undefined };
}

/** A share of the limit, so that a slow machine does not cost a student the points. */
const SHARE = 1 / 5;

async function solutionFaults(exercise: LessonExercise): Promise<Fault[]> {
  const { number, function: name, solution, trials, seconds } = exercise;
  const where = `${number} ${name}`;
  const faults: Fault[] = [];
  for (const seed of [1, 2, 3]) {
    const clock = { slowest: 0 };
    const { rows } = await judged(exercise, timed(inProcess({ [name]: solution }), clock), seededRandom(seed).shuffle(trials));
    faults.push(...rows.filter(({ outcome }) => outcome !== 'passed').map(row => ({ where, says: `the solution does not pass "${row.name}": ${row.message || row.outcome}` })));
    if (clock.slowest > seconds * SHARE) faults.push({ where, says: `a call takes the solution ${clock.slowest.toFixed(3)} s of the processor, more than a fifth of the ${seconds} s that it may take; raise its seconds` });
    if (faults.length > 0) break;
  }
  return faults;
}

/** Notes how long the slowest call computes, in seconds of the processor: what else a busy machine does meanwhile is no fault of the solution. */
function timed(subject: Subject, clock: { slowest: number }): Subject {
  return {
    ...subject,
    call: async (name, given) => {
      const before = process.cpuUsage();
      const called = await subject.call(name, given);
      const { user, system } = process.cpuUsage(before);
      clock.slowest = Math.max(clock.slowest, (user + system) / 1e6);
      return called;
    },
  };
}

async function wrongFaults(exercise: LessonExercise): Promise<Fault[]> {
  const where = `${exercise.number} ${exercise.function}`;
  const faults: Fault[] = [];
  const versions = exercise.wrong();
  if (versions.length === 0) faults.push({ where, says: 'no wrong version is known, so no mistake can be told; give it a formula, or some under "wrong"' });
  for (const version of versions) {
    const { says } = version;
    if (await exercise.isRight(version.plays)) continue;
    const { rows, mistake } = await judged(exercise, played(version));
    if (!rows.some(({ outcome, visibility }) => outcome !== 'passed' && visibility === 'public')) faults.push({ where, says: `a version in which ${says} loses no public point` });
    else if (mistake === undefined) faults.push({ where, says: `a version in which ${says} is not told so` });
  }
  return faults;
}

async function stubFaults(course: Course, lesson: Lesson): Promise<Fault[]> {
  const { slug, exercises } = lesson;
  const file = join(course.exercises, `${slug}.ts`);
  const stub = stubFile(lesson);
  if (!existsSync(file) || readFileSync(file, 'utf8') !== stub) return [{ where: `exercises/${slug}.ts`, says: 'it is not what the declarations say; run "npm run exercises"' }];
  const room = mkdtempSync(join(tmpdir(), 'descent-gate-'));
  try {
    writeFileSync(join(room, `${slug}.ts`), stub);
    const subject = inProcess(await runExercise(await compileExercise(join(room, `${slug}.ts`), room)));
    const faults: Fault[] = [];
    for (const exercise of exercises) {
      const { rows } = await judged(exercise, subject);
      const tried = rows.find(({ outcome }) => outcome !== 'to do');
      if (tried !== undefined) faults.push({ where: `${exercise.number} ${exercise.function}`, says: `the stub is not to do: "${tried.name}" ${tried.outcome}` });
    }
    return faults;
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}
