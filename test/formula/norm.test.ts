import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { useBackend, type BackendName } from '../../lib/src/backend';
import { formula, program } from '../../lib/src/formula/check';
import { evaluateFloat64 } from '../../lib/src/formula/float64';
import { tensorNorm } from '../../lib/src/formula/tensor-norm';
import { evaluateTensors } from '../../lib/src/formula/tensors';
import { compileWasm } from '../../lib/src/formula/wasm/kernel';
import * as normalizations from '../../lib/src/normalizations';
import { adafactor, gradientDescent, lamb, lars, muon, novograd, trace, type DescentOptimizer } from '../../lib/src/optimizers';
import { float64Algebra } from '../../lib/src/optimizers/algebra/float64';
import { tensorAlgebra } from '../../lib/src/optimizers/algebra/tensors';
import { clipGlobalNorm, clipNorm, sam } from '../../lib/src/wrappers';
import { extremeVectors } from './extreme-vectors';
import { kernelValues } from './kernel-values';

const symbols = { x: { glyph: 'x', meaning: 'a name of this test' }, q: { glyph: 'q', meaning: 'a name of this test' } };
const taken = program('q = norm(x)', { tensors: ['x'], slots: ['q'], symbols });
const norm = formula('norm(x)', { tensors: ['x'], symbols });
const read = (x: tf.Tensor): number[] => Array.from(x.dataSync());
// A norm of float32 numbers takes a rounding of 2^-24 for each of its few operations.
const near = (value: number): unknown => expect.toSatisfy((got: number) => Math.abs(got - value) <= 8 * 2 ** -24 * Math.abs(value), `within 8 roundings of ${value}`);

describe.each<BackendName>(['wasm', 'cpu'])('on %s a norm is what it is in float64', backend => {
  beforeAll(async () => void (await useBackend(backend)));
  afterEach(() => tf.disposeVariables());

  test.each(extremeVectors)('$x', ({ x, norm: expected }) => {
    const rounded = Float64Array.from(x, Math.fround);
    expect(evaluateFloat64(norm, { x: rounded })).toEqual(near(expected));
    expect(float64Algebra.norm({ shape: [x.length], values: rounded }).values[0]).toEqual(near(expected));
    const tensor = tf.tensor1d([...x]);
    expect(read(evaluateTensors(norm, { x: tensor }) as tf.Tensor)).toEqual([near(expected)]);
    expect(read(tensorAlgebra.norm(tensor))).toEqual([near(expected)]);
    expect(read(tensorNorm(tf.stack([tensor, tensor]), [1]))).toEqual([near(expected), near(expected)]);
    expect(read(tensorNorm(tf.stack([tensor, tf.onesLike(tensor)], 1), [0]))).toEqual([near(expected), near(Math.sqrt(x.length))]);
    if (backend === 'wasm') expect(kernelValues(compileWasm(taken), { x: rounded, q: 0 })['q']).toEqual([near(expected)]);
    // The slope is the direction, of length 1.
    const slope = tf.grad((given: tf.Tensor) => tensorNorm(given))(tensor);
    expect(read(slope)).toEqual(x.map(value => near(Math.fround(value) / expected)));
  });

  test('nothing, zeros, and what is no number', () => {
    const of = (x: number[]): number[] => [evaluateFloat64(norm, { x: Float64Array.from(x) }) as number, ...read(evaluateTensors(norm, { x: tf.tensor1d(x) }) as tf.Tensor)];
    expect(of([])).toEqual([0, 0]);
    expect(of([0, -0])).toEqual([0, 0]);
    expect(of([1, -Infinity])).toEqual([Infinity, Infinity]);
    expect(of([1e30, NaN, 1e-30])).toEqual([NaN, NaN]);
    expect(evaluateFloat64(norm, { x: Float64Array.of(3e200, 4e200) })).toBeCloseTo(5e200, -190);
    expect(evaluateFloat64(norm, { x: Float64Array.of(3e-200, 4e-200) })).toBeCloseTo(5e-200, 210);
  });

  describe('and so is what is made of one', () => {
    const step = (optimizer: DescentOptimizer, gradients: Record<string, number[]>): Record<string, number[]> => {
      const variables = Object.entries(gradients).map(([name, g]) => tf.tidy(() => tf.variable(tf.zeros([g.length]), true, name)));
      optimizer.applyGradients(Object.fromEntries(Object.entries(gradients).map(([name, g]) => [name, tf.tensor1d(g)])));
      return Object.fromEntries(variables.map(w => [w.name, read(w)]));
    };
    const plain = (): DescentOptimizer => gradientDescent({ eta: 1 });

    test('clipping: the direction stays, and the length is the bound', () => {
      expect(step(clipGlobalNorm(plain(), { bound: 1 }), { w: [1e20, 1] })).toEqual({ w: [near(-1), near(-1e-20)] });
      tf.disposeVariables();
      expect(step(clipGlobalNorm(plain(), { bound: 10 }), { a: [3e20], b: [-4e20, 0] })).toEqual({ a: [near(-6)], b: [near(8), 0] });
      tf.disposeVariables();
      expect(step(clipNorm(plain(), { bound: 5 }), { a: [3e20, 4e20], b: [3, 4] })).toEqual({ a: [near(-3), near(-4)], b: [near(-3), near(-4)] });
      tf.disposeVariables();
      expect(step(clipGlobalNorm(plain(), { bound: 1e-30 }), { w: [3e-30, 4e-30] })).toEqual({ w: [near(-0.6e-30), near(-0.8e-30)] });
      tf.disposeVariables();
      expect(step(clipGlobalNorm(plain(), { bound: 1 }), { w: [0, 0] })).toEqual({ w: [0, 0] });
    });

    test.each([1e20, 1e-25])('SAM: the second gradient is asked a radius away, whatever the first one\'s length, %d', length => {
      const w = tf.tidy(() => tf.variable(tf.tensor1d([0, 0])));
      const asked: number[][] = [];
      sam(plain(), { radius: 0.5 }).minimize(() => {
        asked.push(read(w));
        return tf.sum(tf.mul(w, tf.tensor1d([0.6 * length, -0.8 * length])));
      }, false, [w]);
      expect(asked[1]).toEqual([near(0.3), near(-0.4)]);
    });

    test('LARS steps by its ratio, and Muon by a direction, whatever the length of the gradient', () => {
      for (const length of [1e20, 1e-25]) {
        const w = tf.tidy(() => tf.variable(tf.tensor1d([3, 4])));
        lars({ eta: 1, gamma: 0, trust: 0.1, lambda: 0 }).applyGradients({ [w.name]: tf.tensor1d([length, 0]) });
        expect(read(w)).toEqual([near(2.5), 4]);
        tf.disposeVariables();
      }
      const [large, usual] = [1e20, 1].map(length => {
        const matrix = tf.tidy(() => tf.variable(tf.zeros([2, 2])));
        muon({ eta: 1, lambda: 0 }).applyGradients({ [matrix.name]: tf.tensor2d([[length, 0], [0, length]]) });
        return read(matrix);
      }) as [number[], number[]];
      // Its polynomials multiply the roundings of a first scaling by about five in each of five rounds.
      expect(large).toEqual(usual.map(value => expect.closeTo(value, 4)));
    });

    test('LAMB and Adafactor measure large weights', () => {
      for (const method of [lamb, adafactor]) {
        const start = [3e20, 4e20];
        const w = tf.tidy(() => tf.variable(tf.tensor1d(start)));
        method().applyGradients({ [w.name]: tf.tensor1d([1, -1]) });
        const [row] = trace(method, { start: start.map(Math.fround), gradient: () => [1, -1], steps: 1 });
        expect(read(w)).toEqual(Array.from(row?.w ?? [], near));
        expect(read(w)).not.toEqual(start.map(Math.fround));
      }
    });

    test('what squares its norm on purpose rests under a gradient whose square is beyond float32', () => {
      expect(step(novograd({ eta: 1 }), { w: [1e20, 1e20] })['w']?.every(Number.isFinite)).toBe(true);
    });
  });
});

