import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCheck } from '../../lib/course/checking/run-check';
import { findCourse } from '../../lib/src/notebook/course';
import { courseWith } from './course-with';

const slug = '01-gradient-descent';
const solution = readFileSync(join(findCourse().root, 'solutions', `${slug}.ts`), 'utf8');

// The plausible wrong answers, each with the exercise that alone must fail and a word of what the student is told.
const wrong: ReadonlyArray<[name: string, from: string, to: string, exercise: string, message: RegExp]> = [
  ['a lost sign', 'tf.sub(w,', 'tf.add(w,', '1.1', /w from .*: expected 0\.99, got 1\.01.*Take eta \* g off w/],
  ['no rate', 'tf.mul(eta, g)', 'g', '1.1', /w from .*: expected 0\.99, got 0\.9/],
  ['a rate of its own', 'tf.mul(eta, g)', 'tf.mul(0.1, g)', '1.1', /eta times its own gradient/],
  ['2/λ taken for divergence', 'if (product < 2) return \'overshoots\';', 'if (product < 2) return \'overshoots\'; return \'diverges\';', '1.2', /w neither shrinks nor grows/],
  ['swinging taken for growing', 'if (product < 2) return \'overshoots\';', 'if (product < 1.5) return \'overshoots\';', '1.2', /expected 'overshoots'/],
  ['the mean curvature', 'squares / bent', 'gradient.length / curvatures.reduce((sum, c) => sum + c, 0)', '1.3', /the rate for slopes 1, 3/],
  ['the curvature squared', '(curvatures[i] as number) * slope ** 2', '(curvatures[i] as number) ** 2 * slope ** 2', '1.3', /parabola of curvature 4: expected 0\.25/],
  ['slopes that are not squared', 'slope ** 2', 'slope', '1.3', /the rate for slopes 1, 3/],
  ['a forgotten half', 'squares / bent', 'squares / (2 * bent)', '1.3', /at 1\/λ/],
  ['the limit instead of the best', 'squares / bent', '2 * squares / bent', '1.3', /at 1\/λ/],
  ['the valleys swapped', 'near: 0.01, far: 0.021', 'near: 0.021, far: 0.01', '1.4', /near: at your rate 0\.021 the descent ends at \(-2\.805, 3\.131\)/],
  ['a rate that flies off', 'far: 0.021', 'far: 0.1', '1.4', /far: at your rate 0\.1 the descent diverges/],
  ['as lecture 5 has it', 'Math.ceil', 'Math.floor', '1.5', /what is left over is a batch, too/],
  ['a batch too many', 'Math.ceil(order.length / batchSize)', 'Math.floor(order.length / batchSize) + 1', '1.5', /No batch is empty/],
  ['the rest to the nearest', 'Math.ceil', 'Math.round', '1.5', /what is left over is a batch, too/],
];

test.each(wrong)('a wrong answer loses with a helpful word: %s', async (_, from, to, exercise, message) => {
  expect(solution).toContain(from);
  const { rows } = await runCheck(courseWith(slug, solution.replaceAll(from, to)), slug);
  const lost = rows.filter(row => row.outcome !== 'passed');
  expect(lost.map(row => row.message).join('\n')).toMatch(message);
  expect(lost.filter(row => !row.test.startsWith(exercise))).toEqual([]);
});

// Cauchy's rate by another way, and batches by another loop.
const other = solution
  .replace('return squares / bent;', 'return squares / gradient.reduce((sum, g, i) => sum + g * g * (curvatures[i] as number), 0);')
  .replace('tf.sub(w, tf.mul(eta, g))', 'tf.add(w, tf.mul(-eta, g))')
  .replace('const count = Math.ceil(order.length / batchSize);', 'const count = (order.length + batchSize - 1 - ((order.length - 1) % batchSize)) / batchSize;');

test('a right answer in another form gets everything', async () => {
  const { rows, passed } = await runCheck(courseWith(slug, other), slug);
  expect(rows.filter(row => row.outcome !== 'passed')).toEqual([]);
  expect(passed).toBe(rows.length);
});
