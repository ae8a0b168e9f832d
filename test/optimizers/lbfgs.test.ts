import * as tf from '@tensorflow/tfjs';
import { afterEach, expect, test } from 'vitest';
import { lbfgs } from '../../lib/src/optimizers/lbfgs';

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

test('saved and continued is the same as never stopped, and no tensor stays behind', async () => {
  const [through, stopped] = [variable('through', [-1.2, 1]), variable('stopped', [-1.2, 1])];
  const before = tf.memory().numTensors;
  const [whole, first, second] = [1, 2, 3].map(() => lbfgs({ iterations: 3, eta: 0.5 })) as [ReturnType<typeof lbfgs>, ReturnType<typeof lbfgs>, ReturnType<typeof lbfgs>];
  for (let i = 0; i < 5; i++) whole.minimize(rosenbrock(through), false, [through]);
  for (let i = 0; i < 2; i++) first.minimize(rosenbrock(stopped), false, [stopped]);
  const saved = await first.getWeights();
  await second.setWeights(saved);
  tf.dispose(saved.map(({ tensor }) => tensor));
  for (let i = 0; i < 3; i++) second.minimize(rosenbrock(stopped), false, [stopped]);
  expect(Array.from(stopped.dataSync())).toEqual(Array.from(through.dataSync()));
  expect(tf.memory().numTensors).toBe(before);
});

test('refuses bad options, gradients without a loss, other variables, and a loss that is not a number', async () => {
  expect(() => lbfgs({ eta: 0 })).toThrow('lbfgs: eta must be in (0, inf), got 0');
  expect(() => lbfgs({ rate: 1 } as object)).toThrow('lbfgs: unknown option "rate"');
  const [w, other, bad] = [variable('w', [1, 2]), variable('other', [1, 2, 3]), variable('bad', [-1])];
  const optimizer = lbfgs();
  expect(() => optimizer.applyGradients()).toThrow('lbfgs: needs the loss, not only a gradient; call minimize');
  optimizer.minimize(rosenbrock(w), false, [w]);
  expect(() => optimizer.minimize(() => tf.sum(tf.square(other)), false, [other])).toThrow('lbfgs: began with 2 weights, got 3');
  expect(() => lbfgs().minimize(() => tf.sum(tf.sqrt(bad)), false, [bad])).toThrow('lbfgs: the gradient is NaN at weight 0 of step 1');
  await expect(lbfgs().setWeights([{ name: 'iter', tensor: tf.scalar(0, 'int32') }, { name: 'w/m', tensor: tf.scalar(1) }])).rejects.toThrow('lbfgs: the saved state is that of another method, "w/m"');
});
