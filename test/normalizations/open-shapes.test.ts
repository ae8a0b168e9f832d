import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { batchNormLayer, groupNormLayer, instanceNormLayer, layerNormLayer, rmsNormLayer, weightNormDense } from '../../lib/src/normalizations';

beforeAll(async () => void (await useBackend('wasm')));
afterEach(() => tf.disposeVariables());

type Make = (options: { batchInputShape: tf.Shape; scale?: boolean; center?: boolean }) => tf.layers.Layer;
const kinds: ReadonlyArray<readonly [string, Make]> = [
  ['batchNormLayer', batchNormLayer],
  ['layerNormLayer', layerNormLayer],
  ['rmsNormLayer', rmsNormLayer],
  ['instanceNormLayer', instanceNormLayer],
  ['groupNormLayer', o => groupNormLayer({ ...o, groups: 2 })],
  ['weightNormDense', ({ batchInputShape }) => weightNormDense({ batchInputShape, units: 3, seed: 1 })],
];
const open: ReadonlyArray<readonly [tf.Shape, number[][]]> = [
  [[null, 4], [[1, 4], [5, 4]]],
  [[null, null, 4], [[1, 1, 4], [2, 3, 4], [3, 5, 4]]],
  [[null, null, null, 4], [[1, 2, 3, 4], [2, 1, 1, 4]]],
  [[null, null, 2, null, 4], [[2, 2, 2, 3, 4], [1, 1, 2, 1, 4]]],
  [[2, null, 4], [[2, 3, 4]]],
];
const read = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
const modelOf = (make: Make, batchInputShape: tf.Shape): tf.LayersModel => tf.sequential({ layers: [make({ batchInputShape })] });

describe.each(kinds)('%s', (name, make) => {
  test.each(open)('with inputs of shape %j', (shape, sizes) => {
    const model = modelOf(make, shape);
    for (const size of sizes) {
      const x = tf.randomNormal(size, 2, 3, 'float32', 5);
      const fixed = modelOf(make, size);
      fixed.setWeights(model.getWeights());
      const [result, expected] = [model, fixed].map(one => one.predict(x, { batchSize: size[0] as number }) as tf.Tensor) as [tf.Tensor, tf.Tensor];
      expect(result.shape).toEqual(name === 'weightNormDense' ? [...size.slice(0, -1), 3] : size);
      expect(read(result)).toEqual(read(expected));
      expect(read(result).every(Number.isFinite)).toBe(true);
    }
  });

  test('trains where all but its own axis is open', async () => {
    const model = modelOf(make, [null, null, 4]);
    model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
    const x = tf.randomNormal([6, 3, 4], 2, 3, 'float32', 5);
    const y = tf.zeros([6, 3, name === 'weightNormDense' ? 3 : 4]);
    const { history } = await model.fit(x, y, { epochs: 5, verbose: 0 });
    expect((history['loss'] as number[])[4]).toBeLessThan((history['loss'] as number[])[0] as number);
  });

  test('of no examples gives none', () => {
    const layer = make({ batchInputShape: [null, null, 4] });
    expect((layer.apply(tf.zeros([0, 3, 4])) as tf.Tensor).shape).toEqual([0, 3, name === 'weightNormDense' ? 3 : 4]);
  });

  test('refuses an axis that has weights of its own and no size, by its place', () => {
    const message = name === 'weightNormDense' ? /inputs must have shape \[examples, …, features\], got \[null,4,null\]/ : /: axis 2 has weights of its own and needs a size, got shape \[null, 4, null\]/;
    expect(() => modelOf(make, [null, 4, null])).toThrow(message);
  });
});

test.each(kinds.filter(([name]) => !/batch|weight/.test(name)))('%s without scale and shift has no weights, so that every axis may be open', (_, make) => {
  const model = tf.sequential({ layers: [make({ batchInputShape: [null, null, null], scale: false, center: false })] });
  expect((model.predict(tf.ones([2, 3, 4])) as tf.Tensor).shape).toEqual([2, 3, 4]);
});

test('channels first: only the channels need a size', () => {
  const model = tf.sequential({ layers: [groupNormLayer({ batchInputShape: [null, 4, null, null], groups: 2, axis: 1 })] });
  expect((model.predict(tf.ones([2, 4, 3, 5])) as tf.Tensor).shape).toEqual([2, 4, 3, 5]);
  expect(() => groupNormLayer({ batchInputShape: [null, 3, null], groups: 2, axis: 1 }).apply(tf.ones([1, 3, 2]))).toThrow(/groups must divide the 3 channels, got 2/);
});

test('over two axes: those two need sizes', () => {
  const model = tf.sequential({ layers: [layerNormLayer({ batchInputShape: [null, null, 2, 3], dims: 2 })] });
  expect((model.predict(tf.ones([2, 5, 2, 3])) as tf.Tensor).shape).toEqual([2, 5, 2, 3]);
  expect(() => tf.sequential({ layers: [layerNormLayer({ batchInputShape: [null, null, 3], dims: 2 })] })).toThrow(/axis 1 has weights of its own/);
});
