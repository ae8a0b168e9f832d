import * as tf from '@tensorflow/tfjs';
import { afterEach, expect, test } from 'vitest';
import { adafactor, adafactorFixed, muon, muonPolar, trace } from '../../lib/src/optimizers';

afterEach(() => tf.disposeVariables());

test('where the squared gradients have rank one, Adafactor\'s rows and columns lose nothing', () => {
  const [a, b] = [[1, -2, 0.5], [3, 0.1]];
  const gradients = [1, 2, -0.3, 4].map(scale => a.flatMap(x => b.map(y => scale * x * y)));
  const run = { start: [1, 2, 3, 4, 5, 6], steps: 4, gradient: (_: Float64Array, t: number) => gradients[t - 1] as number[] };
  const matrix = trace(adafactor, { ...run, shape: [3, 2] }).map(({ w }) => Array.from(w));
  const vector = trace(adafactor, { ...run, shape: [6] }).map(({ w }) => Array.from(w));
  expect(matrix).toEqual(vector.map(row => row.map(value => expect.closeTo(value, 12))));
});

test('Adafactor remembers a row and a column of a matrix, nothing per weight', () => {
  const w = tf.tidy(() => tf.variable(tf.ones([5, 3]), true, 'w'));
  const optimizer = adafactor();
  optimizer.applyGradients({ w: tf.ones([5, 3]) });
  const shapes = ['R', 'C', 'v'].map(slot => (optimizer.slot(w, slot) as tf.Tensor).shape);
  expect(shapes).toEqual([[5, 1], [1, 3], [0]]);
});

test('the first Adafactor step is the rate times the sign, clipped to a root mean square of 1', () => {
  const [first] = trace(adafactorFixed, { start: [0, 0], steps: 1, gradient: () => [3, -4], hyper: { eta: 0.5 } });
  expect(Array.from(first?.w ?? [])).toEqual([expect.closeTo(-0.5, 12), expect.closeTo(0.5, 12)]);
});

test('Muon with the polar factor takes a rotation to itself, whatever its scale', () => {
  // A rotation by 36.87°, times 7: its polar factor is the rotation.
  const [first] = trace(muonPolar, { start: [0, 0, 0, 0], shape: [2, 2], steps: 1, gradient: () => [5.6, -4.2, 4.2, 5.6], hyper: { eta: 1 } });
  expect(Array.from(first?.w ?? [])).toEqual([-0.8, 0.6, -0.6, -0.8].map(value => expect.closeTo(value, 10)));
});

test('a convolution\'s kernel is a matrix with its outputs as columns, a vector one of one row', () => {
  const values = Array.from({ length: 24 }, (_, i) => Math.sin(i + 1));
  const kernel = tf.tidy(() => tf.variable(tf.zeros([2, 2, 3, 2]), true, 'kernel'));
  const matrix = tf.tidy(() => tf.variable(tf.zeros([12, 2]), true, 'matrix'));
  const vector = tf.tidy(() => tf.variable(tf.zeros([24]), true, 'vector'));
  const row = tf.tidy(() => tf.variable(tf.zeros([1, 24]), true, 'row'));
  muon().applyGradients(Object.fromEntries([kernel, matrix, vector, row].map(w => [w.name, tf.tensor(values, w.shape)])));
  expect(Array.from(kernel.dataSync())).toEqual(Array.from(matrix.dataSync()));
  expect(Array.from(vector.dataSync())).toEqual(Array.from(row.dataSync()));
});
