import { describe, expect, test } from 'vitest';
import { loadLesson, type LessonExercise } from '../../lib/course/exercises/lesson';
import { played } from '../../lib/course/exercises/played';
import { gradeExercise } from '../../lib/course/grading/grade-exercise';
import { Places } from '../../lib/course/grading/places';
import type { ExerciseResult } from '../../lib/course/grading/result';
import { seededRandom } from '../../lib/src/datasets';
import { courseOf } from './course-with';
import { judgeExercise } from './judge-file';

/** Parities of numbers are learnt from examples: a toy, but one whose right answers anybody can give. */
const declaration = `import { challenge, numbers, type Round } from 'descent/exercises';

/** Say of each number whether it is odd, 1, or even, 0. */
export function parity(asked: readonly number[]): number[] {
  // BEGIN SOLUTION
  return asked.map(n => n % 2);
  // END SOLUTION
}

function round(asked: readonly number[]): Round {
  return {
    given: [asked],
    measure: (decided: readonly number[]) => {
      if (decided.length !== asked.length) return \`expected \${asked.length} decisions, got \${decided.length}\`;
      return decided.filter((one, k) => one !== (asked[k] as number) % 2).length / asked.length;
    },
  };
}

const twenty = round(Array.from({ length: 20 }, (_, k) => 3 * k + 1));

export default challenge({
  title: 'odd or even',
  solution: parity,
  gives: numbers,
  measures: 'share of mistakes',
  hints: ['What is left when it is divided by two?'],
  goals: [
    { name: 'better than a coin', round: twenty, atMost: 0.3, hint: 'A coin errs half of the time' },
    { name: 'nearly always', round: twenty, atMost: 0.05, points: 2 },
    { name: 'for small ones', round: round([0, 1, 2, 3]), atMost: 0 },
  ],
  hidden: { name: 'for others', atMost: 0.1, measures: 'mistakes in a hundred', round: random => {
    const { given, measure } = round(Array.from({ length: 50 }, () => random.integer(1000)));
    return { given, measure: answer => { const cost = measure(answer); return typeof cost === 'string' ? cost : 100 * cost; } };
  } },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'all are taken for even', is: (asked: readonly number[]) => asked.map(() => 0) },
    { says: 'odd and even are exchanged', is: (asked: readonly number[]) => asked.map(n => 1 - (n % 2)) },
  ],
  // END SOLUTION
});
`;

async function parity(text = declaration): Promise<LessonExercise> {
  const { exercises: [exercise] } = await loadLesson(courseOf({ 'test/exercises/01-parity/1-parity.ts': text, 'exercises/01-parity.ts': '' }), '01-parity');
  if (exercise === undefined) throw new Error('the lesson has no exercise');
  return exercise;
}

type Decides = (n: number, k: number) => number;

async function judged(decide: Decides) {
  return judgeExercise(await parity(), played({ plays: ([asked]) => (asked as readonly number[]).map(decide) }));
}

describe('an exercise without one right answer', () => {
  test('measures what a design does, and tells it whether it is enough or not', async () => {
    // One in ten is wrong.
    const { rows, mistake } = await judged((n, k) => (k % 10 === 9 ? 1 - (n % 2) : n % 2));
    expect(rows.map(({ name, outcome, score, points, measured, message }) => ({ name, outcome, score, points, measured, message }))).toEqual([
      { name: 'better than a coin', outcome: 'passed', score: 1, points: 1, measured: { what: 'share of mistakes', value: 0.1 }, message: '' },
      { name: 'nearly always', outcome: 'failed', score: 0, points: 2, measured: { what: 'share of mistakes', value: 0.1 }, message: 'share of mistakes: expected 0.05 or less, got 0.1' },
      { name: 'for small ones', outcome: 'passed', score: 1, points: 1, measured: { what: 'share of mistakes', value: 0 }, message: '' },
      { name: 'for others', outcome: 'failed', score: 0, points: 2, measured: { what: 'mistakes in a hundred', value: 10 }, message: 'mistakes in a hundred: expected 0.1 or less, got 10' },
    ]);
    expect(mistake).toBeUndefined();
  });

  test('says what to look at where a goal is missed', async () => {
    const { rows: [first] } = await judged(() => 1);
    expect(first?.message).toBe('share of mistakes: expected 0.3 or less, got 0.5. A coin errs half of the time');
  });

  test.each<[string, Decides, string]>([
    ['all for even', () => 0, 'all are taken for even'],
    // Like "all for even" but for the last of each round.
    ['exchanged, nearly everywhere', (n, k) => (k === 15 ? n % 2 : 1 - (n % 2)), 'odd and even are exchanged'],
  ])('names a design that decides as a known one does: %s', async (_, decide, says) => {
    expect((await judged(decide)).mistake).toBe(`your numbers are those of a version in which ${says}`);
  });

  test('and none where a right one is nearer', async () => {
    expect((await judged(n => n % 2)).mistake).toBeUndefined();
  });

  test('an answer that cannot be measured is told why, and has no measure', async () => {
    const { rows: [first] } = await judgeExercise(await parity(), played({ plays: () => [1, 0] }));
    expect(first).toMatchObject({ outcome: 'failed', message: 'parity: expected 20 decisions, got 2' });
    expect(first?.measured).toBeUndefined();
  });
});

describe('the leaderboard', () => {
  async function graded(decide: Decides, again: Decides = decide): Promise<ExerciseResult> {
    const subject = (how: Decides) => played({ plays: ([asked]) => (asked as readonly number[]).map(how) });
    let opened = 0;
    // Two places at first, for what is shown and what is hidden; what is opened later is for a repetition.
    const places = await Places.open(() => Promise.resolve(subject((opened += 1) <= 2 ? decide : again)));
    return (await gradeExercise(await parity(), { places, source: '', seed: 'ada', random: seededRandom(1) })).result;
  }

  test('has what the hidden trial measures, the smaller the better, passed or not', async () => {
    expect((await graded(n => n % 2)).leaderboard).toEqual({ name: 'mistakes in a hundred', value: 0, order: 'asc' });
    expect((await graded((n, k) => (k % 10 === 9 ? 1 - (n % 2) : n % 2))).leaderboard).toEqual({ name: 'mistakes in a hundred', value: 10, order: 'asc' });
  });

  test('has nothing that comes out differently when it is repeated', async () => {
    const result = await graded((n, k) => (k < 25 ? 0 : n % 2), (n, k) => (k < 40 ? 0 : n % 2));
    expect(result.trials.at(-1)?.outcome).toBe('non-deterministic');
    expect(result.leaderboard).toBeUndefined();
  });

  test('has nothing of an answer that cannot be measured', async () => {
    const places = await Places.open(() => Promise.resolve(played({ plays: () => [1] })));
    const { result } = await gradeExercise(await parity(), { places, source: '', seed: 'ada', random: seededRandom(1) });
    expect(result.leaderboard).toBeUndefined();
    expect(result.score).toBe(0);
  });
});

test('a measure that is no number is a fault of the course, and no grade', async () => {
  const exercise = await parity(declaration.replace("/ asked.length;\n    },", "/ 0;\n    },"));
  await expect(judgeExercise(exercise, played({ plays: ([asked]) => (asked as readonly number[]).map(() => 0) }))).rejects
    .toThrow('challenge: share of mistakes of parity must be a finite number, got Infinity');
});

test('an unknown option is refused', async () => {
  await expect(parity(declaration.replace("title: 'odd or even',", "title: 'odd or even', colour: 1,"))).rejects.toThrow('challenge: unknown option "colour"');
});
