import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { arithmetic, useBackend } from '../../lib/src/backend';
import { setKernels } from '../../lib/src/backend/kernels/mode';
import { withStockProducts } from '../../lib/src/backend/wasm';
import { seededRandom } from '../../lib/src/datasets';

beforeAll(async () => void (await useBackend('wasm')));

const random = seededRandom(11);
const filled = (rows: number, columns: number): tf.Tensor2D => tf.tensor2d(Float32Array.from({ length: rows * columns }, () => random.normal()), [rows, columns]);

/** Where the product and the sum of the magnitudes of its terms, by their definition in float64, stand furthest from what is given, in roundings. */
function worst(a: tf.Tensor2D, b: tf.Tensor2D, given: tf.Tensor2D, transposeA: boolean, transposeB: boolean): number {
  const [as, bs, cs] = [a.dataSync(), b.dataSync(), given.dataSync()];
  const [rows, columns] = given.shape;
  const depth = transposeA ? a.shape[0] : a.shape[1];
  let most = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let [sum, size] = [0, 0];
      for (let k = 0; k < depth; k++) {
        const term = (as[transposeA ? k * rows + i : i * depth + k] as number) * (bs[transposeB ? j * depth + k : k * columns + j] as number);
        sum += term;
        size += Math.abs(term);
      }
      most = Math.max(most, Math.abs((cs[i * columns + j] as number) - sum) / (size * 2 ** -24));
    }
  }
  return most;
}

const turns = [[false, false], [true, false], [false, true], [true, true]] as const;

describe.each(turns)('first factor transposed: %s, second: %s', (transposeA, transposeB) => {
  /** Tiles have three or four rows and eight or twelve columns; blocks 256 terms, 240 rows and 480 columns: sizes below, at and above each. */
  test.each([
    [1, 1, 1], [2, 3, 5], [3, 4, 12], [4, 5, 13], [7, 9, 11], [5, 255, 24], [6, 256, 25], [8, 257, 8], [241, 3, 7], [2, 5, 481], [250, 300, 490], [1, 784, 10], [64, 1, 33], [7, 600, 70],
  ])('%i by %i by %i', (rows, depth, columns) => {
    const a = transposeA ? filled(depth, rows) : filled(rows, depth);
    const b = transposeB ? filled(columns, depth) : filled(depth, columns);
    const before = tf.memory().numTensors;
    const got: tf.Tensor2D = tf.matMul(a, b, transposeA, transposeB);
    expect(tf.memory().numTensors).toBe(before + 1);
    // Each of so many sums rounds once at most, and the product in it once where it is not fused.
    expect(worst(a, b, got, transposeA, transposeB)).toBeLessThanOrEqual(depth + 1);
    tf.dispose([a, b, got]);
  });
});

test('what is no number stays where it is, and reaches no other row or column', () => {
  const [a, b] = [tf.tensor2d([[1, NaN], [2, 3], [4, 5], [6, 7], [8, 9]]), tf.tensor2d([[1, 2, Infinity], [3, 4, 0]])];
  const got = tf.matMul(a, b).arraySync() as number[][];
  expect(got[0]).toEqual([NaN, NaN, NaN]);
  expect(got[1]).toEqual([11, 16, Infinity]);
  expect(got[4]).toEqual([35, 52, Infinity]);
  tf.dispose([a, b]);
});

test('a sum of nothing is zero, or the bias, whatever was in memory before', () => {
  const [a, b] = [tf.zeros<tf.Rank.R2>([2, 0]), tf.zeros<tf.Rank.R2>([0, 3])];
  const sums = (make: () => tf.Tensor): number[] => {
    tf.fill([2, 3], 7).dispose();
    return tf.tidy(() => Array.from(make().dataSync()));
  };
  expect(sums(() => tf.matMul(a, b))).toEqual([0, 0, 0, 0, 0, 0]);
  const bias = tf.tensor1d([1, -2, 3]);
  expect(sums(() => tf.fused.matMul({ a, b, bias }))).toEqual([1, -2, 3, 1, -2, 3]);
  expect(sums(() => tf.fused.matMul({ a, b, bias, activation: 'relu' }))).toEqual([1, 0, 3, 1, 0, 3]);
  tf.dispose([a, b, bias]);
});

test.each(['linear', 'relu', 'relu6', 'elu', 'sigmoid', 'leakyrelu'] as const)('a layer with %s agrees with the operations one by one', activation => {
  const [x, w, bias] = [filled(5, 30), filled(30, 14), tf.tensor1d(Array.from({ length: 14 }, () => random.normal()))];
  const fused = tf.fused.matMul({ a: x, b: w, bias, activation, leakyreluAlpha: 0.1 });
  const sums = tf.add(tf.matMul(x, w), bias);
  const plain = { linear: () => sums, relu: () => tf.relu(sums), relu6: () => tf.relu6(sums), elu: () => tf.elu(sums), sigmoid: () => tf.sigmoid(sums), leakyrelu: () => tf.leakyRelu(sums, 0.1) }[activation]();
  // The bias is where the sum begins and not where it ends: thirty roundings of numbers up to about 20.
  expect(Array.from(fused.dataSync())).toEqual(Array.from(plain.dataSync(), value => expect.closeTo(value, 4)));
});

test('batches are repeated as numpy does', () => {
  const [a, b] = [tf.randomNormal([2, 1, 3, 5], 0, 1, 'float32', 3), tf.randomNormal([4, 5, 2], 0, 1, 'float32', 4)];
  const got = tf.matMul(a, b);
  expect(got.shape).toEqual([2, 4, 3, 2]);
  const single = tf.matMul(tf.slice(a, [1, 0, 0, 0], [1, 1, 3, 5]).reshape([3, 5]) as tf.Tensor2D, tf.slice(b, [2, 0, 0], [1, 5, 2]).reshape([5, 2]) as tf.Tensor2D);
  expect(Array.from(tf.slice(got, [1, 2, 0, 0], [1, 1, 3, 2]).dataSync())).toEqual(Array.from(single.dataSync()));
});

test('with kernels off, and among the stock products, ours are not called', async () => {
  const [a, b] = [filled(40, 300), filled(300, 40)];
  const product = (): number[] => tf.tidy(() => Array.from(tf.matMul(a, b).dataSync()));
  const ours = product();
  const before = setKernels('off');
  const off = product();
  setKernels(before);
  expect(off).toEqual(await withStockProducts(product));
  // Without fused multiply-add both may add up in one order and round alike.
  if (arithmetic() === 'wasm, fused products') expect(off).not.toEqual(ours);
  expect(product()).toEqual(ours);
});

test('a thousand products leave nothing behind', () => {
  const [a, b] = [filled(30, 40), filled(40, 50)];
  const { numTensors, numBytes } = tf.memory();
  for (let k = 0; k < 1000; k++) tf.dispose(tf.matMul(a, b));
  expect(tf.memory()).toMatchObject({ numTensors, numBytes });
});
