import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { descend } from '../../lib/src/descent';
import { gradientDescent } from '../../lib/src/optimizers';
import { noisy, rastrigin, ravine } from '../../lib/src/surfaces';

test('the noise has mean 0 and the given size, in both coordinates', () => {
  const [sigma, count] = [0.5, 20_000];
  const clean = ravine();
  const seen = noisy(clean, { seed: 3, sigma });
  const [gx, gy] = clean.gradient([1, 2]);
  const samples = Array.from({ length: count }, () => seen.gradient([1, 2]));
  for (const noise of [samples.map(([x]) => x - gx), samples.map(([, y]) => y - gy)]) {
    const mean = noise.reduce((sum, value) => sum + value, 0) / count;
    const deviation = Math.sqrt(noise.reduce((sum, value) => sum + value * value, 0) / count);
    // Three standard errors: σ/√N of a mean, σ/√(2N) of a standard deviation.
    expect(Math.abs(mean)).toBeLessThan((3 * sigma) / Math.sqrt(count));
    expect(Math.abs(deviation - sigma)).toBeLessThan((3 * sigma) / Math.sqrt(2 * count));
  }
});

test('the loss stays exact, the same seed gives the same noise, another seed another', () => {
  const clean = rastrigin();
  const [one, same, other] = [noisy(clean, { seed: 5 }), noisy(clean, { seed: 5 }), noisy(clean, { seed: 6 })];
  expect(one.value([1, 0.5])).toBe(clean.value([1, 0.5]));
  const [first, second] = [one.gradient([0, 0]), one.gradient([0, 0])];
  expect(same.gradient([0, 0])).toEqual(first);
  expect(second).not.toEqual(first);
  expect(other.gradient([0, 0])).not.toEqual(first);
  expect(noisy(clean, { sigma: 0 }).gradient([0.2, 1])).toEqual(clean.gradient([0.2, 1]));
  expect(one.latex()).toContain('\\sigma \\xi');
});

test('on tensors the same stream is added to the gradient, the loss is clean, and no tensor is left over', () => {
  const clean = ravine({ kappa: 4 });
  const expected = noisy(clean, { seed: 9, sigma: 2 }).gradient([1, 1]);
  const before = tf.memory().numTensors;
  const [value, gradient] = tf.tidy(() => {
    const seen = noisy(clean, { seed: 9, sigma: 2 });
    const result = tf.valueAndGrad((w: tf.Tensor) => seen.onTensors(w))(tf.tensor1d([1, 1]));
    return [result.value.dataSync()[0], Array.from(result.grad.dataSync())];
  });
  expect(value).toBe(2.5);
  gradient.forEach((coordinate, i) => expect(coordinate).toBeCloseTo(expected[i] as number, 5));
  expect(tf.memory().numTensors).toBe(before);
});

test('gradient descent on ½w² settles at the noise floor η/(2 − η) σ² (stationary variance of w ← (1 − η) w − η ξ)', () => {
  const [eta, steps] = [0.1, 40_000];
  const path = descend(noisy(ravine({ kappa: 1 }), { seed: 4 }), gradientDescent, { start: [0, 0], steps, hyper: { eta } });
  const variance = path.points.reduce((sum, [x, y]) => sum + x * x + y * y, 0) / (2 * path.points.length);
  // Neighbouring points are alike: about 2N·η(2 − η)/(1 + (1 − η)²)  of the 2N squares count as independent ones, each with relative variance 2.
  const independent = (2 * steps * eta * (2 - eta)) / (1 + (1 - eta) ** 2);
  expect(Math.abs(variance / (eta / (2 - eta)) - 1)).toBeLessThan(3 * Math.sqrt(2 / independent));
});
