import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Algebra } from '../../lib/src/optimizers/algebra/algebra';
import { float64Algebra, type Shaped } from '../../lib/src/optimizers/algebra/float64';
import { cubic, orthogonalized, quintic, type Polynomial } from '../../lib/src/optimizers/algebra/polar';
import { tensorAlgebra } from '../../lib/src/optimizers/algebra/tensors';
import { useBackend } from '../../lib/src/backend';

beforeAll(async () => void (await useBackend('wasm')));

/** The same checks for both readings: values in, values out. */
interface Reading<Value> {
  readonly algebra: Algebra<Value>;
  readonly of: (values: number[], shape: number[]) => Value;
  readonly read: (value: Value) => { shape: readonly number[]; values: number[] };
}
const float64: Reading<Shaped> = {
  algebra: float64Algebra,
  of: (values, shape) => ({ values: Float64Array.from(values), shape }),
  read: ({ shape, values }) => ({ shape, values: Array.from(values) }),
};
const tensors: Reading<tf.Tensor> = {
  algebra: tensorAlgebra,
  of: (values, shape) => tf.tensor(values, shape),
  read: value => ({ shape: value.shape, values: Array.from(value.dataSync()) }),
};

describe.each([
  ['float64', float64 as Reading<unknown>],
  ['tensors', tensors as Reading<unknown>],
])('%s', (_, { algebra, of, read }) => {
  const a = (): unknown => of([1, 2, 3, 4, 5, 6], [2, 3]);

  test('products and transposes, by hand', () => {
    expect(read(algebra.matMul(a(), algebra.transpose(a())))).toEqual({ shape: [2, 2], values: [14, 32, 32, 77] });
    expect(read(algebra.transpose(a()))).toEqual({ shape: [3, 2], values: [1, 4, 2, 5, 3, 6] });
    expect(read(algebra.reshape(a(), [3, 2]))).toEqual({ shape: [3, 2], values: [1, 2, 3, 4, 5, 6] });
  });

  test('rows, columns and numbers repeat as in numpy', () => {
    expect(read(algebra.add(a(), of([10, 20, 30], [3])))).toEqual({ shape: [2, 3], values: [11, 22, 33, 14, 25, 36] });
    expect(read(algebra.mul(of([2, 3], [2, 1]), of([1, 10], [1, 2])))).toEqual({ shape: [2, 2], values: [2, 20, 3, 30] });
    expect(read(algebra.sub(1, a()))).toEqual({ shape: [2, 3], values: [0, -1, -2, -3, -4, -5] });
    expect(read(algebra.max(algebra.div(a(), 2), 1.5))).toEqual({ shape: [2, 3], values: [1.5, 1.5, 1.5, 2, 2.5, 3] });
  });

  test('means along an axis keep it, the whole mean and the norm have none', () => {
    expect(read(algebra.mean(a(), 1))).toEqual({ shape: [2, 1], values: [2, 5] });
    expect(read(algebra.mean(a(), 0))).toEqual({ shape: [1, 3], values: [2.5, 3.5, 4.5] });
    expect(read(algebra.mean(a()))).toEqual({ shape: [], values: [3.5] });
    expect(read(algebra.norm(of([3, 0, 0, 4], [2, 2])))).toEqual({ shape: [], values: [5] });
    expect(algebra.shape(algebra.sqrt(a()))).toEqual([2, 3]);
  });
});

test('shapes that do not go together are named', () => {
  const [a, b] = [float64.of([1, 2], [2]), float64.of([1, 2, 3], [3])];
  expect(() => float64Algebra.add(a, b)).toThrow('algebra: shapes [2] and [3] do not go together');
  expect(() => float64Algebra.matMul(float64.of([1, 2], [1, 2]), float64.of([1], [1, 1]))).toThrow('algebra: a product needs [m, k] times [k, n], got [1, 2] times [1, 1]');
});

/** A number of rounds of one polynomial, with an ε far below every singular value here. */
const rounds = (times: number, polynomial: Polynomial) => ({ polynomials: Array.from({ length: times }, () => polynomial), epsilon: 1e-12 });

test('Keras\'s own matrix comes out of five rounds as Keras has it, and near its polar factor only roughly', () => {
  // keras/src/optimizers/muon_test.py; the polar factor by its singular value decomposition.
  const x = float64.of([0.2499, 0.9105, 0.2655, 0.8824], [2, 2]);
  const out = orthogonalized(x, rounds(5, quintic), float64Algebra);
  expect(Array.from(out.values)).toEqual([-0.4422, 0.6457, 0.7285, 0.2968].map(value => expect.closeTo(value, 3)));
  const polar = orthogonalized(x, rounds(40, cubic), float64Algebra);
  expect(Array.from(polar.values)).toEqual([-0.4737, 0.8807, 0.8807, 0.4737].map(value => expect.closeTo(value, 4)));
});

test('Muon\'s rounds bring every singular value that is not tiny into the band 0.68 to 1.21', () => {
  // A diagonal matrix shows them; 1/300 of the largest is still lifted: five rounds multiply a small value by up to 3.4445⁵ = 485.
  const out = orthogonalized(float64.of([3, 0, 0, 0, 1, 0, 0, 0, 0.01], [3, 3]), rounds(5, quintic), float64Algebra);
  for (const i of [0, 4, 8]) {
    expect(out.values[i]).toBeGreaterThan(0.68);
    expect(out.values[i]).toBeLessThan(1.21);
  }
});

test('zero stays zero', () => {
  expect(Array.from(orthogonalized(float64.of([0, 0, 0, 0], [2, 2]), rounds(40, cubic), float64Algebra).values)).toEqual([0, 0, 0, 0]);
});
