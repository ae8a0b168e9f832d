import { expect, test } from 'vitest';
import { Judge } from '../../lib/course/exercises/judge';
import { inProcess } from '../../lib/course/subject/in-process';
import { lessonOf } from './judge-file';

const says = (line: number): string => `^ is no power in TypeScript, it compares bits: write ** in line ${line}`;

/** What is said of the second exercise of lesson 7, answered by this text. */
async function mistakeIn(source: string, answer: (beta1: number) => unknown): Promise<string | undefined> {
  const exercise = (await lessonOf('07-adam')).exercises[1];
  if (exercise === undefined) throw new Error('07-adam has no second exercise');
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