describe('normalisations of large and small numbers', () => {
  beforeAll(async () => void (await useBackend('wasm')));
  const shape: [number, number] = [4, 4];
  const plainValues = [1, 2, 3, 6, -1, 0, 5, 4, 7, -3, 1, 2, 0, 4, -2, 5];
  const pairs = [
    ['batchNorm', normalizations.batchNorm, (x: tf.Tensor, o: object) => normalizations.batchNormOnTensors(x, o).y],
    ['layerNorm', normalizations.layerNorm, normalizations.layerNormOnTensors],
    ['rmsNorm', normalizations.rmsNorm, normalizations.rmsNormOnTensors],
    ['instanceNorm', (x: normalizations.Shaped, o: object) => normalizations.groupNorm(x, { groups: 1, ...o }), (x: tf.Tensor, o: object) => normalizations.groupNormOnTensors(x, { groups: 1, ...o }).y],
  ] as const;

  test.each(pairs.flatMap(([name, exact, onTensors]) => [[1e20, {}], [1e37, {}], [1e-30, { epsilon: 0 }], [1e-30, {}]].map(([size, options]) => [name, size as number, options as object, exact, onTensors] as const)))(
    '%s of numbers of size %d with %o', (_, size, options, exact, onTensors) => {
      const values = plainValues.map(value => Math.fround(value * size));
      const { y, backward } = exact({ shape, values }, options);
      const x = tf.tensor2d(values, shape);
      // As shares of the largest, they are numbers that a mean has been taken from: six decimals of float32.
      const scaled = (numbers: ArrayLike<number>, by: number): unknown[] => Array.from(numbers, value => expect.closeTo(value * by, 5));
      const unitOf = (numbers: Float64Array): number => 1 / Math.max(...Array.from(numbers, Math.abs));
      expect(Array.from(onTensors(x, options).dataSync(), value => value * unitOf(y))).toEqual(scaled(y, unitOf(y)));
      const upstream = plainValues.map((_value, i) => (i % 3) - 1);
      const slope = tf.grad((given: tf.Tensor) => tf.sum(tf.mul(onTensors(given, options), tf.tensor2d(upstream, shape))))(x);
      const expected = backward(upstream).x;
      expect(Array.from(slope.dataSync(), value => value * unitOf(expected))).toEqual(scaled(expected, unitOf(expected)));
    },
  );

  test('weight normalisation keeps the direction', () => {
    for (const size of [1e20, 1e-30]) {
      const v = tf.tensor2d([[3 * size], [4 * size]]);
      expect(read(normalizations.weightNormOnTensors(v, tf.tensor1d([10])))).toEqual([near(6), near(8)]);
      expect(Array.from(normalizations.weightNorm({ shape: [2, 1], values: [3 * size, 4 * size] }, { g: [10] }).w)).toEqual([near(6), near(8)]);
    }
  });
});
