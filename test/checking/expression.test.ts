import { describe, expect, test } from 'vitest';
import { loadLesson } from '../../lib/course/exercises/lesson';
import { played } from '../../lib/course/exercises/played';
import { gate } from '../../lib/course/release/gate';
import { stubFile } from '../../lib/course/exercises/lesson-files';
import { courseOf } from './course-with';
import { judgeExercise } from './judge-file';

const declaration = `import { expression } from 'descent/exercises';

/** Return the slope of ½ c w² along w, as a formula of w and c in quotes. */
export function slope(): string {
  // BEGIN SOLUTION
  return 'c * w';
  // END SOLUTION
}

export default expression({
  title: 'the slope of a parabola',
  solution: slope,
  of: ['w', 'c'],
  hints: [],
  cases: [{ name: 'at two points', asks: [[3, 2], [-1, 5]], hint: 'The slope of w² is 2 w' }],
  random: random => [4 * random.uniform() - 2, 0.5 + 3 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [{ says: 'the half is lost', is: () => '2 * c * w' }],
  // END SOLUTION
});
`;

async function lessonWith(text = declaration) {
  return loadLesson(courseOf({ 'test/exercises/01-slopes/1-slope.ts': text, 'exercises/01-slopes.ts': '' }), '01-slopes');
}

/** What comes of a formula that a student gives. */
async function told(answer: unknown): Promise<string> {
  const { exercises: [exercise] } = await lessonWith();
  if (exercise === undefined) throw new Error('the lesson has no exercise');
  const { rows, mistake } = await judgeExercise(exercise, played({ plays: () => answer }));
  return rows.every(({ outcome }) => outcome === 'passed') ? 'right' : (mistake ?? rows.find(({ message }) => message !== '')?.message ?? '');
}

describe('an exercise that asks for a formula', () => {
  test.each(['c * w', 'w * c', '(c * w^2) / w', 'c * w * 2 / 2', 'c * (w + 1) - c', 'w / (1 / c)', 'sqrt(c)^2 * w'])('takes it in any form: %s', async answer => {
    expect(await told(answer)).toBe('right');
  });

  test.each<[answer: unknown, words: string]>([
    ['2 * c * w', 'your numbers are those of a version in which the half is lost'],
    ['w', 'the factor c is missing'],
    ['c * w^2', 'w is squared'],
    ['c * w / 2', 'slope(3, 2): expected 6, got 3. The slope of w² is 2 w'],
    ['c * v', 'slope: unknown name "v" in "c * v"; known: w, c'],
    ['c * (w', 'slope: cannot read "c * (w"'],
    [6, 'slope: expected a formula of w, c in quotes, got number 6'],
    [undefined, 'slope: expected a formula of w, c in quotes, got nothing (is there a return?)'],
  ])('says what is wrong with %s', async (answer, words) => {
    expect(await told(answer)).toContain(words);
  });

  test('passes the gate, and its stub is to do', async () => {
    const lesson = await lessonWith();
    const course = courseOf({ 'test/exercises/01-slopes/1-slope.ts': declaration, 'exercises/01-slopes.ts': stubFile(lesson) });
    expect(await gate(course, lesson)).toEqual([]);
  });

  test('whose solution is no formula is refused by the gate', async () => {
    const lesson = await lessonWith(declaration.replace("'c * w'", "'c * x'"));
    await expect(gate(courseOf({ 'exercises/01-slopes.ts': stubFile(lesson) }), lesson)).rejects.toThrow('unknown name "x"');
  });
});
