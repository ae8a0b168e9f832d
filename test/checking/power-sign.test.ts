import { expect, test } from 'vitest';
import { Judge } from '../../lib/course/exercises/judge';
import { stubFile } from '../../lib/course/exercises/lesson-files';
import { inProcess } from '../../lib/course/subject/in-process';
import { lessonOf } from './judge-file';

const says = (line: number): string => `^ is no power in TypeScript, it compares bits: write ** in line ${line}`;

/** What is said of an exercise, by default the second of lesson 7, answered by this text. */
async function mistakeIn(source: string, answer: (...asked: never[]) => unknown, [lesson, number] = ['07-adam', 2]): Promise<string | undefined> {
  const exercise = (await lessonOf(lesson)).exercises[number - 1];
  if (exercise === undefined) throw new Error(`${lesson} has no exercise ${number}`);
  return new Judge(exercise, inProcess({ [exercise.function]: answer }), '', source).mistake();
}

test('a power that is written as in formulas is told by its line', async () => {
  const source = 'const half = 2;\nexport function balancedBeta2(beta1: number): number {\n  return 1 - (1 - beta1) ^ half;\n}\n';
  expect(await mistakeIn(source, beta1 => 1 - ((1 - beta1) ^ 2))).toBe(says(3));
});

test('also where the answer leaves it to a function beside it', async () => {
  const source = 'const square = (x: number) => x ^ 2;\nexport const balancedBeta2 = (beta1: number) => 1 - square(1 - beta1);\n';
  expect(await mistakeIn(source, beta1 => 1 - ((1 - beta1) ^ 2))).toBe(says(1));
});

test('but not where another exercise, a text or a comment has it', async () => {
  const source = '// 2 ^ 3\nconst text = "2 ^ 3";\nexport const other = 2 ^ 3;\nexport const balancedBeta2 = (beta1: number) => 1 - beta1;\n';
  expect((await mistakeIn(source, beta1 => 1 - beta1)) ?? '').not.toContain('^ is no power');
});

test('nor where the exercise itself compares bits: what it gives out is no mistake', async () => {
  const source = stubFile(await lessonOf('15-symbol-detection')).replace("toDo('15.1')", 'wrong / sent.length');
  expect(source).toContain('symbol ^');
  expect((await mistakeIn(source, () => 0, ['15-symbol-detection', 1])) ?? '').not.toContain('^ is no power');
});

test('nor where a side of it is bits already, as in a generator of random numbers', async () => {
  const next = 'const next = (t: number) => Math.imul(t ^ (t >>> 15), t | 1) ^ ~t;\n';
  const source = `${next}export const balancedBeta2 = (beta1: number) => next(beta1);\n`;
  expect((await mistakeIn(source, () => 0)) ?? '').not.toContain('^ is no power');
  expect(await mistakeIn(`${next}export const balancedBeta2 = (beta1: number) => next(beta1) + (1 - beta1) ^ 2;\n`, () => 0)).toBe(says(2));
});
