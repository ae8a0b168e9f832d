import { afterAll, describe, expect, test } from 'vitest';
import { declaredLessons, type LessonExercise } from '../../lib/course/exercises/lesson';
import { played } from '../../lib/course/exercises/played';
import type { WrongVersion } from '../../lib/course/exercises/exercise';
import { inProcess } from '../../lib/course/subject/in-process';
import { numbersOf as numbersIn } from '../../lib/src/notebook/numbers-of';
import { findCourse } from '../../lib/src/notebook/course';
import { judgeExercise, lessonOf } from './judge-file';


/** Per exercise: how many wrong versions there are, how many lose points, and how many are named. */
const counts: string[] = [];
afterAll(() => console.log(counts.join('\n')));

describe.each(declaredLessons(findCourse()))('%s', async slug => {
  for (const exercise of (await lessonOf(slug)).exercises) describe(`${exercise.number} ${exercise.function}`, () => proves(exercise));
});

function proves(exercise: LessonExercise): void {
  const name = `${exercise.number} ${exercise.function}`;

  test('the solution gets everything, and no mistake is seen in it', async () => {
    const { rows, mistake } = await judgeExercise(exercise, inProcess({ [exercise.function]: exercise.solution }));
    expect(rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(mistake).toBeUndefined();
  });

  test('every wrong version loses a point that students see, and is told what it is', async () => {
    const right: WrongVersion[] = [];
    const wrong: { version: WrongVersion; lost: number; mistake: string }[] = [];
    for (const version of exercise.wrong()) {
      if (await exercise.isRight(version.plays)) {
        right.push(version);
        continue;
      }
      const { rows, mistake = '' } = await judgeExercise(exercise, played(version));
      wrong.push({ version, lost: rows.filter(({ outcome, visibility }) => outcome !== 'passed' && visibility === 'public').length, mistake });
    }
    expect(wrong.length, 'plausible wrong versions').toBeGreaterThanOrEqual(5);
    expect(wrong.filter(({ lost }) => lost === 0).map(({ version }) => version.says)).toEqual([]);
    const misnamed: string[] = [];
    for (const { version, mistake } of wrong) {
      if (!mistake.includes(version.says) && !(await isTold(exercise, version, mistake))) misnamed.push(`${version.says} → ${mistake}`);
    }
    expect(misnamed).toEqual([]);
    counts.push(`${name}: ${wrong.length} wrong versions, all lose points, all named; ${right.length} slips that change nothing`);
  }, 120_000);
}

/** Where two slips give the same numbers, no numbers can tell which it was: the sentence must then name one that gives them, whatever it is asked. */
async function isTold(exercise: LessonExercise, version: WrongVersion, mistake: string): Promise<boolean> {
  const own = await numbersOf(exercise, version);
  for (const other of exercise.wrong().filter(({ says }) => mistake.includes(says))) {
    const theirs = await numbersOf(exercise, other);
    if (theirs.length === own.length && theirs.every((number, k) => isAlike(number, own[k] as number))) return true;
  }
  return false;
}

/** All numbers that a version gives when it is judged, hidden trials among them. */
async function numbersOf(exercise: LessonExercise, version: WrongVersion): Promise<number[]> {
  const seen: number[] = [];
  const subject = played(version);
  const call: typeof subject.call = async (name, given) => {
    const called = await subject.call(name, given);
    // Of a step only the weights count: what is remembered may have another form.
    const { w = called.value } = typeof called.value === 'object' && called.value !== null ? (called.value as { w?: unknown }) : {};
    seen.push(...(numbersIn(w) ?? []));
    return called;
  };
  await judgeExercise(exercise, { ...subject, call });
  return seen;
}

/** The planted bug runs on float32 tensors, a slip of the formula in float64: up to 200 steps and sums that cancel leave four of seven digits. */
function isAlike(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-4 * Math.max(Math.abs(a), Math.abs(b), 1e-2);
}
