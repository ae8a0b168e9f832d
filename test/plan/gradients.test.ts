import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as activations from '../../lib/src/activations';
import type { ActivationFunction } from '../../lib/src/activations';
import { useBackend } from '../../lib/src/backend';
import { seededRandom, tensors, type Dataset } from '../../lib/src/datasets';
import { network, type Activation, type Network } from '../../lib/src/descent';
import { partsOf } from '../../lib/src/descent/network';
import { crossEntropy } from '../../lib/src/losses';
import { layerNorm } from '../../lib/src/normalizations';
import { plannedNetwork, PlannedNetwork } from '../../lib/src/plan';

beforeAll(async () => void (await useBackend('wasm')));
afterEach(() => tf.disposeVariables());

const elementwise = Object.values<unknown>(activations).filter((value): value is ActivationFunction<never> => typeof value === 'function' && 'whole' in value);
const named: ReadonlyArray<readonly [Activation, ActivationFunction<never>]> = [['relu', activations.relu], ['tanh', activations.tanh], ['sigmoid', activations.sigmoid]];
const every: ReadonlyArray<readonly [Activation, ActivationFunction<never>]> = [...named, ...elementwise.map(one => [one, one] as const)];

const random = seededRandom(9);

function examplesFor(features: number, classes: number, size: number): Dataset {
  return {
    size, features, classes,
    x: Float32Array.from({ length: size * features }, () => random.normal()),
    labels: Int32Array.from({ length: size }, () => random.integer(classes)),
  };
}

/** Gives every variable numbers that are no special ones: biases are not 0, scales are not 1. */
function stirred(net: Network): void {
  for (const variable of net.variables) {
    const moved = tf.tidy(() => tf.add(variable, tf.tensor(Float32Array.from({ length: variable.size }, () => 0.3 * random.normal()), variable.shape)));
    variable.assign(moved);
    moved.dispose();
  }
}

function planned(net: Network, examples: Dataset, batch: number): { plan: PlannedNetwork; free: () => void } {
  const data = tensors(examples);
  const plan = plannedNetwork(partsOf(net) ?? expect.fail('the network is known'), data, batch);
  if (!(plan instanceof PlannedNetwork)) throw new Error('why' in plan ? plan.why : 'it is a plan for webgpu');
  return { plan, free: () => (plan.dispose(), tf.dispose(data)) };
}

type Values = ReadonlyMap<string, Float64Array>;

/** The mean loss in float64, by the definition of a network: sums of products, then each row by itself. */
function lossOf(net: Network, activation: ActivationFunction<never>, values: Values, { x, labels, features }: Dataset, numbers: Int32Array): number {
  const of = (name: string): Float64Array | undefined => [...values].find(([one]) => one.endsWith(`/${name}`))?.[1];
  const scores = Array.from(numbers, number => {
    let row: Float64Array = Float64Array.from(x.subarray(number * features, (number + 1) * features));
    for (let layer = 1; layer < net.layers.length; layer++) {
      const [W, b] = [of(`W${layer}`), of(`b${layer}`)] as [Float64Array, Float64Array];
      const sums: Float64Array = b.map((bias, j) => row.reduce((sum, value, i) => sum + value * (W[i * b.length + j] as number), bias));
      if (layer === net.layers.length - 1) return sums;
      const [gamma, beta] = [of(`gamma${layer}`), of(`beta${layer}`)];
      row = activation<Float64Array>(gamma && beta ? layerNorm({ shape: [1, sums.length], values: sums }, { gamma, beta }).y : sums);
    }
    return row;
  });
  return crossEntropy().value(scores, Array.from(numbers, number => labels[number] as number));
}

// A linear classifier, one hidden layer and two, with sizes below, at and above the four numbers of a vector and a product's tiles.
const layers = [[5, 3], [6, 4, 2], [3, 13, 7, 5]];

