import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { seededRandom } from '../../lib/src/datasets/random';
import { formula } from '../../lib/src/formula/check';
import { derivative } from '../../lib/src/formula/derivative';
import { evaluateFloat64 } from '../../lib/src/formula/float64';
import { evaluateTensors } from '../../lib/src/formula/tensors';

const names = { tensors: ['x', 'y'], scalars: ['a', 'b'] };

/** Each operation with its value worked out by hand, at x = [4, -2], y = [0.5, 3], a = 2, b = 3. */
const byHand: ReadonlyArray<[text: string, values: number[]]> = [
  ['x + y', [4.5, 1]], ['x - y', [3.5, -5]], ['x * y', [2, -6]], ['x / y', [8, -2 / 3]], ['x^2', [16, 4]], ['x^a', [16, 4]],
  ['x^3', [64, -8]], ['a^x', [16, 0.25]], ['-x', [-4, 2]], ['x < y', [0, 1]], ['x <= -2', [0, 1]], ['x > y', [1, 0]], ['x >= 4', [1, 0]],
  ['x == 4', [1, 0]], ['x != 4', [0, 1]], ['x > y ? x : y', [4, 3]], ['a > b ? x : y', [0.5, 3]], ['x > 0 ? 1 : b', [1, 3]],
  ['sqrt(abs(x))', [2, Math.SQRT2]], ['sign(x)', [1, -1]], ['sign(0 * x)', [0, 0]], ['exp(y - y)', [1, 1]], ['log(exp(y))', [0.5, 3]],
  ['min(x, y)', [0.5, -2]], ['max(x, y)', [4, 3]], ['max(x, a)', [4, 2]], ['sum(x) * y', [1, 6]], ['mean(x) + 0 * y', [1, 1]],
  ['norm(3 * x / x + sign(x)) * y', [Math.sqrt(20) / 2, 3 * Math.sqrt(20)]], ['1 - a^b + 0 * x', [-7, -7]],
];

describe.each(byHand)('%s', (text, expected) => {
  const checked = formula(text, names);

  test('float64', () => {
    const got = evaluateFloat64(checked, { x: Float64Array.of(4, -2), y: Float64Array.of(0.5, 3), a: 2, b: 3 }) as Float64Array;
    // -0 and 0 are the same number here.
    expect(Array.from(got, value => value + 0)).toEqual(expected.map(value => expect.closeTo(value, 14)));
  });

  test('tensors', () => {
    const got = tf.tidy(() => (evaluateTensors(checked, { x: tf.tensor1d([4, -2]), y: tf.tensor1d([0.5, 3]), a: 2, b: 3 }) as tf.Tensor).dataSync());
    // float32 carries 7 digits, and no value above exceeds 64.
    expect(Array.from(got)).toEqual(expected.map(value => expect.closeTo(value, 5)));
  });
});

test('scalars on their own are computed in float64 by both readings', () => {
  const checked = formula('1 - a^b', { scalars: ['a', 'b'] });
  expect(evaluateTensors(checked, { a: 0.999, b: 1 })).toBe(1 - 0.999);
});

test('tensors of unlike size are refused by name', () => {
  expect(() => evaluateFloat64(formula('x + y', names), { x: new Float64Array(2), y: new Float64Array(3) })).toThrow('"+" needs operands of one size, got 2 and 3');
});

test('a missing value is named', () => {
  expect(() => evaluateFloat64(formula('x + y', names), { x: 1 })).toThrow('no value for "y"; given: x');
});

test('the sign of a tiny number is its sign, on every backend, and the slope of a size at zero is zero', async () => {
  for (const backend of ['wasm', 'cpu'] as const) {
    await useBackend(backend);
    const sign = evaluateTensors(formula('sign(x)', names), { x: tf.tensor1d([1e-9, -1e-30, 0, -3]) }) as tf.Tensor;
    expect(Array.from(sign.dataSync()), backend).toEqual([1, -1, 0, -1]);
    const slope = tf.grad(x => tf.sum(evaluateTensors(formula('abs(x) + sign(x)', names), { x }) as tf.Tensor))(tf.tensor1d([0, -2, 5]));
    expect(Array.from(slope.dataSync()), backend).toEqual([0, -1, 1]);
  }
});

test('the tensor reading is differentiable', () => {
  const checked = formula('sum(x^2 * sqrt(y))', names);
  const [dx, dy] = tf.grads((x, y) => evaluateTensors(checked, { x, y }) as tf.Scalar)([tf.tensor1d([3]), tf.tensor1d([4])]) as [tf.Tensor, tf.Tensor];
  expect(dx.dataSync()[0]).toBeCloseTo(2 * 3 * 2, 5);
  expect(dy.dataSync()[0]).toBeCloseTo(9 / (2 * 2), 5);
});

const differentiable = [
  'x + a * y', 'x - y * x', '-x^3', 'x * y / (1 + x^2)', 'a^x', 'x^y', 'sqrt(x + y^2)', 'exp(-x * y)', 'log(1 + x^2)', 'abs(x - y)',
  'min(x, y)', 'max(x^2, y)', 'x > y ? x^2 : y * x', '(a - x)^2 + b * (y - x^2)^2', 'sign(x) * x', '1 / x', '(x / y)^a',
];

test.each(differentiable)('the derivative of %s is the slope of its own graph', text => {
  const checked = formula(text, names);
  const random = seededRandom(3);
  for (let k = 0; k < 20; k++) {
    const at = { x: 0.5 + random.uniform(), y: 1.6 + random.uniform(), a: 1.3, b: 2 };
    for (const by of ['x', 'y'] as const) {
      const h = 1e-5;
      const slope = ((evaluateFloat64(checked, { ...at, [by]: at[by] + h }) as number) - (evaluateFloat64(checked, { ...at, [by]: at[by] - h }) as number)) / (2 * h);
      // The central difference errs by h² f'''/6, here below 1e-7.
      expect(evaluateFloat64(derivative(checked, by), at)).toBeCloseTo(slope, 6);
    }
  }
});

test('a reduction has no derivative here', () => {
  expect(() => derivative(formula('norm(x)', names), 'x')).toThrow('"norm" has no derivative by "x" here; use tf.grad on the tensor reading');
});
