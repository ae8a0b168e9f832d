import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { loadDigits, seededRandom } from '../../lib/src/datasets';
import { epochBatches, last, network, runTraining } from '../../lib/src/descent';
import { heNormal } from '../../lib/src/initializers';
import { layerNorm } from '../../lib/src/normalizations';
import { adam, gradientDescent, momentum, rmsprop, type DescentOptimizer } from '../../lib/src/optimizers';

const digits = loadDigits();
const tiny = { size: 6, features: 2, classes: 2, x: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1, 2, 0, 2, 1), labels: Int32Array.of(0, 0, 0, 1, 1, 1) };

beforeAll(async () => {
  await useBackend();
});

// The settings that the lessons state.
const settings: ReadonlyArray<[string, () => DescentOptimizer]> = [
  ['momentum at 0.05', () => momentum({ eta: 0.05 })],
  ['rmsprop at 0.002', () => rmsprop({ eta: 0.002 })],
  ['adam at 0.003', () => adam({ eta: 0.003 })],
];

test.each(settings)('a small network reaches 95 %% on unseen digits in 20 epochs with %s', async (_, make) => {
  const net = network({ layers: [64, 32, 10], seed: 1 });
  const history = await runTraining(net, digits.train, { optimizer: make(), epochs: 20, test: digits.test });
  expect(last(history).testAccuracy).toBeGreaterThanOrEqual(0.95);
  expect(last(history)).toMatchObject({ epoch: 20, updates: 20 * 45, gradientEvaluations: 20 * digits.train.size });
  net.dispose();
});

test('batch descent makes one update an epoch, stochastic one an example, mini-batch none too few', async () => {
  for (const [batchSize, updates] of [['all', 1], [1, 6], [4, 2], [6, 1]] as const) {
    const net = network({ layers: [2, 2] });
    const history = await runTraining(net, tiny, { optimizer: gradientDescent(), batchSize, epochs: 3 });
    expect(last(history)).toMatchObject({ updates: 3 * updates, gradientEvaluations: 18 });
    expect(history.batchLosses).toHaveLength(3 * updates);
    expect(history.epochs).toHaveLength(4);
    net.dispose();
  }
});

