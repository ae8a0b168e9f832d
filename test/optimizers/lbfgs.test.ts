import * as tf from '@tensorflow/tfjs';
import { afterEach, expect, test } from 'vitest';
import { lbfgs, lbfgsFixed } from '../../lib/src/optimizers/lbfgs';

afterEach(() => tf.disposeVariables());

const variable = (name: string, values: number[]): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d(values), true, name));
const rosenbrock = (w: tf.Variable) => (): tf.Scalar => {
  const [x, y] = tf.unstack(w) as [tf.Tensor, tf.Tensor];
  return tf.add(tf.square(tf.sub(1, x)), tf.mul(100, tf.square(tf.sub(y, tf.square(x))))) as tf.Scalar;
};

test('finds Rosenbrock\'s minimum (1, 1) in a few steps of twenty moves', () => {
  const w = variable('w', [-1.2, 1]);
  const optimizer = lbfgs();
  for (let i = 0; i < 3; i++) optimizer.minimize(rosenbrock(w), false, [w]);
  // The loss is flat along the valley: float32 gradients fix the point to about 1e-3.
  expect(Array.from(w.dataSync())).toEqual([expect.closeTo(1, 2), expect.closeTo(1, 2)]);
  expect(optimizer.evaluations).toBeLessThanOrEqual(75);
});

test('a quadratic of dimension n is done in about n moves', () => {
  const w = variable('w', [3, -2, 1, 4]);
  const curvature = tf.tensor1d([1, 3, 7, 20]);
  const optimizer = lbfgs({ iterations: 8 });
  optimizer.minimize(() => tf.sum(tf.mul(curvature, tf.square(w))), false, [w]);
  expect(Math.max(...w.dataSync().map(Math.abs))).toBeLessThan(1e-2);
});

test('trains a tf.LayersModel, over variables of several shapes', async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2], activation: 'tanh' }), tf.layers.dense({ units: 1 })] });
  model.compile({ optimizer: lbfgs(), loss: 'meanSquaredError' });
  const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
  const y = tf.tensor2d([[0], [1], [1], [2]]);
  const before = (model.evaluate(x, y) as tf.Scalar).dataSync()[0] as number;
  await model.fit(x, y, { epochs: 5, batchSize: 4, verbose: 0, shuffle: false });
  expect((model.evaluate(x, y) as tf.Scalar).dataSync()[0]).toBeLessThan(before / 10);
});

test('what it has learnt belongs to a set of variables: another set starts fresh, the first one goes on', () => {
  const [w, other] = [variable('w', [-1.2, 1]), variable('other', [1, 2, 3])];
  const optimizer = lbfgs({ iterations: 3 });
  optimizer.minimize(rosenbrock(w), false, [w]);
  optimizer.minimize(() => tf.sum(tf.square(other)), false, [other]);
  optimizer.minimize(rosenbrock(w), false, [w]);
  const alone = variable('alone', [-1.2, 1]);
  const undisturbed = lbfgs({ iterations: 3 });
  for (let i = 0; i < 2; i++) undisturbed.minimize(rosenbrock(alone), false, [alone]);
  expect(Array.from(w.dataSync())).toEqual(Array.from(alone.dataSync()));
});

test('without a search it makes steps of length eta, and both forms refuse gradients without a loss and foreign state', async () => {
  const w = variable('w', [2]);
  // The first move is η/‖g‖₁ · g = 0.5 long; f = w²/2 has its minimum one Newton step away from there.
  lbfgsFixed({ eta: 0.5, iterations: 1 }).minimize(() => tf.mul(0.5, tf.sum(tf.square(w))), false, [w]);
  expect(w.dataSync()[0]).toBeCloseTo(1.5, 6);
  expect(() => lbfgs().applyGradients({ w: tf.tensor1d([1]) })).toThrow('lbfgs: needs the loss, not only a gradient; call minimize');
  await expect(lbfgs().setWeights([{ name: 'iter', tensor: tf.scalar(0, 'int32') }, { name: 'w/m', tensor: tf.scalar(1) }])).rejects.toThrow('lbfgs: the saved state is that of another method, "w/m"');
});

test('a loss that is not a number leaves the weights where the step began', () => {
  const w = variable('w', [1, 0.5]);
  // Any step of Newton's size from here reaches the negative numbers, where the root is none.
  const loss = (): tf.Scalar => tf.sum(tf.mul(100, tf.sqrt(w)));
  expect(() => { for (let i = 0; i < 3; i++) lbfgsFixed({ eta: 10 }).minimize(loss, false, [w]); }).toThrow(/lbfgs \(fixed step\): the gradient of "w"\[[01]\] is NaN at step 1/);
  expect(Array.from(w.dataSync())).toEqual([1, 0.5]);
});
