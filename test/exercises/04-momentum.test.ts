import { descend, expectNumbers, momentum as library, ravine, tf } from 'descent';
import { describe, test } from 'vitest';
import * as subject from '#work/04-momentum';

const hyper = { eta: 0.1, gamma: 0.9 };

/** Three weights and five gradients; the third weight sees no gradient until step 3. */
const start = [1, -2, 0.5];
const gradients = [[0.1, -0.2, 0], [0.3, 0.1, 0], [-0.4, 0.5, 0.01], [0.2, -0.1, 0], [0.1, 0.2, -0.02]];

/** Weights after steps 1 and 5, on which torch.optim.SGD, optax.sgd and Keras's SGD agree to 1e-15 in float64. */
const torch = { 1: [0.99, -1.98, 0.5], 5: [0.916279, -2.088988, 0.49929] };

async function run(steps: number) {
  let state = { w: tf.tensor1d(start) as tf.Tensor, V: tf.zeros([3]) as tf.Tensor };
  for (let t = 1; t <= steps; t++) {
    state = await subject.momentum({ ...state, g: tf.tensor1d(gradients[t - 1] as number[]), t }, hyper);
  }
  return state;
}

/** The velocities of a weight at 0 whose gradient is always 1, for these rates in turn. */
async function velocities(rates: readonly number[]): Promise<tf.Tensor[]> {
  let state = { w: tf.scalar(0) as tf.Tensor, V: tf.scalar(0) as tf.Tensor };
  const seen: tf.Tensor[] = [];
  for (const [index, eta] of rates.entries()) {
    state = await subject.momentum({ ...state, g: tf.scalar(1), t: index + 1 }, { eta, gamma: 0.9 });
    seen.push(state.V);
  }
  return seen;
}

describe('4.1 momentum', () => {
  test('the velocity after one step', async () => {
    const { V } = await run(1);
    expectNumbers(V, [0.01, -0.02, 0], {
      what: 'V', when: 'after step 1 with g = [0.1, -0.2, 0] and eta = 0.1',
      hint: 'V is the step that will be subtracted: the gradient enters it with a plus, times eta, and times nothing else.',
    });
  });

  test('the weights after one step', async () => {
    const { w } = await run(1);
    expectNumbers(w, torch[1], {
      what: 'w', when: 'after step 1', hint: 'The step goes against the gradient, and it is the new V: the old one is zero here.',
    });
  });

  test('a second step keeps a fraction gamma of the first', async () => {
    // 0.9 · 0.01 + 0.1 · 0.3, 0.9 · (−0.02) + 0.1 · 0.1
    const { V } = await run(2);
    expectNumbers(V, [0.039, -0.008, 0], {
      what: 'V', when: 'after step 2 with g = [0.3, 0.1, 0]', hint: 'Is it gamma that multiplies the old V, and is that old V the one you returned?',
    });
  });

  test('the weights after five steps, as torch, optax and Keras have them', async () => {
    const { w } = await run(5);
    expectNumbers(w, torch[5], { what: 'w', when: 'after step 5', hint: 'From step 2 on, the step is the new V: no eta or gamma is left to apply.' });
  });

  test('with a gradient that never changes the step grows tenfold', async () => {
    const [last] = (await velocities(Array<number>(200).fill(0.02))).slice(-1);
    // η / (1 − γ); what is missing after 200 steps is 0.9²⁰⁰ of it, 7e-10.
    expectNumbers(last, 0.2, {
      what: 'V', when: 'after 200 steps with g = 1, eta = 0.02, gamma = 0.9', hint: 'The sum 1 + γ + γ² + … is 10, and every term of it is times eta.',
    });
  });

  test('when the rate falls, the velocity keeps its old size', async () => {
    // 1, then 0.9 · 1 + 1, then 0.9 · 1.9 + 0.1 = 1.81. With the rate outside the sum it would be 0.271.
    const steps = await velocities([1, 1, 0.1, 0.1, 0.1]);
    expectNumbers(steps.map(step => step.dataSync()[0] as number), [1, 1.9, 1.81, 1.729, 1.6561], {
      what: 'the steps', when: 'with g = 1, gamma = 0.9 and eta falling from 1 to 0.1 at step 3', hint: 'eta belongs to the gradient, not to the whole sum.',
    });
  });

  test('the given tensors stay as they are', async () => {
    const given = { w: tf.tensor1d([1, 2]), g: tf.tensor1d([3, 4]), V: tf.tensor1d([5, 6]) };
    const { w } = await subject.momentum({ ...given, t: 2 }, hyper);
    // 1 − (0.9 · 5 + 0.1 · 3) and 2 − (0.9 · 6 + 0.1 · 4)
    expectNumbers(w, [-3.8, -3.8], { what: 'w', when: 'from w = [1, 2] with g = [3, 4] and V = [5, 6]' });
    const same = { when: 'after the call', hint: 'Make new tensors, and leave the given ones as they are.' };
    expectNumbers(given.w, [1, 2], { what: 'the given w', ...same });
    expectNumbers(given.g, [3, 4], { what: 'the given g', ...same });
    expectNumbers(given.V, [5, 6], { what: 'the given V', ...same });
  });
});

