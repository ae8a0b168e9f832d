import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, test } from 'vitest';
import {
  batchNormLayer, groupNormLayer, instanceNormLayer, kerasRunning, layerNormLayer, rmsNormLayer, torchRunning, weightNormDense,
} from '../../lib/src/normalizations';

const numbers = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
const disposables: Array<{ dispose(): unknown }> = [];
const kept = <T extends { dispose(): unknown }>(value: T): T => {
  disposables.push(value);
  return value;
};
afterEach(() => disposables.splice(0).forEach(value => value.dispose()));

const images = [
  ['batch', () => batchNormLayer({ inputShape: [3, 3, 4] }), ['gamma', 'beta']],
  ['batch, cumulative, Keras\'s variance', () => batchNormLayer({ inputShape: [3, 3, 4], running: { weightOfNew: 'cumulative', variance: 'biased' } }), ['gamma', 'beta']],
  ['layer over three axes', () => layerNormLayer({ inputShape: [3, 3, 4], dims: 3 }), ['gamma', 'beta']],
  ['rms', () => rmsNormLayer({ inputShape: [3, 3, 4] }), ['gamma']],
  ['instance', () => instanceNormLayer({ inputShape: [3, 3, 4] }), ['gamma', 'beta']],
  ['group, channels first', () => groupNormLayer({ inputShape: [4, 3, 3], groups: 2, axis: 1 }), ['gamma', 'beta']],
] as const;

function modelWith(layer: tf.layers.Layer): tf.Sequential {
  const model = tf.sequential({ layers: [layer, tf.layers.flatten(), tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotNormal({ seed: 4 }) })] });
  model.compile({ optimizer: tf.train.sgd(0.05), loss: 'meanSquaredError' });
  return kept(model);
}

describe.each(images)('%s normalisation as a layer', (_, make, names) => {
  test('trains its scale and shift by fit, without growth, and predicts without changing', async () => {
    const layer = make();
    const model = modelWith(layer);
    const shape = (layer.batchInputShape as number[]).slice(1);
    const x = kept(tf.randomNormal([8, ...shape], 3, 2, 'float32', 7));
    const y = kept(tf.randomNormal([8, 1], 0, 1, 'float32', 8));
    const before = layer.trainableWeights.map(weight => numbers(weight.read()));
    await model.fit(x, y, { epochs: 1, batchSize: 4, verbose: 0 });
    const tensors = tf.memory().numTensors;
    await model.fit(x, y, { epochs: 6, batchSize: 4, verbose: 0 });
    expect(tf.memory().numTensors).toBe(tensors);
    expect(layer.trainableWeights.map(weight => weight.originalName.split('/').pop())).toEqual(names);
    layer.trainableWeights.forEach((weight, i) => expect(numbers(weight.read())).not.toEqual(before[i]));
    const once = numbers(kept(model.predict(x) as tf.Tensor));
    expect(numbers(kept(model.predict(x) as tf.Tensor))).toEqual(once);
  });

  test('a saved and loaded model predicts the same, with its options and running statistics', async () => {
    const layer = make();
    const model = modelWith(layer);
    const shape = (layer.batchInputShape as number[]).slice(1);
    const x = kept(tf.randomNormal([6, ...shape], 3, 2, 'float32', 9));
    const y = kept(tf.zeros([6, 1]));
    await model.fit(x, y, { epochs: 3, verbose: 0 });
    let saved: tf.io.ModelArtifacts | undefined;
    await model.save(tf.io.withSaveHandler(artifacts => {
      saved = artifacts;
      return Promise.resolve({ modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } });
    }));
    // Through text, as a file would have it.
    const artifacts = { ...(saved as tf.io.ModelArtifacts), modelTopology: JSON.parse(JSON.stringify(saved?.modelTopology)) as object };
    const loaded = kept(await tf.loadLayersModel(tf.io.fromMemory(artifacts)));
    expect(numbers(kept(loaded.predict(x) as tf.Tensor))).toEqual(numbers(kept(model.predict(x) as tf.Tensor)));
    const config = layer.getConfig();
    expect(loaded.layers[0]?.getConfig()).toEqual(config);
  });
});

const running = (layer: tf.layers.Layer): number[][] => layer.nonTrainableWeights.map(weight => numbers(weight.read()));

test('running statistics after one batch of 1, 2, 3, 6: torch\'s and Keras\'s conventions by name (research §3.6, worked out by hand)', () => {
  const x = kept(tf.tensor2d([[1], [2], [3], [6]]));
  const train = (layer: tf.layers.Layer): number[] => {
    kept(layer.apply(x, { training: true }) as tf.Tensor);
    return running(layer).flat();
  };
  // mean 3, biased variance 3.5, unbiased 14/3
  const torch = train(kept(batchNormLayer({ running: torchRunning })));
  expect(torch[0]).toBeCloseTo(0.3, 6);
  expect(torch[1]).toBeCloseTo(0.9 + 0.1 * (14 / 3), 6);
  const keras = train(kept(batchNormLayer({ running: kerasRunning })));
  expect(keras[0]).toBeCloseTo(0.03, 6);
  expect(keras[1]).toBeCloseTo(1.025, 6);
});

