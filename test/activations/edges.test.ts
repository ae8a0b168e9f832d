import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import * as activations from '../../lib/src/activations';
import { useBackend } from '../../lib/src/backend';

beforeAll(async () => void (await useBackend('wasm')));

const { elu, gelu, leakyRelu, logSoftmax, relu, sigmoid, silu, softmax, softmaxJacobian, softplus, tanh } = activations;
const { Infinity: inf } = globalThis;
/** Float32 against float64: the same kind of number, and six digits where it is an ordinary one; a zero may have either sign. */
const alike = (exact: number): unknown =>
  Number.isFinite(exact) ? expect.toSatisfy((got: number) => Math.abs(got - exact) <= 4e-6 * Math.max(1, Math.abs(exact)), `close to ${exact}`) : exact;
const all = (exact: ArrayLike<number>): unknown[] => Array.from(exact, alike);
const read = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync(), value => value + 0);

const edges = [0, -0, 1e-45, -1e-45, 1e-30, -1e-30, 0.5, -0.5, 3, -3, 20, -20, 40, -40, 88, -88, 89, -89, 104, -104, 1000, -1000, 1e18, -1e18, 1e38, -1e38, inf, -inf].map(Math.fround);

describe.each(Object.entries({ sigmoid, tanh, elu, leakyRelu, relu, gelu, silu, softplus }))('%s', (_, of) => {
  test('on tensors as in float64, and as of one number', () => {
    expect(read(of(tf.tensor1d(edges)))).toEqual(all(of(Float64Array.from(edges))));
    expect(edges.map(x => of(x) + 0)).toEqual(Array.from(of(Float64Array.from(edges)), value => value + 0));
  });

  test('and its slope, by itself and by tf.grad', () => {
    const slopes = of.derivative(Float64Array.from(edges));
    // GELU's takes x², which float32 does not have beyond 1.8e19, as its documentation says.
    const fitting = (values: number[] | unknown[]): unknown[] => values.filter((_value, i) => of !== gelu || !(Math.abs(edges[i] as number) > 1.8e19));
    expect(fitting(read(of.derivative(tf.tensor1d(edges))))).toEqual(fitting(all(slopes)));
    expect(fitting(read(tf.grad((x: tf.Tensor) => of(x))(tf.tensor1d(edges))))).toEqual(fitting(all(slopes)));
  });

  test('is finite, and NaN nowhere, on all finite numbers', () => {
    const finite = Float64Array.from(edges.filter(Number.isFinite));
    expect([...of(finite), ...of.derivative(finite)].filter(value => !Number.isFinite(value))).toEqual([]);
  });

  test('of nothing is nothing', () => {
    expect(of(new Float64Array())).toHaveLength(0);
    expect(of(tf.zeros([0, 3])).shape).toEqual([0, 3]);
  });
});

describe('softmax', () => {
  const rows = [[1, 2, 3], [0, 0, 0], [1000, 999, -1000], [1e30, -1e30, 0], [1.5e38, 1.5e38, -1.5e38], [-inf, 0, 1], [-inf, -inf, 5], [1e-30, -1e-30, 0], [-inf, -inf, -inf], [inf, 0, 0]];

  test.each(rows.map(row => [row.map(Math.fround)]))('of %j, on tensors as in float64', row => {
    expect(read(softmax(tf.tensor1d(row)))).toEqual(all(softmax(row)));
    expect(read(softmax(tf.tensor2d([row, [1, 2, 3]])).slice([0, 0], [1, 3]))).toEqual(all(softmax(row)));
    expect(read(tf.logSoftmax(tf.tensor1d(row)))).toEqual(all(logSoftmax(row)));
    if (!Array.from(softmax(row)).every(Number.isFinite)) return;
    const jacobian = softmaxJacobian(row);
    row.forEach((_, i) => {
      const slope = tf.grad((x: tf.Tensor) => tf.sum(tf.slice1d(softmax(x) as tf.Tensor1D, i, 1)))(tf.tensor1d(row));
      expect(read(slope)).toEqual(all(jacobian[i] as Float64Array));
    });
  });

  test('of one score is 1, and of none refused', () => {
    expect([...softmax([7]), ...read(softmax(tf.tensor1d([7])))]).toEqual([1, 1]);
    expect(() => softmax([])).toThrow('softmax: needs at least one score, got none');
    expect(() => softmax(tf.zeros([2, 0]))).toThrow('softmax: needs at least one score, got none');
    expect(softmax(tf.zeros([0, 3])).shape).toEqual([0, 3]);
  });
});
