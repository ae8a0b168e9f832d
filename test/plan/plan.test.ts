import { afterEach, beforeAll, expect, test } from 'vitest';
import * as tf from '@tensorflow/tfjs';
import { useBackend } from '../../lib/src/backend';
import { network, plan } from '../../lib/src/descent';
import { adam } from '../../lib/src/optimizers';

beforeAll(async () => void (await useBackend('wasm')));
afterEach(() => tf.disposeVariables());

test('a step of one hidden layer, from the batch to the update', () => {
  const { title, steps, memory } = plan(network({ layers: [64, 32, 10] }), adam(), { batchSize: 16 });
  expect(title).toBe('One step of training 64-32-10 by adam on 16 examples');
  expect(steps.map(({ computes, reads, writes }) => [computes.length > 2 ? [computes[0], computes.at(-1)] : computes, reads, writes])).toEqual([
    [[], [], ['x']],
    [[], [], ['o']],
    [['z1 = x W1 + b1'], ['x', 'W1', 'b1'], ['z1']],
    [['a1 = max(0, z1)'], ['z1'], ['a1']],
    [['s = a1 W2 + b2'], ['a1', 'W2', 'b2'], ['s']],
    [['top = the largest of s', 'db2 = d2, added up'], ['s', 'o'], ['d2', 'db2']],
    [['dW2 = a1ᵀ d2'], ['a1', 'd2'], ['dW2']],
    [['d1 = d2 W2ᵀ'], ['d2', 'W2'], ['d1']],
    [['d1 = d1 * (0 >= z1 ? 0 : 1)', 'db1 = d1, added up'], ['z1', 'd1'], ['d1', 'db1']],
    [['dW1 = xᵀ d1'], ['x', 'd1'], ['dW1']],
    [[], ['W1', 'b1', 'W2', 'b2', 'dW1', 'db1', 'dW2', 'db2'], ['W1', 'b1', 'W2', 'b2']],
  ]);
  expect(memory.find(({ name }) => name === 'z1')).toEqual({ name: 'z1', rows: 16, columns: 32, holds: 'sums of layer 1' });
  // Everything that is read or written lies in memory, once.
  const names = memory.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(new Set(steps.flatMap(({ reads, writes }) => [...reads, ...writes]))).toEqual(new Set(names));
});

test('nothing is read before it is written, besides the examples and the weights', () => {
  for (const normalization of ['none', 'layer'] as const) {
    const net = network({ layers: [5, 4, 3, 2], activation: 'tanh', normalization });
    const { steps, memory } = plan(net, adam());
    const written = new Set(memory.filter(({ holds }) => /^(weights|biases|scales|shifts)/.test(holds)).map(({ name }) => name));
    for (const { reads, writes } of steps) {
      expect(reads.filter(name => !written.has(name))).toEqual([]);
      for (const name of writes) written.add(name);
    }
    expect(written.size).toBe(memory.length);
  }
});

test('what cannot be planned is refused', () => {
  const net = network({ layers: [2, 2] });
  expect(() => plan({ ...net }, adam())).toThrow('plan: needs a network that network() has made, such as network({ layers: [64, 32, 10] })');
  expect(() => plan(net, adam(), { batchSize: 0 })).toThrow('plan: batchSize must be a whole number from 1 up, got 0');
});
