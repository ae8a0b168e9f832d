import { describe, expect, test } from 'vitest';
import { runCheck } from '../../lib/course/checking/run-check';
import { exerciseSlugs, findCourse } from '../../lib/src/notebook/course';
import { courseWith } from './course-with';

const course = findCourse();

describe.each(exerciseSlugs(course))('exercise %s', slug => {
  test('the solution passes every test', async () => {
    const { rows, passed } = await runCheck(course, slug, { work: 'solutions' });
    expect(rows.filter(row => row.outcome !== 'passed')).toEqual([]);
    expect(passed).toBeGreaterThan(5);
  });

  test('the stub fails every test, and only because it is still to do', async () => {
    const { rows } = await runCheck(course, slug);
    expect(rows.map(row => row.outcome)).toEqual(rows.map(() => 'to do'));
  });
});

const solved = `import { tf } from 'descent';
export const correctedAverage = (values, beta) => { let v = 0; return values.map((x, i) => { v = beta * v + (1 - beta) * x; return v / (1 - beta ** (i + 1)); }); };
export const adam = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
  m = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g));
  v = tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(g)));
  return { w: tf.sub(w, tf.div(tf.mul(eta, tf.div(m, 1 - beta1 ** t)), tf.add(tf.sqrt(tf.div(v, 1 - beta2 ** t)), epsilon))), m, v };
};
export const balancedBeta2 = beta1 => 1 - (1 - beta1) * (1 - beta1);
export const valleySettings = () => ({ eta: 0.5, beta1: 0.95, beta2: 0.99 });
`;

// The plausible wrong Adams, each with a word from the first message that the student gets.
const wrong: ReadonlyArray<[name: string, from: string, to: string, message: RegExp]> = [
  ['no bias correction', 'tf.div(m, 1 - beta1 ** t)', 'm', /w after step 1: expected 0.9, got/],
  ['beta1 and beta2 swapped', 'tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g))', 'tf.add(tf.mul(beta2, m), tf.mul(1 - beta2, g))', /m after step 1 .*: expected 0.01, got 0.0001/],
  ['g instead of its square', 'tf.square(g)', 'g', /v after step 1 .*is g squared/],
  ['t from zero', 'beta1 ** t', 'beta1 ** (t - 1)', /w after step 1: expected 0.9, got/],
  ['a lost sign', 'tf.sub(w,', 'tf.add(w,', /w after step 1: expected 0.9, got 1.1/],
  ['epsilon under the root', 'tf.add(tf.sqrt(tf.div(v, 1 - beta2 ** t)), epsilon)', 'tf.sqrt(tf.add(tf.div(v, 1 - beta2 ** t), epsilon))', /epsilon added to the root, not under it/],
  ['old state handed back', ', m, v };', ', m: tf.zerosLike(m), v };', /m after step 1/],
];

test.each(wrong)('a wrong answer loses with a helpful word: %s', async (_, from, to, message) => {
  expect(solved).toContain(from);
  const { rows, passed } = await runCheck(courseWith('07-adam', solved.replace(from, to)), '07-adam');
  expect(passed).toBeLessThan(rows.length);
  expect(rows.map(row => row.message).join('\n')).toMatch(message);
});

test('a right answer in another form gets everything', async () => {
  const { rows, passed } = await runCheck(courseWith('07-adam', solved), '07-adam');
  expect(passed).toBe(rows.length);
});

test('an unknown exercise is refused with the list of those that exist', async () => {
  await expect(runCheck(course, '99-nothing')).rejects.toThrow('there is no exercise "99-nothing"; known: ');
});