describe('4.2 averageSettings', () => {
  test('the usual settings', async () => {
    const { eta, beta } = await subject.averageSettings({ eta: 0.1, gamma: 0.9 });
    expectNumbers(beta, 0.9, { what: 'beta', when: 'for gamma = 0.9', hint: 'Both forms must forget equally fast.' });
    expectNumbers(eta, 1, { what: 'eta', when: 'for eta = 0.1, gamma = 0.9', hint: 'The average is 10 times smaller than the sum; who makes up for that?' });
  });

  test('without momentum both are gradient descent', async () => {
    const { eta, beta } = await subject.averageSettings({ eta: 0.3, gamma: 0 });
    expectNumbers([eta, beta], [0.3, 0], { what: 'eta and beta', when: 'for eta = 0.3, gamma = 0' });
  });

  test('the average form walks the path of the sum form', async () => {
    // Sum form, eta = 0.1, gamma = 0.5, g = 1, 3, −2, from 0: p = 1, 3.5, −0.25, so w = −0.1, −0.45, −0.425.
    const { eta, beta } = await subject.averageSettings({ eta: 0.1, gamma: 0.5 });
    let [w, m] = [0, 0];
    const path = [1, 3, -2].map(g => {
      m = beta * m + (1 - beta) * g;
      w -= eta * m;
      return w;
    });
    expectNumbers(path, [-0.1, -0.45, -0.425], {
      what: 'the path of the average form', when: 'with your settings for eta = 0.1, gamma = 0.5 and g = 1, 3, -2', hint: 'Which multiple of p is m?',
    });
  });
});

describe('4.3 ravineSettings', () => {
  test('below 1e-4 after 60 steps', async () => {
    const hyper: Record<string, number> | undefined = await subject.ravineSettings();
    const { losses } = descend(ravine({ kappa: 100 }), library, { start: [-10, 2], steps: 60, ...(hyper && { hyper }) });
    const loss = losses[60] ?? Infinity;
    if (!(loss < 1e-4)) throw new Error(`the loss after 60 steps at your setting: expected less than 1e-4, got ${loss.toPrecision(2)}`);
  });
});

describe('4.4 heavyBall', () => {
  async function roll(steps: number) {
    let state = { w: tf.tensor1d(start) as tf.Tensor, wprev: tf.tensor1d(start) as tf.Tensor };
    for (let t = 1; t <= steps; t++) state = await subject.heavyBall({ ...state, g: tf.tensor1d(gradients[t - 1] as number[]), t }, hyper);
    return state;
  }

  test('the first step is that of gradient descent', async () => {
    const { w, wprev } = await roll(1);
    expectNumbers(w, torch[1], { what: 'w', when: 'after step 1' });
    expectNumbers(wprev, start, { what: 'wprev', when: 'after step 1', hint: 'Where was the ball before this step?' });
  });

  test('after five steps it is where momentum is', async () => {
    // At a constant rate the two forms are one, so torch's weights are the heavy ball's.
    const { w } = await roll(5);
    expectNumbers(w, torch[5], { what: 'w', when: 'after step 5', hint: 'Is there ever a last move to keep?' });
  });

  test('with a gradient that never changes the steps grow tenfold', async () => {
    let state = { w: tf.scalar(0) as tf.Tensor, wprev: tf.scalar(0) as tf.Tensor };
    for (let t = 1; t <= 200; t++) state = await subject.heavyBall({ ...state, g: tf.scalar(1), t }, { eta: 0.02, gamma: 0.9 });
    // Float32 keeps seven digits of w, which is near −38 by now, so that its difference has five.
    expectNumbers(tf.sub(state.wprev, state.w), 0.2, { what: 'the step', when: 'after 200 steps with g = 1, eta = 0.02, gamma = 0.9', tolerance: 1e-4 });
  });

  test('the given tensors stay as they are', async () => {
    const given = { w: tf.tensor1d([1, 2]), g: tf.tensor1d([3, 4]), wprev: tf.tensor1d([5, 6]) };
    const { w } = await subject.heavyBall({ ...given, t: 2 }, hyper);
    // 1 − 0.1 · 3 + 0.9 · (1 − 5) and 2 − 0.1 · 4 + 0.9 · (2 − 6)
    expectNumbers(w, [-2.9, -2], { what: 'w', when: 'from w = [1, 2] with g = [3, 4] and wprev = [5, 6]' });
    const same = { when: 'after the call', hint: 'Make new tensors, and leave the given ones as they are.' };
    expectNumbers(given.w, [1, 2], { what: 'the given w', ...same });
    expectNumbers(given.g, [3, 4], { what: 'the given g', ...same });
    expectNumbers(given.wprev, [5, 6], { what: 'the given wprev', ...same });
  });
});
