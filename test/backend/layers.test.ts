import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { layerCases, trainOneStep, type LayerCase, type OneStep } from './layer-cases';
import { onSwiftShader } from './on-swift-shader';
import { expectSameStep } from './same-step';
import { missing } from './swift-shader';

/** Layers that no case is about, and why. */
const others: Readonly<Record<string, readonly string[]>> = {
  'another name': [
    'avgPool1d', 'avgPooling1d', 'avgPool2d', 'avgPooling2d', 'avgPool3d', 'avgPooling3d',
    'globalMaxPool1d', 'globalMaxPool2d', 'maxPool1d', 'maxPool2d',
  ],
  'a base, an input, or a cell that a recurrent layer holds': [
    'Layer', 'RNN', 'RNNCell', 'input', 'inputLayer', 'convLstm2dCell', 'gruCell', 'lstmCell', 'simpleRNNCell', 'stackedRNNCells',
  ],
  'prepares data': ['categoryEncoding', 'centerCrop', 'randomWidth', 'resizing'],
  'has no gradient in tensorflow.js, on any backend': ['conv3dTranspose', 'thresholdedReLU'],
};

test('every layer of tensorflow.js is tried or named', () => {
  const tried = Object.keys(layerCases).map(name => name.split(' ')[0] as string);
  const named = new Set([...tried, ...Object.values(others).flat()]);
  expect(Object.keys(tf.layers).filter(name => !named.has(name))).toEqual([]);
});

test.each(Object.entries(layerCases))('on wasm as on cpu: %s', async (_, layer) => {
  await useBackend('cpu');
  const expected = await trainOneStep(layer);
  await useBackend('wasm');
  expectSameStep(await trainOneStep(layer), expected, layer.random);
});

// A few processes, each short enough for one call.
test.for([0, 1, 2, 3])('on webgpu as on cpu, on SwiftShader: share %i of 4', async (share, context) => {
  context.skip(Boolean(missing), missing || undefined);
  const names = Object.keys(layerCases).filter((_, index) => index % 4 === share);
  const steps = (await onSwiftShader(`
    const { layerCases, trainOneStep } = await import('./layer-cases');
    const steps = {};
    for (const name of ${JSON.stringify(names)}) steps[name] = await trainOneStep(layerCases[name]).catch(error => error.message);
    print(steps);
  `)) as Record<string, OneStep | string>;
  await useBackend('cpu');
  for (const name of names) {
    const [got, layer] = [steps[name] as OneStep | string, layerCases[name] as LayerCase];
    if (typeof got === 'string') expect.soft(got, name).toBe('trained');
    else expectSameStep(got, await trainOneStep(layer), layer.random, name);
  }
});

test('wasm has every kernel that cpu has, or says what to do', async () => {
  await useBackend('wasm');
  const lacking = tf.getKernelsForBackend('cpu').filter(({ kernelName }) => tf.getKernel(kernelName, 'wasm') === undefined);
  expect(lacking).toEqual([]);
  expect(() => tf.complex([1], [2])).toThrow(/^wasm: this backend cannot compute "Complex"; the cpu backend can, after await useBackend\('cpu'\)$/);
});
