import { expect, test } from 'vitest';
import * as tf from '@tensorflow/tfjs';
import { classify, network } from '../../lib/src/descent';

const examples = { size: 3, features: 2, x: Float32Array.from([1, 0, 0, 1, -1, 0.5]) };

test('the class with the highest score is decided for, and nothing is left behind', async () => {
  const net = network({ layers: [2, 3] });
  const before = tf.memory().numTensors;
  // Scores are x₁, x₂ and −x₁ − x₂ + 0.1.
  net.variables[0]?.assign(tf.tidy(() => tf.tensor2d([[1, 0, -1], [0, 1, -1]])));
  net.variables[1]?.assign(tf.tensor1d([0, 0, 0.1]));
  const own = tf.memory().numTensors - before;
  expect(await classify(net, examples)).toEqual(Int32Array.from([0, 1, 2]));
  expect(tf.memory().numTensors - before).toBe(own);
  expect(examples.x[0]).toBe(1);
  net.dispose();
});

test('examples that the network does not take are refused', async () => {
  const net = network({ layers: [4, 3] });
  await expect(classify(net, examples)).rejects.toThrow('classify: the network takes 4 features an example, got 2');
  net.dispose();
});
