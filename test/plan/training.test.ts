import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { setKernels, type KernelsMode } from '../../lib/src/backend/kernels/mode';
import { multiplierHere } from '../../lib/src/backend/products/multiplier-here';
import { setThreads, type ThreadsMode } from '../../lib/src/backend/threads/mode';
import { Pace } from '../../lib/src/backend/threads/pace';
import { loadDigits, tensors, type Dataset } from '../../lib/src/datasets';
import { network, runTraining, type History, type Network, type NetworkOptions, type TrainOptions } from '../../lib/src/descent';
import { trainingOf } from '../../lib/src/descent/training';
import { adam, gradientDescent, lbfgs, nesterov, optimizer, rmsprop, type DescentOptimizer } from '../../lib/src/optimizers';
import { cosine } from '../../lib/src/schedules';
import { clipNorm, lookahead, sam } from '../../lib/src/wrappers';
import { everyOptimizer } from '../optimizers/every-optimizer';

beforeAll(async () => void (await useBackend('wasm')));
afterEach(() => {
  setKernels('auto');
  tf.disposeVariables();
});

const { train: digits } = loadDigits();

/** The first of the digits: the last batch of 16 has 6 of them. */
const some: Dataset = { ...digits, size: 70, x: digits.x.subarray(0, 70 * 64), labels: digits.labels.subarray(0, 70) };

async function trained(mode: KernelsMode, make: () => DescentOptimizer, options: Partial<TrainOptions> = {}, layers: Partial<NetworkOptions> = {}): Promise<{ history: History; weights: number[] }> {
  const method = make();
  const net = network({ layers: [64, 8, 10], seed: 5, ...layers });
  const before = setKernels(mode);
  try {
    const history = await runTraining(net, some, { optimizer: method, batchSize: 16, epochs: 2, ...options });
    return { history, weights: net.variables.flatMap(variable => Array.from(variable.dataSync())) };
  } finally {
    method.dispose();
    net.dispose();
    setKernels(before);
  }
}

/** Methods that make a whole step of a gradient's sign turn rounding into steps, so that only their first losses can be compared. */
const bySign = new Set(['rprop', 'lion']);

describe.each(everyOptimizer.filter(({ make }) => make().takesGradients))('$name', ({ name, make }) => {
  test('trains by a plan as it does on tensors', async () => {
    const [planned, onTensors] = [await trained('auto', make), await trained('off', make)];
    expect(planned.history.unplanned).toBeUndefined();
    expect(onTensors.history.unplanned).toBe('kernels are switched off');
    const count = bySign.has(name) ? 2 : 10;
    // Ten steps, of which each goes on from gradients that differ by a millionth.
    expect(planned.history.batchLosses.slice(0, count)).toEqual(onTensors.history.batchLosses.slice(0, count).map(loss => expect.closeTo(loss, 3)));
    expect(planned.history.batchLosses).toHaveLength(10);
    expect(planned.history.epochs.map(({ gradientEvaluations }) => gradientEvaluations)).toEqual(onTensors.history.epochs.map(({ gradientEvaluations }) => gradientEvaluations));
  });
});

const choices: ReadonlyArray<{ readonly name: string; readonly make: () => DescentOptimizer; readonly options?: Partial<TrainOptions>; readonly layers?: Partial<NetworkOptions> }> = [
  { name: 'all examples at a time', make: () => adam({ eta: 0.01 }), options: { batchSize: 'all' } },
  { name: 'one example at a time', make: () => gradientDescent({ eta: 0.01 }), options: { batchSize: 1, epochs: 1 } },
  { name: 'groups', make: () => adam({ eta: 0.01, groups: [{ match: /b/, eta: 0.1 }] }) },
  { name: 'a schedule', make: () => adam({ eta: cosine({ start: 0.02, steps: 10 }) }) },
  { name: 'a look-ahead point, a probe and clipping around each other', make: () => clipNorm(sam(lookahead(nesterov({ eta: 0.01 }))), { bound: 1 }) },
  { name: 'layer normalisation', make: () => rmsprop({ eta: 0.003 }), layers: { normalization: 'layer', activation: 'tanh' } },
  { name: 'a linear classifier', make: () => adam({ eta: 0.01 }), layers: { layers: [64, 10] } },
  { name: 'four layers', make: () => adam({ eta: 0.01 }), layers: { layers: [64, 16, 12, 9, 10], activation: 'sigmoid' } },
];