test('cumulative statistics are the plain average of all batches', () => {
  const layer = kept(batchNormLayer({ running: { weightOfNew: 'cumulative', variance: 'unbiased' } }));
  for (const batch of [[[0], [2]], [[4], [8]], [[1], [1]]]) kept(layer.apply(kept(tf.tensor2d(batch)), { training: true }) as tf.Tensor);
  const [mean, variance, batches] = running(layer) as [number[], number[], number[]];
  expect(mean[0]).toBeCloseTo((1 + 6 + 1) / 3, 5);
  expect(variance[0]).toBeCloseTo((2 + 8 + 0) / 3, 5);
  expect(batches).toEqual([3]);
});

test('with Keras\'s conventions it does what tfjs\'s own batch normalisation does, in training and at inference', () => {
  const x = kept(tf.randomNormal([16, 3], 5, 2, 'float32', 3));
  const ours = kept(batchNormLayer({ running: kerasRunning, epsilon: 1e-3 }));
  const theirs = kept(tf.layers.batchNormalization({}));
  for (const training of [true, true, false]) {
    const [a, b] = [ours, theirs].map(layer => numbers(kept(layer.apply(x, { training }) as tf.Tensor))) as [number[], number[]];
    // Both round at 2⁻²⁴ of x/σ ≈ 6 a few times.
    a.forEach((value, i) => expect(Math.abs(value - (b[i] as number))).toBeLessThan(64 * 2 ** -24 * 6));
  }
});

test('a frozen scale and no shift', () => {
  const layer = kept(layerNormLayer({ scale: false, center: false }));
  const y = kept(layer.apply(kept(tf.tensor2d([[1, 2, 3, 6]]))) as tf.Tensor);
  expect(layer.weights).toEqual([]);
  // (x − 3)/√(3.5 + 1e-5)
  [-1.0690434404, -0.5345217202, 0, 1.6035651607].forEach((expected, i) => expect(numbers(y)[i]).toBeCloseTo(expected, 5));
});

test('a weight-normalised dense layer starts as the plain one with its direction as kernel, trains and saves', async () => {
  const layer = weightNormDense({ units: 3, inputShape: [4], seed: 5 });
  const model = kept(tf.sequential({ layers: [layer] }));
  const x = kept(tf.randomNormal([5, 4], 0, 1, 'float32', 2));
  const kernel = layer.weights[0]?.read() as tf.Tensor2D;
  const plain = numbers(kept(tf.matMul(x as tf.Tensor2D, kernel)));
  numbers(kept(model.predict(x) as tf.Tensor)).forEach((value, i) => expect(value).toBeCloseTo(plain[i] as number, 5));
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
  const y = kept(tf.ones([5, 3]));
  const before = numbers(kept(tf.norm(kernel, 'euclidean', 0)));
  const history = await model.fit(x, y, { epochs: 20, verbose: 0 });
  const losses = history.history['loss'] as number[];
  expect(losses[19]).toBeLessThan(losses[0] as number);
  // Salimans & Kingma §2.1: the gradient is at right angles to v, so its length only grows.
  numbers(kept(tf.norm(kernel, 'euclidean', 0))).forEach((norm, i) => expect(norm).toBeGreaterThan(before[i] as number));
  expect(tf.serialization.SerializationMap.getMap().classNameMap[layer.getClassName()]).toBeDefined();
});

test('bad options are refused by name', () => {
  expect(() => batchNormLayer({ epsilon: -1 })).toThrow('batchNormLayer: epsilon must be in [0, inf), got -1');
  expect(() => batchNormLayer({ running: { weightOfNew: 1.5, variance: 'biased' } })).toThrow('batchNormLayer: weightOfNew must be in [0, 1] or "cumulative" (of the new), got 1.5');
  expect(() => tf.sequential({ layers: [groupNormLayer({ groups: 3, inputShape: [2, 4] })] })).toThrow(/groups must divide the 4 channels, got 3/);
  expect(() => tf.sequential({ layers: [layerNormLayer({ dims: 3, inputShape: [2, 4] })] })).toThrow(/dims must be in \[1, 2\] for inputs of shape \[2,4\], got 3/);
  expect(() => weightNormDense({ units: 0 })).toThrow('weightNormDense: units must be a whole number from 1 up, got 0');
  const layer = kept(batchNormLayer({ name: 'lonely' }));
  expect(() => layer.apply(kept(tf.tensor2d([[1, 2]])), { training: true })).toThrow('lonely: an unbiased variance needs at least two numbers per channel, got 1; use a larger batch or variance "biased"');
});
