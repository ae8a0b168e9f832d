import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { withStockProducts } from '../../lib/src/backend/wasm';
import { seededRandom } from '../../lib/src/datasets';

beforeAll(async () => void (await useBackend('wasm')));

const random = seededRandom(7);
const filled = (shape: number[]): tf.Tensor => tf.tensor(Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()), shape);

/** The product by its definition, in float64; batches of matrices repeat as in numpy. */
function product(a: tf.Tensor, b: tf.Tensor, transposeA: boolean, transposeB: boolean): { shape: number[]; values: number[] } {
  const [[m, k], [, n]] = [transposeA ? a.shape.slice(-2).reverse() : a.shape.slice(-2), transposeB ? b.shape.slice(-2).reverse() : b.shape.slice(-2)] as [[number, number], [number, number]];
  const [as, bs] = [a.dataSync(), b.dataSync()];
  const batches = Math.max(a.size / (m * k), b.size / (k * n));
  const values: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const [atA, atB] = [(batch * m * k) % a.size, (batch * k * n) % b.size];
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let l = 0; l < k; l++) {
          sum += (as[atA + (transposeA ? l * m + i : i * k + l)] as number) * (bs[atB + (transposeB ? j * k + l : l * n + j)] as number);
        }
        values.push(sum);
      }
    }
  }
  const outer = a.rank >= b.rank ? a.shape.slice(0, -2) : b.shape.slice(0, -2);
  return { shape: [...outer, m, n], values };
}

describe.each([[false, false], [true, false], [false, true], [true, true]])('first factor transposed: %s, second: %s', (transposeA, transposeB) => {
  const turned = (shape: number[], turn: boolean): number[] => (turn ? [...shape.slice(0, -2), ...shape.slice(-2).reverse()] : shape);

  test.each<[string, number[], number[]]>([
    ['matrices', [5, 7], [7, 3]],
    ['a row and a column', [1, 4], [4, 1]],
    ['a batch', [3, 4, 5], [3, 5, 2]],
    ['a batch and one matrix', [3, 4, 5], [1, 5, 2]],
    ['a batch of batches', [2, 3, 4, 5], [2, 3, 5, 2]],
    ['no rows', [0, 4], [4, 3]],
  ])('%s', (_, ofA, ofB) => {
    const [a, b] = [filled(turned(ofA, transposeA)), filled(turned(ofB, transposeB))];
    const expected = product(a, b, transposeA, transposeB);
    const before = tf.memory().numTensors;
    const got = tf.matMul(a, b, transposeA, transposeB);
    expect(got.shape).toEqual(expected.shape);
    // Seven products at most, of numbers below 4: some roundings of 2^-24.
    expect(Array.from(got.dataSync())).toEqual(expected.values.map(value => expect.closeTo(value, 5)));
    expect(tf.memory().numTensors).toBe(before + 1);
    tf.dispose([a, b, got]);
  });
});

test('a dense layer with an activation, and its gradients, agree with the stock products', async () => {
  const [x, w, b] = [filled([6, 4]), tf.tidy(() => tf.variable(filled([4, 3]))), tf.tidy(() => tf.variable(filled([3])))];
  const run = (): number[] => {
    const loss = (): tf.Scalar => tf.sum(tf.square(tf.fused.matMul({ a: x as tf.Tensor2D, b: w as tf.Tensor2D, bias: b, activation: 'relu' })));
    const { value, grads } = tf.variableGrads(loss, [w, b]);
    const values = [value, ...Object.values(grads)].flatMap(tensor => Array.from(tensor.dataSync()));
    tf.dispose([value, grads]);
    return values;
  };
  const [ours, stock] = [run(), await withStockProducts(run)];
  expect(ours).toEqual(stock.map(value => expect.closeTo(value, 4)));
});

test('the change can be taken back, and memory does not grow', async () => {
  const kernel = (): unknown => tf.getKernel('BatchMatMul', 'wasm')?.kernelFunc;
  const ours = kernel();
  expect(await withStockProducts(kernel)).not.toBe(ours);
  expect(kernel()).not.toBe(await withStockProducts(kernel));
  const [a, b] = [filled([8, 8]) as tf.Tensor2D, filled([8, 8]) as tf.Tensor2D];
  const { numBytes } = tf.memory();
  for (let i = 0; i < 50; i++) tf.dispose(tf.matMul(a, b, true, true));
  expect(tf.memory().numBytes).toBe(numBytes);
  tf.dispose([a, b]);
});
