import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { runFused } from '../../lib/src/backend/kernels/on-wasm';
import { wasmMemory, type WasmMemory } from '../../lib/src/backend/kernels/wasm-memory';
import { program, type Program } from '../../lib/src/formula/check';
import { compileWasm } from '../../lib/src/formula/wasm/kernel';
import { adam } from '../../lib/src/optimizers';

const momentum = compileWasm(program('V = gamma * V + eta * g\nw = w - V', { tensors: ['w', 'g'], slots: ['V'], scalars: ['gamma', 'eta'] }, ['w']));
const hyper = { gamma: 0.5, eta: 0.25 };
const vector = (...values: number[]): tf.Tensor => tf.tensor1d(values);
const numbers = (tensor: unknown): number[] => Array.from((tensor as tf.Tensor).dataSync());

let tensorsBefore = 0;
beforeEach(async () => {
  await useBackend('wasm');
  tensorsBefore = tf.memory().numTensors;
});
afterEach(() => {
  tf.disposeVariables();
  expect(tf.memory().numTensors, 'tensors left behind').toBe(tensorsBefore);
});

test('without leave to overwrite it gives new tensors of the same shape and changes none', () => {
  const given = { w: tf.tensor2d([[1, 2, 3], [4, 5, 6]]), g: tf.tensor2d([[4, 8, 12], [16, 20, 24]]), V: tf.zeros([2, 3]) };
  const next = runFused(momentum, { ...given, ...hyper }) as typeof given;
  expect(next.w.shape).toEqual([2, 3]);
  expect(numbers(next.V)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(numbers(next.w)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(numbers(given.w)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(numbers(given.V)).toEqual([0, 0, 0, 0, 0, 0]);
  tf.dispose([given, next]);
});

test('with leave it changes the tensors themselves, variables too', () => {
  const w = tf.tidy(() => tf.variable(vector(1, 2, 3, 4, 5)));
  const given = { w, g: vector(4, 8, 12, 16, 20), V: tf.zeros([5]) };
  const next = runFused(momentum, { ...given, ...hyper }, ['w', 'V']);
  expect(next['w']).toBe(w);
  expect(next['V']).toBe(given.V);
  expect(numbers(w)).toEqual([0, 0, 0, 0, 0]);
  expect(numbers(given.V)).toEqual([1, 2, 3, 4, 5]);
  tf.dispose([given.g, given.V]);
});

test.each<[string, (w: tf.Tensor) => tf.Tensor]>([
  ['a reshaped view', w => tf.reshape(w, [2, 2])],
  ['a variable made of it', w => tf.tidy(() => tf.variable(w))],
  // The backend copies when it clones, so here the weights may be overwritten.
  ['a clone', w => w.clone()],
])('whoever holds %s never sees it change', (kind, hold) => {
  const given = { w: vector(1, 2, 3, 4), g: vector(4, 8, 12, 16), V: tf.zeros([4]) };
  const held = hold(given.w);
  const next = runFused(momentum, { ...given, ...hyper }, ['w', 'V']);
  expect(next['w'] === given.w).toBe(kind === 'a clone');
  expect(next['V']).toBe(given.V);
  expect(numbers(next['w'])).toEqual([0, 0, 0, 0]);
  expect(numbers(held)).toEqual([1, 2, 3, 4]);
  tf.dispose([given, held, next]);
});

test('weights that are their own gradient are not overwritten', () => {
  const w = vector(1, 2, 3, 4);
  const next = runFused(momentum, { w, g: w, V: tf.zeros([4]), ...hyper }, ['w', 'V']);
  expect(next['w']).not.toBe(w);
  expect(numbers(next['w'])).toEqual([0.75, 1.5, 2.25, 3]);
  expect(numbers(w)).toEqual([1, 2, 3, 4]);
  tf.dispose([w, next]);
});

test('matrix products and convolutions see weights that were changed in place, though the backend packs weights once', () => {
  const x = tf.ones([1, 4]);
  const image = tf.ones([1, 2, 2, 1]);
  const w = vector(1, 1, 1, 1);
  const uses: ReadonlyArray<(weights: tf.Tensor) => tf.Tensor> = [
    weights => tf.matMul(x, tf.reshape(weights, [4, 1])),
    weights => tf.conv2d(image as tf.Tensor4D, tf.reshape(weights, [2, 2, 1, 1]), 1, 'valid'),
    weights => tf.depthwiseConv2d(image as tf.Tensor4D, tf.reshape(weights, [2, 2, 1, 1]), 1, 'valid'),
    bias => tf.sum(tf.fused.conv2d({ x: tf.ones([1, 1, 1, 1]) as tf.Tensor4D, filter: tf.ones([1, 1, 1, 4]), strides: 1, pad: 'valid', bias })),
  ];
  const sums = (): number[] => uses.map(use => tf.tidy(() => use(w).dataSync()[0] as number));
  expect(sums()).toEqual([4, 4, 4, 8]);
  const rest = { g: vector(-4, -4, -4, -4), V: tf.zeros([4]) };
  expect(runFused(momentum, { w, ...rest, ...hyper }, ['w', 'V'])['w']).toBe(w);
  expect(sums()).toEqual([8, 8, 8, 12]);
  tf.dispose([x, image, w, rest]);
});

test('the memory may grow between steps and within one', () => {
  const { memory } = wasmMemory() as WasmMemory;
  const size = memory.buffer.byteLength;
  let given: Record<string, tf.Tensor> = { w: tf.ones([5]), g: tf.fill([5], 4), V: tf.zeros([5]) };
  const step = (): void => {
    const { w, V } = runFused(momentum, { ...given, ...hyper }) as { w: tf.Tensor; V: tf.Tensor };
    tf.dispose([given['w'] as tf.Tensor, given['V'] as tf.Tensor]);
    given = { ...given, w, V };
  };
  step();
  const filler = tf.zeros([size / 4]);
  expect(memory.buffer.byteLength).toBeGreaterThan(size);
  step();
  // V is 1, then 1.5.
  expect(numbers(given['w'])).toEqual([-1.5, -1.5, -1.5, -1.5, -1.5]);
  const large = { w: tf.ones([size / 4]), g: filler, V: tf.zeros([size / 4]) };
  const before = memory.buffer.byteLength;
  const next = runFused(momentum, { ...large, ...hyper });
  expect(memory.buffer.byteLength).toBeGreaterThan(before);
  expect(numbers(next['w']).every(value => value === 1)).toBe(true);
  tf.dispose([given, large, next]);
});

test('weights of rank 0 and without any values', () => {
  for (const [shape, expected] of [[[], [0]], [[0], []], [[3, 0], []]] as Array<[number[], number[]]>) {
    const given = { w: tf.ones(shape), g: tf.fill(shape, 4), V: tf.zeros(shape) };
    const fresh = runFused(momentum, { ...given, ...hyper }) as typeof given;
    expect(fresh.w.shape).toEqual(shape);
    expect(numbers(fresh.w)).toEqual(expected);
    const inPlace = runFused(momentum, { ...given, ...hyper }, ['w', 'V']);
    expect(numbers(inPlace['w'])).toEqual(expected);
    tf.dispose([given, fresh, inPlace]);
  }
});

test('a slot with one value for all weights comes back as it was given', () => {
  const slot = { tensors: ['w'], slots: ['S'], symbols: { S: { glyph: 'S', meaning: 'the norms so far' } } };
  const kernel = compileWasm(program('S = S + norm(w)\nw = w / S', slot, ['w']));
  const w = vector(3, 4);
  const asNumber = runFused(kernel, { w, S: 5 });
  const S = tf.scalar(5);
  const asTensor = runFused(kernel, { w, S });
  expect(asNumber['S']).toBe(10);
  expect(numbers(asTensor['S'])).toEqual([10]);
  expect(numbers(asTensor['w'])).toEqual(numbers(asNumber['w']));
  tf.dispose([w, S, asNumber['w'] as tf.Tensor, asTensor]);
});

test('Adam on two variables of unlike size follows the tensor optimizer of TensorFlow.js', () => {
  const kernel = compileWasm(adam.program as Program);
  const start = [[0.5, -1, 2], [3, 0.25, -4, 1, 7]];
  const gradient = (w: tf.Tensor): tf.Tensor => tf.tidy(() => tf.mul(w, 0.5));
  const stock = tf.train.adam(1e-2, 0.9, 0.999, 1e-8);
  const theirs = start.map((values, k) => tf.tidy(() => tf.variable(vector(...values), true, `theirs${k}`)));
  const ours = start.map(values => ({ w: vector(...values), m: tf.zeros([values.length]), v: tf.zeros([values.length]) }));
  for (let t = 1; t <= 5; t++) {
    const gradients = theirs.map(gradient);
    stock.applyGradients(theirs.map(({ name }, k) => ({ name, tensor: gradients[k] as tf.Tensor })));
    for (const state of ours) {
      const g = gradient(state.w);
      runFused(kernel, { ...state, g, t, eta: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 }, ['w', 'm', 'v']);
      g.dispose();
    }
    tf.dispose(gradients);
  }
  // Its powers of beta are float32, which costs the first steps four of seven digits of 1 - beta2^t.
  theirs.forEach((w, k) => expect(numbers(ours[k]?.w)).toEqual(numbers(w).map(value => expect.closeTo(value, 4))));
  stock.dispose();
  tf.dispose(ours);
});

test('refused by name: a tensor that is missing, a number in its place, another type, another size, another backend', async () => {
  const given = { w: vector(1, 2), g: vector(1, 2), V: vector(0, 0), ...hyper };
  const integers = tf.tensor1d([1, 2], 'int32');
  const longer = vector(0, 0, 0);
  expect(() => runFused(momentum, { w: given.w, V: given.V, ...hyper })).toThrow('no value for "g"; given: w, V, gamma, eta');
  expect(() => runFused(momentum, { ...given, V: 0 })).toThrow('wasm kernel: "V" needs a tensor with a value for each weight, got 0');
  expect(() => runFused(momentum, { ...given, g: integers })).toThrow('wasm kernel: "g" must be float32, got int32');
  expect(() => runFused(momentum, { ...given, V: longer })).toThrow('wasm kernel: "V" must have the size of "w", 2, got 3');
  expect(() => runFused(momentum, { w: given.w, g: given.g, V: given.V, gamma: 0.5 })).toThrow('no value for "eta"');
  await useBackend('cpu');
  expect(() => runFused(momentum, given)).toThrow('wasm kernel: it cannot run here, because the backend is cpu');
  await useBackend('wasm');
  tf.dispose([given.w, given.g, given.V, integers, longer]);
});