describe.each(every.map(([given, as]) => ({ name: typeof given === 'string' ? `"${given}"` : `activations.${as.declaration.name}`, given, as })))('with $name', ({ given, as }) => {
  describe.each(['none', 'layer'] as const)('and normalization %s', normalization => {
    test.each(layers.map(one => ({ layers: one })))('of $layers, loss and gradient are those of float64', ({ layers }) => {
      const net = network({ layers, activation: given, normalization, seed: 3 });
      stirred(net);
      const examples = examplesFor(layers[0] as number, layers[layers.length - 1] as number, 9);
      const numbers = Int32Array.of(4, 0, 8, 8, 3);
      const values: Values = new Map(net.variables.map(({ name, ...rest }) => [name, Float64Array.from(net.variables.find(one => one.name === name)?.dataSync() ?? rest as never)]));
      const { plan, free } = planned(net, examples, 5);
      // Sums of up to thirteen products through three layers, all of size 1 or so, in float32.
      expect(plan.evaluate(numbers)).toBeCloseTo(lossOf(net, as, values, examples, numbers), 5);
      for (const { variable, gradient } of plan.gradients) {
        const at = values.get(variable.name) as Float64Array;
        const slopes = at.map((value, k) => {
          const moved = (by: number): number => {
            at[k] = value + by;
            const loss = lossOf(net, as, values, examples, numbers);
            at[k] = value;
            return loss;
          };
          return (moved(1e-5) - moved(-1e-5)) / 2e-5;
        });
        expect(Array.from(gradient.dataSync()), variable.name).toEqual(Array.from(slopes, slope => expect.closeTo(slope, 4)));
      }
      free();
    });
  });
});

test('a batch of any length up to the longest gives what it gives in a plan of its own length', () => {
  const net = network({ layers: [4, 6, 3], seed: 1 });
  const examples = examplesFor(4, 3, 20);
  const { plan: long, free } = planned(net, examples, 20);
  for (const length of [1, 3, 4, 7, 20]) {
    const numbers = Int32Array.from({ length }, () => random.integer(20));
    const { plan: own, free: freeOwn } = planned(net, examples, length);
    expect(long.evaluate(numbers)).toBe(own.evaluate(numbers));
    expect(long.gradients.map(({ gradient }) => gradient.arraySync())).toEqual(own.gradients.map(({ gradient }) => gradient.arraySync()));
    freeOwn();
  }
  free();
});

test('loss and accuracy on a set of any size are those of the network on tensors', () => {
  const net = network({ layers: [4, 6, 3], activation: 'tanh', seed: 1 });
  stirred(net);
  for (const size of [1, 5, 255, 256, 257, 600]) {
    const examples = examplesFor(4, 3, size);
    const data = tensors(examples);
    const { plan, free } = planned(net, examples, 1);
    const [loss, accuracy] = tf.tidy(() => [net.loss(data.x, data.y).dataSync()[0], net.accuracy(data.x, data.y).dataSync()[0]]) as [number, number];
    // One mean is taken in float64, the other in float32.
    expect(plan.measure(data)).toEqual({ loss: expect.closeTo(loss, 5), accuracy: expect.closeTo(accuracy, 6) });
    free();
    tf.dispose(data);
  }
});

test('of equal scores the first counts, as on tensors: a dead network is not right', () => {
  const net = network({ layers: [2, 3], seed: 1 });
  for (const variable of net.variables) variable.assign(tf.zerosLike(variable));
  const examples = { ...examplesFor(2, 3, 4), labels: Int32Array.of(0, 1, 2, 2) };
  const data = tensors(examples);
  const { plan, free } = planned(net, examples, 2);
  expect(plan.measure(data)).toEqual({ loss: expect.closeTo(Math.log(3), 6), accuracy: 0.25 });
  free();
});

test('scores of ±1000 have a finite loss', () => {
  const net = network({ layers: [2, 2], seed: 1 });
  net.variables[0]?.assign(tf.tensor2d([[1000, -1000], [-1000, 1000]]));
  const examples: Dataset = { size: 2, features: 2, classes: 2, x: Float32Array.of(1, 0, 1, 0), labels: Int32Array.of(0, 1) };
  const { plan, free } = planned(net, examples, 2);
  expect(plan.evaluate(Int32Array.of(0, 1))).toBe(1000);
  expect(Array.from(plan.gradients[0]?.gradient.dataSync() ?? [])).toEqual([0.5, -0.5, 0, 0]);
  free();
});

test('a thousand evaluations make no tensor', () => {
  const net = network({ layers: [4, 6, 3], normalization: 'layer', seed: 1 });
  const { plan, free } = planned(net, examplesFor(4, 3, 10), 5);
  plan.evaluate(Int32Array.of(1, 2, 3));
  const { numTensors, numBytes } = tf.memory();
  for (let k = 0; k < 1000; k++) plan.evaluate(Int32Array.of(k % 10, (k + 3) % 10));
  expect(tf.memory()).toMatchObject({ numTensors, numBytes });
  free();
});
