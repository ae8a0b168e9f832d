import { expect, test } from 'vitest';
import { forbiddenTrial, firstUse } from '../../lib/course/exercises/forbidden';
import { Judge, type Judged } from '../../lib/course/exercises/judge';
import { inProcess } from '../../lib/course/subject/in-process';
import { partsCourse } from './parts';

const TF = "import { tf } from 'descent';\n";

test.each([
  ['a call', `${TF}export const f = () => tf.train.adam(1);`, { name: 'tf.train.adam', line: 2 }],
  ['in brackets', `${TF}export const f = () => (tf as any)['train'].adam(1);`, { name: 'tf.train.adam', line: 2 }],
  ['under another name', "import { tf as t } from 'descent';\nexport function f() {\n  return t.train;\n}", { name: 'tf.train', line: 3 }],
  ['taken apart', `${TF}const { train: { sgd } } = tf;\nexport const f = () => sgd(1);`, { name: 'tf.train.sgd', line: 3 }],
  ['by a constant', `${TF}const it = tf.train;\nexport const f = () => it.sgd(1);`, { name: 'tf.train', line: 2 }],
  ['of the package itself', "import * as x from '@tensorflow/tfjs';\nexport const f = () => x.train.sgd(1);", { name: 'tf.train.sgd', line: 2 }],
  ['a name of the package', "import { train } from '@tensorflow/tfjs';\nexport const f = () => train.sgd(1);", { name: 'tf.train.sgd', line: 2 }],
  ['all of the library', "import * as d from 'descent';\nexport const f = () => d.tf.train.sgd(1);", { name: 'tf.train.sgd', line: 2 }],
  ['through a helper', `${TF}function helper() { return tf.train.sgd(1); }\nexport const f = () => helper();`, { name: 'tf.train.sgd', line: 2 }],
  ['exported under the name', `${TF}const own = () => tf.train.sgd(1);\nexport { own as f };`, { name: 'tf.train.sgd', line: 2 }],
])('what is forbidden is found: %s', (_, source, found) => {
  expect(firstUse(source, 'f', ['tf.train'])).toEqual(found);
});

test.each([
  ['nothing of it', `${TF}export const f = () => tf.sub(1, 2);`],
  ['a longer name', `${TF}export const f = () => (tf as any).training.adam(1);`],
  ['a name in a text or a comment', `${TF}// tf.train.adam\nexport const f = () => 'tf.train.adam';`],
  ['a property of something else', 'const mine = { train: 1 };\nexport const f = () => mine.train;'],
  ['the name of a property', "import { train } from '@tensorflow/tfjs';\nconst mine = { train: 1 };\nexport const f = () => mine.train;"],
  ['in another function of the file', `${TF}export const f = () => 1;\nexport const g = () => tf.train.sgd(1);`],
  ['as a type', `${TF}export const f = (x: typeof tf.train.sgd) => 1;`],
])('what is not forbidden is not: %s', (_, source) => {
  expect(firstUse(source, 'f', ['tf.train'])).toBeUndefined();
});

test('a function of the library is forbidden by its own name', () => {
  expect(firstUse("import { adam as a } from 'descent';\nexport const f = () => a();", 'f', ['adam'])).toEqual({ name: 'adam', line: 2 });
});

async function judgedWith(points: number, mean: (values: number[]) => number, source: string): Promise<Judged> {
  const { lesson } = await partsCourse();
  const exercise = lesson.exercises[1] as (typeof lesson.exercises)[number];
  const trial = forbiddenTrial({ names: ['tf.train'], points }, exercise.trials[0] as (typeof exercise.trials)[number]);
  return new Judge(exercise, inProcess({ mean }), '', source).try(trial);
}

const right = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const free = 'export const mean = 1;';
const using = `${TF}export const mean = () => tf.train.sgd(1);`;

test.each<[points: number, mean: typeof right, source: string, outcome: string, message: RegExp, score: number]>([
  [2, right, free, 'passed', /^$/, 2],
  [2, right, using, 'failed', /^forbidden: tf\.train\.sgd in line 2$/, 0],
  // A wrong answer has done without for nothing; where that is worth nothing, it is not told twice what is wrong.
  [2, () => 0, free, 'failed', /^mean\(\[1, 2, 6\]\): expected 3, got 0$/, 0],
  [0, () => 0, free, 'passed', /^$/, 0],
  [0, () => 0, using, 'failed', /^forbidden/, 0],
])('to do without is worth %d points where the answer is right: %s, %j', async (points, mean, source, outcome, message, score) => {
  const judged = await judgedWith(points, mean, source);
  expect(judged).toMatchObject({ outcome, score, name: 'without tf.train' });
  expect(judged.message).toMatch(message);
});