test('with layer normalisation a network is what layer normalisation makes of its sums, and γ and β are learnt', () => {
  const net = network({ layers: [2, 3, 3, 2], normalization: 'layer', seed: 4 });
  const [W1, b1, gamma1, beta1, W2, b2, gamma2, beta2, W3, b3] = net.variables.map(one => one.arraySync() as never) as unknown as [number[][], number[], number[], number[], number[][], number[], number[], number[], number[][], number[]];
  expect(net.variables.map(({ name }) => name.replace(/.*\//, ''))).toEqual(['W1', 'b1', 'gamma1', 'beta1', 'W2', 'b2', 'gamma2', 'beta2', 'W3', 'b3']);
  expect([gamma1, gamma2, beta1, beta2]).toEqual([[1, 1, 1], [1, 1, 1], [0, 0, 0], [0, 0, 0]]);
  const sums = (x: readonly number[], W: readonly (readonly number[])[], b: readonly number[]): number[] => b.map((bias, j) => x.reduce((sum, value, i) => sum + value * (W[i]?.[j] as number), bias));
  const hidden = (x: readonly number[]): number[] => [...layerNorm({ shape: [1, 3], values: x }).y].map(value => Math.max(0, value));
  const scores = sums(hidden(sums(hidden(sums([0.3, -1.2], W1, b1)), W2, b2)), W3, b3);
  // Float32 against float64 over three layers.
  expect(Array.from(net.logits(tf.tensor2d([[0.3, -1.2]])).dataSync())).toEqual(scores.map(value => expect.closeTo(value, 5)));
  const { grads } = tf.variableGrads(() => net.loss(tf.tensor2d([[0.3, -1.2], [1, 2]]), tf.tensor2d([[1, 0], [0, 1]])));
  expect(Object.keys(grads)).toHaveLength(10);
  net.dispose();
});

test('the gain multiplies the first weights, and a normalised network hardly notices it', () => {
  const x = tf.randomNormal<tf.Rank.R2>([5, 2], 0, 1, 'float32', 3);
  const made = (options: object): { weights: number[]; hidden: number[] } => {
    const net = network({ layers: [2, 8, 2], seed: 2, ...options });
    const [W1] = net.variables as [tf.Variable];
    const last = net.variables[net.variables.length - 2] as tf.Variable;
    const result = { weights: Array.from(W1.dataSync()), hidden: Array.from(tf.div(net.logits(x), tf.max(tf.abs(last))).dataSync()) };
    net.dispose();
    return result;
  };
  expect(made({ gain: 4 }).weights).toEqual(made({}).weights.map(value => value * 4));
  const [small, large] = [1, 100].map(gain => made({ gain, normalization: 'layer' }).hidden) as [number[], number[]];
  // What is left of the difference is ε, 1e-5 beside variances of about 1 here.
  expect(small).toEqual(large.map(value => expect.closeTo(value, 3)));
  expect(made({ gain: 1 }).hidden).not.toEqual(made({ gain: 100 }).hidden.map(value => expect.closeTo(value, 3)));
});

test.each([
  [{ normalization: 'batch' as never }, 'network: normalization must be layer or none, got "batch"'],
  [{ activation: 'gelu' as never }, 'network: activation must be relu, tanh, sigmoid or an activation of the kit, such as gelu, got "gelu"'],
  [{ activation: Math.tanh as never }, 'network: activation must be relu, tanh, sigmoid or an activation of the kit, such as gelu, got function'],
  [{ gain: 0 }, 'network: gain must be in (0, inf), got 0'],
  [{ gain: Infinity }, 'network: gain must be in (0, inf), got Infinity'],
])('a network with %o is refused', (options, message) => {
  expect(() => network({ layers: [2, 2], ...options })).toThrow(message);
});

test('an epoch holds every example once, in an order that the seed fixes', () => {
  const batches = epochBatches(10, 3, seededRandom(5));
  expect(batches.map(batch => batch.length)).toEqual([3, 3, 3, 1]);
  expect(batches.flatMap(batch => [...batch]).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(epochBatches(10, 3, seededRandom(5))).toEqual(batches);
  expect(epochBatches(10, 3, seededRandom(6))).not.toEqual(batches);
});

test('full-batch descent is the hand-written loop', async () => {
  const net = network({ layers: [2, 2], seed: 3 });
  const twin = network({ layers: [2, 2], seed: 3 });
  await runTraining(net, tiny, { optimizer: gradientDescent({ eta: 0.5 }), batchSize: 'all', epochs: 4 });
  const x = tf.tensor2d(tiny.x, [6, 2]);
  const y = tf.oneHot(tf.tensor1d(tiny.labels, 'int32'), 2).toFloat() as tf.Tensor2D;
  const sgd = tf.train.sgd(0.5);
  for (let i = 0; i < 4; i++) sgd.minimize(() => twin.loss(x, y), false, [...twin.variables]);
  net.variables.forEach((w, i) => {
    const expected = Array.from(twin.variables[i]?.dataSync() ?? []);
    // Two float32 programs of four steps: some units in the last place.
    expect(Array.from(w.dataSync())).toEqual(expected.map(value => expect.closeTo(value, 5)));
  });
});

test('the same seed gives the same training', async () => {
  const run = async (seed: number): Promise<number> => {
    const net = network({ layers: [64, 8, 10], seed: 2 });
    const { epochs } = await runTraining(net, digits.train, { optimizer: adam(), epochs: 1, seed });
    net.dispose();
    return epochs[1]?.loss as number;
  };
  expect(await run(7)).toBe(await run(7));
  expect(await run(7)).not.toBe(await run(8));
});

test('an initialiser draws the weights of every layer from the seed, and biases stay zero', () => {
  const drawn: number[] = [];
  const net = network({ layers: [4, 3, 2], seed: 7, initializer: ({ seed }) => (drawn.push(seed), heNormal({ seed })) });
  const expected = heNormal({ seed: 7 });
  const values = net.variables.map(variable => Array.from(variable.dataSync()));
  expect(drawn).toEqual([7]);
  expect([values[0], values[2]]).toEqual([[4, 3], [3, 2]].map(shape => Array.from(Float32Array.from(expected.values(shape)))));
  expect([values[1], values[3]]).toEqual([[0, 0, 0], [0, 0]]);
  net.dispose();
  expect(() => network({ layers: [4, 2], initializer: heNormal() as never })).toThrow('network: initializer must make one from a seed, such as initializers.heNormal, got object');
});

test('leaves no tensor behind but the optimizer\'s own state', async () => {
  const net = network({ layers: [2, 3, 2] });
  const optimizer = adam();
  const before = tf.memory().numTensors;
  await runTraining(net, tiny, { optimizer, epochs: 2, batchSize: 2, test: tiny });
  optimizer.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('can be stopped, and keeps what it has done', async () => {
  const net = network({ layers: [64, 32, 10] });
  const stop = new AbortController();
  const history = await runTraining(net, digits.train, { optimizer: adam(), epochs: 1000, signal: stop.signal, onProgress: ({ record }) => { if (record.epoch >= 2) stop.abort(); } });
  expect(history.stopped).toBe(true);
  expect(history.epochs.length).toBeLessThan(6);
  expect(last(history).updates).toBeGreaterThanOrEqual(90);
});

test('a rate that blows up is reported with the step, not as a page of NaN', async () => {
  const net = network({ layers: [64, 32, 10] });
  const before = tf.memory().numTensors;
  await expect(runTraining(net, digits.train, { optimizer: gradientDescent({ eta: 1e20 }), epochs: 3 })).rejects.toThrow(/gradient of "network\d+\/\w+".* is NaN at step \d+|loss of gradient descent is/);
  expect(tf.memory().numTensors).toBe(before);
});

test.each([
  [{ batchSize: 0 }, "train: batchSize must be a whole number from 1 to 6 or 'all', got 0"],
  [{ batchSize: 7 }, "train: batchSize must be a whole number from 1 to 6 or 'all', got 7"],
  [{ epochs: 0 }, 'train: epochs must be a whole number from 1 up, got 0'],
])('refuses %j', async (options, message) => {
  await expect(runTraining(network({ layers: [2, 2] }), tiny, { optimizer: adam(), ...options })).rejects.toThrow(message);
});

test('a network and data that do not fit, and a network that is none, are refused', async () => {
  await expect(runTraining(network({ layers: [3, 2] }), tiny, { optimizer: adam() })).rejects.toThrow('train: the examples need a network from 2 features to 2 classes, got 3 to 2');
  expect(() => network({ layers: [4] })).toThrow('network: layers needs an input and an output size, got [4]');
  expect(() => network({ layers: [4, 0.5] })).toThrow('network: a layer size must be a whole number from 1 up, got 0.5');
});