test.each(choices)('$name: the weights are those of training on tensors', async ({ make, options, layers }) => {
  const [planned, onTensors] = [await trained('required', make, options, layers), await trained('off', make, options, layers)];
  // Adam's step is η whatever the size of a gradient, so one that is nothing but rounding moves a weight by up to 1e-3 in ten steps; losses hardly notice.
  expect(planned.weights.filter((weight, k) => !(Math.abs(weight - (onTensors.weights[k] as number)) <= 2e-3))).toEqual([]);
  expect(planned.history.epochs.map(({ loss }) => loss)).toEqual(onTensors.history.epochs.map(({ loss }) => expect.closeTo(loss, 4)));
});

test('a gradient that a method keeps as it is, is not written over by the next', async () => {
  const delayed = optimizer({
    name: 'delayed', title: 'Delayed', idea: 'Step by the last gradient.', source: { paper: 'none' }, hyper: { eta: 0.1 }, state: { last: 0 },
    symbols: { last: { glyph: 'l', meaning: 'the last gradient' } },
    update: ({ w, g, last }, { eta }) => ({ w: tf.sub(w, tf.mul(eta, last)), last: g }),
  });
  const [planned, onTensors] = [await trained('auto', () => delayed()), await trained('off', () => delayed())];
  expect(planned.history.batchLosses).toEqual(onTensors.history.batchLosses.map(loss => expect.closeTo(loss, 5)));
});

test('saved and gone on with, it is what it would have been', async () => {
  const through = { net: network({ layers: [64, 8, 10], seed: 5 }), method: adam({ eta: 0.01 }) };
  await runTraining(through.net, some, { optimizer: through.method, batchSize: 16, epochs: 1 });
  const resumed = adam({ eta: 0.01 });
  await resumed.setWeights(await through.method.getWeights());
  const copy = network({ layers: [64, 8, 10], seed: 1 });
  copy.variables.forEach((variable, k) => variable.assign(through.net.variables[k] as tf.Tensor));
  const [going, again] = [
    await runTraining(through.net, some, { optimizer: through.method, batchSize: 16, epochs: 1, seed: 2 }),
    await runTraining(copy, some, { optimizer: resumed, batchSize: 16, epochs: 1, seed: 2 }),
  ];
  expect(again.batchLosses).toEqual(going.batchLosses);
  expect(again.unplanned).toBeUndefined();
});

test('interrupted in the middle, what was learnt until then is kept', async () => {
  const net = network({ layers: [64, 8, 10], seed: 5 });
  const stop = new AbortController();
  const before = Array.from(net.variables[0]?.dataSync() ?? []);
  // Epochs of half a second and more, so that it asks in the middle of one.
  const size = 40_000;
  const many: Dataset = { ...some, size, x: Float32Array.from({ length: size * 64 }, (_, k) => some.x[k % some.x.length] as number), labels: new Int32Array(size).map((_, k) => some.labels[k % some.size] as number) };
  const history = await runTraining(net, many, {
    optimizer: adam(), batchSize: 1, epochs: 20, signal: stop.signal,
    onProgress: ({ updates }) => {
      if (updates % size !== 0) stop.abort();
    },
  });
  expect(history).toMatchObject({ stopped: true });
  const { updates } = history.epochs[history.epochs.length - 1] ?? { updates: NaN };
  expect(history.batchLosses).toHaveLength(updates);
  expect(updates % size).not.toBe(0);
  expect(Array.from(net.variables[0]?.dataSync() ?? [])).not.toEqual(before);
});

test.each(['required', 'off'] as const)('with kernels %s, a gradient that is not a number is named with its place and step, and the weights stay', async mode => {
  const before = setKernels(mode);
  const net = network({ layers: [2, 1, 2], seed: 5 });
  // The scores are ±100, whatever x is; the slope by W1 is 200 x, which float32 does not hold.
  const values = [[[0], [0]], [1], [[100, -100]], [0, 0]];
  net.variables.forEach((variable, k) => variable.assign(tf.tensor(values[k] as number[])));
  const huge: Dataset = { size: 2, features: 2, classes: 2, x: Float32Array.of(1, 3e38, 1, 3e38), labels: Int32Array.of(1, 1) };
  await expect(runTraining(net, huge, { optimizer: gradientDescent() })).rejects.toThrow(/^gradient descent: the gradient of "network\d+\/W1"\[1, 0\] is Infinity at step 1; a smaller learning rate/);
  expect(net.variables.map(variable => variable.arraySync())).toEqual(values);
  setKernels(before);
});

