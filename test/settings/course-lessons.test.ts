import { describe, expect, test } from 'vitest';
import { courseLessons, readSettings, inCourse } from '../../lib/course/settings';
import { inHundredths } from '../../lib/course/settings/course-lessons';
import { manifestOf } from '../../lib/course/exercises/lesson-files';
import { dueInWords } from '../../lib/src/notebook/exercise-table';
import { courseOf } from '../checking/course-with';
import { lessonOf } from '../checking/judge-file';

const pointsOf = (trials: readonly { readonly points: number }[]): number[] => trials.map(({ points }) => points);

describe('points are shared out among the trials', () => {
  test.each<[points: number, shares: number[], expected: number[]]>([
    [20, [1, 1, 2], [5, 5, 10]],
    // 3.33 each, and the hundredth that is left.
    [10, [1, 1, 1], [3.34, 3.33, 3.33]],
    [1, [1, 1, 1, 1, 1, 1, 1], [0.15, 0.15, 0.14, 0.14, 0.14, 0.14, 0.14]],
    [0, [1, 2], [0, 0]],
    [2.5, [1, 4], [0.5, 2]],
  ])('%d points', (points, shares, expected) => {
    expect(inHundredths(points, shares)).toEqual(expected);
  });

  test('and make together what was to be shared, for whatever shares', () => {
    for (let points = 0; points <= 30; points += 1) {
      for (const shares of [[1], [1, 1, 2], [1, 1, 1, 1, 1, 2], [3, 1, 1]]) {
        expect(Math.round(100 * inHundredths(points, shares).reduce((sum, one) => sum + one, 0))).toBe(100 * points);
      }
    }
  });

  test('and are so many wherever they are added up', async () => {
    const { exercises } = inCourse(await lessonOf('07-adam'), { lessons: [], exercises: { '7.1': { points: 20 } } });
    expect(manifestOf([{ slug: '07-adam', exercises }]).lessons['07-adam']?.exercises[0]?.points).toBe(20);
  });

  test('of the exercise that the course names, and of no other', async () => {
    const lesson = await lessonOf('07-adam');
    const [first, second] = inCourse(lesson, { lessons: [], exercises: { '7.1': { points: 50 } } }).exercises;
    expect(pointsOf(first?.trials ?? []).reduce((sum, one) => sum + one, 0)).toBeCloseTo(50, 10);
    expect(pointsOf(second?.trials ?? [])).toEqual(pointsOf(lesson.exercises[1]?.trials ?? []));
  });
});

const declared = (name: string, says = '1'): string => `
import { answer, number } from 'descent/exercises';
/** Give one. */
export function ${name}(): number {
  // BEGIN SOLUTION
  return ${says};
  // END SOLUTION
}
export default answer({ title: 'one', solution: ${name}, gives: number, hints: ['One.'], cases: [{ name: 'once', asks: [[]] }], random: () => [] });
`;
const two = { 'test/exercises/01-a/1-x.ts': declared('x'), 'test/exercises/02-b/1-y.ts': declared('y') };

test('lessons come in the order of the course, and those that it leaves out are not loaded', async () => {
  const broken = { 'test/exercises/03-c/1-z.ts': 'export default 3;' };
  const course = courseOf({ ...two, ...broken, 'course.json': '{ "lessons": ["02-b", "01-a"] }' });
  expect((await courseLessons(course, readSettings(course))).map(({ slug }) => slug)).toEqual(['02-b', '01-a']);
});

test('every lesson that cannot be loaded is named, not only the first', async () => {
  const course = courseOf({ 'test/exercises/01-a/1-x.ts': 'export default 3;', 'test/exercises/02-b/1-y.ts': 'const ;', 'test/exercises/03-c/1-z.ts': declared('z') });
  const failure = await courseLessons(course, readSettings(course)).catch((error: Error) => error.message);
  expect(failure).toMatch(/test\/exercises\/01-a\/1-x\.ts[\s\S]*\n[\s\S]*test\/exercises\/02-b\/1-y\.ts/);
  expect(failure).not.toContain('03-c');
});

test('points for an exercise that there is not are refused, with those that there are', async () => {
  const course = courseOf({ ...two, 'course.json': '{ "exercises": { "1.2": { "points": 3 } } }' });
  await expect(courseLessons(course, readSettings(course))).rejects.toThrow('course.json: exercises has "1.2", and 01-a has 1.1');
  const other = courseOf({ ...two, 'course.json': '{ "exercises": { "9.1": { "points": 3 } } }' });
  await expect(courseLessons(other, readSettings(other))).rejects.toThrow('course.json: exercises has "9.1", and no lesson of the course has that number');
});

test('every exercise knows when it is due, and the manifest says so to cells and students', async () => {
  const course = courseOf({ ...two, 'course.json': '{ "lessons": [{ "slug": "01-a", "due": "2030-06-01T22:00:00+02:00" }, "02-b"] }' });
  const { lessons } = manifestOf(await courseLessons(course, readSettings(course)));
  expect(lessons['01-a']?.exercises[0]).toMatchObject({ number: '1.1', due: '2030-06-01T22:00:00+02:00' });
  expect(lessons['02-b']?.exercises[0]).not.toHaveProperty('due');
});

test.each([
  ['2030-06-01T22:00:00Z', '1 June 2030, 22:00 UTC'],
  ['2030-06-01T23:59+02:00', '1 June 2030, 23:59 UTC+02:00'],
  ['2030-12-31T00:00:00.5-05:30', '31 December 2030, 00:00 UTC-05:30'],
  [undefined, ''],
])('%s is written as "%s", wherever it is read', (due, words) => {
  expect(dueInWords(due)).toBe(words);
});
