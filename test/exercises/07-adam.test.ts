import { adam as library, descend, expectNumbers, rosenbrock, tf } from 'descent';
import { describe, expect, test } from 'vitest';
import * as subject from '#work/07-adam';

const hyper = { eta: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

/** Three weights and five gradients; the third weight sees no gradient until step 3. */
const start = [1, -2, 0.5];
const gradients = [[0.1, -0.2, 0], [0.3, 0.1, 0], [-0.4, 0.5, 0.01], [0.2, -0.1, 0], [0.1, 0.2, -0.02]];

/** Weights after steps 1 and 5, computed in float64 by torch.optim.Adam and optax.adam, which agree to 1e-15. */
const torch = { 1: [0.90000001, -1.900000005, 0.5], 5: [0.7742416577, -1.9952280199, 0.412826983] };

async function run(steps: number) {
  let state = { w: tf.tensor1d(start) as tf.Tensor, m: tf.zeros([3]) as tf.Tensor, v: tf.zeros([3]) as tf.Tensor };
  for (let t = 1; t <= steps; t++) state = await subject.adam({ ...state, g: tf.tensor1d(gradients[t - 1] as number[]), t }, hyper);
  return state;
}

describe('7.1 adam', () => {
  test('the moments after one step', async () => {
    const { m, v } = await run(1);
    expectNumbers(m, [0.01, -0.02, 0], { what: 'm', when: 'after step 1 with g = [0.1, -0.2, 0]', hint: 'm is the new average itself, not m̂.' });
    expectNumbers(v, [1e-5, 4e-5, 0], { what: 'v', when: 'after step 1 with g = [0.1, -0.2, 0]', hint: 'v is the new average itself, not v̂; is g squared?' });
  });

  test('the weights after one step', async () => {
    const { w } = await run(1);
    expectNumbers(w, torch[1], { what: 'w', when: 'after step 1', hint: 'The first step is eta in each weight that has a gradient, whatever its size.' });
  });

  test('the weights after five steps, as torch and optax have them', async () => {
    const { w } = await run(5);
    expectNumbers(w, torch[5], { what: 'w', when: 'after step 5', hint: 'Are the new m and v used in the next step, and does t count?' });
  });

  test('a constant gradient makes every step eta', async () => {
    let state = { w: tf.scalar(0) as tf.Tensor, m: tf.scalar(0) as tf.Tensor, v: tf.scalar(0) as tf.Tensor };
    for (let t = 1; t <= 20; t++) state = await subject.adam({ ...state, g: tf.scalar(7), t }, hyper);
    expectNumbers(state.w, -2, { what: 'w', when: 'after 20 steps with g = 7 and eta = 0.1', tolerance: 1e-4, hint: 'Which power of beta belongs to step t?' });
  });

  test('epsilon stands outside the root', async () => {
    const zero = tf.scalar(0);
    const { w } = await subject.adam({ w: zero, g: tf.scalar(1e-3), m: zero, v: zero, t: 1 }, { ...hyper, epsilon: 1e-3 });
    // Outside: 1e-3 / (1e-3 + 1e-3) = 1/2 of eta; inside it would be 1e-3 / sqrt(1e-6 + 1e-3) = 0.03 of eta.
    expectNumbers(w, -0.05, { what: 'w', when: 'with g = epsilon = 1e-3', hint: 'Is epsilon added to the root, not under it?' });
  });

  test('the given tensors stay as they are', async () => {
    const given = { w: tf.tensor1d([1, 2]), g: tf.tensor1d([3, 4]), m: tf.tensor1d([5, 6]), v: tf.tensor1d([7, 8]) };
    const { m } = await subject.adam({ ...given, t: 2 }, hyper);
    // 0.9 · 5 + 0.1 · 3 and 0.9 · 6 + 0.1 · 4
    expectNumbers(m, [4.8, 5.8], { what: 'm', when: 'from m = [5, 6] with g = [3, 4]' });
    const same = { when: 'after the call', hint: 'Make new tensors, and leave the given ones as they are.' };
    expectNumbers(given.w, [1, 2], { what: 'the given w', ...same });
    expectNumbers(given.g, [3, 4], { what: 'the given g', ...same });
    expectNumbers(given.m, [5, 6], { what: 'the given m', ...same });
    expectNumbers(given.v, [7, 8], { what: 'the given v', ...same });
  });
});

describe('7.2 balancedBeta2', () => {
  test('at the usual beta1', async () => {
    // (1 − 0.9)² = 0.01
    expectNumbers(await subject.balancedBeta2(0.9), 0.99, { what: 'beta2 for beta1 = 0.9', hint: 'After one step m = (1 - beta1) g and v = (1 - beta2) g².' });
  });

  test('without momentum, and with half of it', async () => {
    expectNumbers(await subject.balancedBeta2(0), 0, { what: 'beta2 for beta1 = 0', hint: 'Then m is the gradient itself, and so must the root of v be.' });
    expectNumbers(await subject.balancedBeta2(0.5), 0.75, { what: 'beta2 for beta1 = 0.5' });
  });

  test('the first uncorrected step is then eta', async () => {
    for (const beta1 of [0.1, 0.8, 0.97]) {
      const beta2: number = await subject.balancedBeta2(beta1);
      // Of a float32 beta2, near 1, the difference from 1 has four digits.
      expectNumbers((1 - beta1) / Math.sqrt(1 - beta2), 1, { what: `the first step in units of eta at beta1 = ${beta1} and your beta2 = ${beta2}`, tolerance: 1e-4 });
    }
  });
});

describe('7.3 valleySettings', () => {
  test('below 1e-5 after 400 steps', async () => {
    const hyper: Record<string, number> | undefined = await subject.valleySettings();
    const { losses } = descend(rosenbrock(), library, { start: [-1.2, 1], steps: 400, ...(hyper && { hyper }) });
    const loss = losses[400] ?? Infinity;
    if (!(loss < 1e-5)) throw new Error(`the loss after 400 steps at your setting: expected less than 1e-5, got ${loss.toPrecision(2)}`);
  });
});

describe('7.4 correctedAverage', () => {
  test('a constant series comes out as it went in', async () => {
    expectNumbers(await subject.correctedAverage([3, 3, 3, 3], 0.9), [3, 3, 3, 3], {
      what: 'the average of 3, 3, 3, 3', hint: 'Is the average that was already divided fed back into the recursion?',
    });
    // 0.1 · 1, divided by 1 − 0.9².
    expectNumbers(await subject.correctedAverage([0, 1], 0.9), [0, 0.1 / 0.19], { what: 'the average of 0, 1', hint: 'Another series is averaged.' });
  });

  test('the example of deck 004, with its slip repaired', async () => {
    // θ = 28, 22.824 and β = 0.98: v₂ = 0.0196 · 28 + 0.02 · 22.824 = 1.00528, divided by 1 − 0.98² = 0.0396.
    expectNumbers(await subject.correctedAverage([28, 22.824], 0.98), [28, 1.00528 / 0.0396], { what: 'the average of 28, 22.824 at beta = 0.98' });
  });

  test('a long series stays within the range of its values', async () => {
    const values = Array.from({ length: 400 }, (_, i) => 5 + (i % 3));
    const averages = await subject.correctedAverage(values, 0.98);
    expect(averages.length, 'the number of averages, one for each value').toBe(400);
    // 0.98 · 0.02 · 5 + 0.02 · 6, divided by 1 − 0.98².
    expectNumbers(averages.slice(0, 2), [5, 0.218 / 0.0396], { what: 'the first two averages of 5, 6, …', when: 'at beta = 0.98' });
    expect(Math.min(...averages), 'the smallest average of values between 5 and 7').toBeGreaterThanOrEqual(5);
    expect(Math.max(...averages), 'the largest average of values between 5 and 7').toBeLessThanOrEqual(7);
  });
});