const unplanned: ReadonlyArray<{ readonly name: string; readonly why: string; readonly net: (made: Network) => Network; readonly make: () => DescentOptimizer }> = [
  { name: 'a copy of a network, which may have a loss of its own', why: 'the network is not one that network() has made', net: made => ({ ...made }), make: () => adam() },
  { name: 'L-BFGS', why: 'lbfgs asks for gradients as often as it needs', net: made => made, make: () => lbfgs() },
];

test.each(unplanned)('$name trains on tensors, and the history says why; required, it is refused', async ({ why, net, make }) => {
  const made = network({ layers: [64, 10] });
  expect((await runTraining(net(made), some, { optimizer: make(), epochs: 1 })).unplanned).toBe(why);
  const before = setKernels('required');
  await expect(runTraining(net(made), some, { optimizer: make(), epochs: 1 })).rejects.toThrow(`train: ${why}`);
  setKernels(before);
});

test('elsewhere than on wasm the history says so', async () => {
  await useBackend('cpu');
  const net = network({ layers: [64, 10] });
  expect((await runTraining(net, some, { optimizer: adam(), epochs: 1 })).unplanned).toBe('the backend is cpu');
  net.dispose();
  await useBackend('wasm');
});

test('when it ends, in whatever way, no tensor is left but weights and state', async () => {
  const net = network({ layers: [64, 8, 10] });
  const method = adam();
  await runTraining(net, some, { optimizer: method, epochs: 1 });
  const { numTensors } = tf.memory();
  await runTraining(net, some, { optimizer: method, epochs: 2 });
  await expect(runTraining(net, { ...some, x: some.x.map(() => NaN) }, { optimizer: method })).rejects.toThrow('NaN');
  expect(tf.memory().numTensors).toBe(numTensors);
});

test('a thousand steps leave nothing behind', () => {
  const net = network({ layers: [64, 8, 10], normalization: 'layer' });
  const method = adam();
  const data = tensors(some);
  const training = trainingOf(net, data, method, 16);
  expect(training.unplanned).toBeUndefined();
  training.update(Int32Array.of(1, 2, 3));
  const { numTensors, numBytes } = tf.memory();
  for (let step = 0; step < 1000; step++) training.update(Int32Array.from({ length: 1 + (step % 16) }, (_, k) => (step + 3 * k) % 70));
  expect(tf.memory()).toMatchObject({ numTensors, numBytes });
  training.dispose();
  tf.dispose(data);
});

test('a network that has been disposed is named', async () => {
  const net = network({ layers: [64, 10] });
  net.dispose();
  await expect(runTraining(net, some, { optimizer: adam() })).rejects.toThrow(/^train: "network\d+\/W1" has been disposed, and its network with it; make a new one$/);
});

test.skipIf(availableParallelism() < 2)('with a second thread every weight is what it is without, to the last bit', async () => {
  const many: Dataset = { ...digits, size: 1024, x: digits.x.subarray(0, 1024 * 64), labels: digits.labels.subarray(0, 1024) };
  const multiplier = multiplierHere();
  if ('why' in multiplier || 'why' in multiplier.second) throw new Error('there is no second thread');
  const { second } = multiplier;
  second.thread.start();
  await vi.waitFor(() => expect(second.isThereFor({ rows: 1000, columns: 1000, depth: 1000, packsA: false })).toBe(true), 10_000);
  const share = vi.spyOn(second, 'share');
  // On a busy machine one thread may be faster, and would be taken.
  vi.spyOn(Pace.prototype, 'next').mockReturnValue(true);
  const weights = async (threads: ThreadsMode): Promise<Array<ReturnType<tf.Tensor['dataSync']>>> => {
    const before = setThreads(threads);
    const net = network({ layers: [64, 512, 512, 10], seed: 5 });
    const method = adam({ eta: 0.003 });
    await runTraining(net, many, { optimizer: method, batchSize: 256, epochs: 5 });
    setThreads(before);
    const values = net.variables.map(variable => variable.dataSync());
    net.dispose();
    method.dispose();
    return values;
  };
  const alone = await weights('off');
  expect(share).not.toHaveBeenCalled();
  expect(await weights('auto')).toEqual(alone);
  expect(share.mock.calls.length).toBeGreaterThan(50);
  vi.restoreAllMocks();
});
