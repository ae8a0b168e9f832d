import { descend, expectNumbers, gradientDescent as library, himmelblau, tf, type Regime } from 'descent';
import { describe, expect, test } from 'vitest';
import * as subject from '#work/01-gradient-descent';

async function step(w: tf.Tensor, g: tf.Tensor, { eta, t = 1 }: { eta: number; t?: number }): Promise<tf.Tensor> {
  return (await subject.gradientDescent({ w, g, t }, { eta })).w;
}

describe('1.1 gradientDescent', () => {
  test('one step from three weights', async () => {
    // 1 − 0.1 · 0.1, −2 + 0.1 · 0.2, and a weight without a gradient
    const w = await step(tf.tensor1d([1, -2, 0.5]), tf.tensor1d([0.1, -0.2, 0]), { eta: 0.1 });
    expectNumbers(w, [0.99, -1.98, 0.5], { what: 'w', when: 'from [1, -2, 0.5] with g = [0.1, -0.2, 0] and eta = 0.1', hint: 'Take eta * g off w.' });
  });

  test('five steps, as torch and optax have them', async () => {
    const gradients = [[0.1, -0.2, 0], [0.3, 0.1, 0], [-0.4, 0.5, 0.01], [0.2, -0.1, 0], [0.1, 0.2, -0.02]];
    let w: tf.Tensor = tf.tensor1d([1, -2, 0.5]);
    for (const [index, g] of gradients.entries()) w = await step(w, tf.tensor1d(g), { eta: 0.1, t: index + 1 });
    // Computed in float64 by torch.optim.SGD and optax.sgd.
    expectNumbers(w, [0.97, -2.05, 0.501], { what: 'w', when: 'after step 5', hint: 'Every step takes eta * g off w, whatever t is.' });
  });

  test('it goes down', async () => {
    // On w²/2 the gradient is w: 8, 4, 2 at eta = 1/2.
    let w: tf.Tensor = tf.scalar(8);
    for (let t = 1; t <= 2; t++) w = await step(w, w, { eta: 0.5, t });
    expectNumbers(w, 2, { what: 'w', when: 'after two steps from 8 on w²/2 with eta = 0.5', hint: 'Walk against the gradient: each of these steps halves w.' });
  });

  test('a matrix keeps its shape, and eta is the one that is given', async () => {
    const w = await step(tf.tensor2d([[1, 2], [3, 4]]), tf.tensor2d([[4, 3], [2, 1]]), { eta: 0.25 });
    expect(w.shape, 'the shape of the new w').toEqual([2, 2]);
    expectNumbers(w, [0, 1.25, 2.5, 3.75], { what: 'w', when: 'from [[1, 2], [3, 4]] with g = [[4, 3], [2, 1]] and eta = 0.25', hint: 'Each weight loses eta times its own gradient.' });
  });

  test('the given tensors stay as they are', async () => {
    const [w, g] = [tf.tensor1d([1, 2]), tf.tensor1d([3, 4])];
    const hint = 'Make new tensors, and leave the given ones as they are.';
    expectNumbers(await step(w, g, { eta: 0.1 }), [0.7, 1.6], { what: 'w', when: 'from [1, 2] with g = [3, 4] and eta = 0.1' });
    expectNumbers(w, [1, 2], { what: 'the given w', when: 'after the call', hint });
    expectNumbers(g, [3, 4], { what: 'the given g', when: 'after the call', hint });
  });
});

async function expectRegime(eta: number, curvature: number, wanted: Regime, reason: string): Promise<void> {
  const got: unknown = await subject.regime(eta, curvature);
  if (got !== wanted) throw new Error(`regime(${eta}, ${curvature}): expected '${wanted}', got '${String(got)}'. ${reason}`);
}

describe('1.2 regime', () => {
  test('slow: a rate below 1/λ', async () => {
    await expectRegime(0.1, 2, 'slow', 'A step multiplies w by 1 - 0.2 = 0.8.');
    await expectRegime(0.9, 1, 'slow', 'A step multiplies w by 1 - 0.9 = 0.1.');
    await expectRegime(1.5, 0.25, 'slow', 'A step multiplies w by 1 - 0.375: on a flat parabola a large rate is slow.');
    await expectRegime(0.5, 4.5, 'diverges', 'A step multiplies w by 1 - 2.25 = -1.25.');
  });

  test('one step: exactly 1/λ', async () => {
    await expectRegime(0.25, 4, 'one step', 'A step multiplies w by 1 - 1 = 0.');
    await expectRegime(8, 0.125, 'one step', 'A step multiplies w by 1 - 1 = 0.');
    await expectRegime(0.2, 4, 'slow', 'A step multiplies w by 1 - 0.8 = 0.2.');
  });

  test('overshoots: between 1/λ and 2/λ', async () => {
    await expectRegime(0.75, 2, 'overshoots', 'A step multiplies w by 1 - 1.5 = -0.5.');
    await expectRegime(0.0625, 30, 'overshoots', 'A step multiplies w by 1 - 1.875 = -0.875, which still shrinks.');
    await expectRegime(0.45, 2, 'slow', 'A step multiplies w by 1 - 0.9 = 0.1.');
  });

  test('oscillates: exactly 2/λ, where lecture 3 says it diverges', async () => {
    await expectRegime(0.5, 4, 'oscillates', 'A step multiplies w by 1 - 2 = -1, so w neither shrinks nor grows.');
    await expectRegime(2, 1, 'oscillates', 'A step multiplies w by 1 - 2 = -1, so w neither shrinks nor grows.');
    await expectRegime(0.4, 4, 'overshoots', 'A step multiplies w by 1 - 1.6 = -0.6.');
  });

  test('diverges: beyond 2/λ', async () => {
    await expectRegime(0.5, 4.5, 'diverges', 'A step multiplies w by 1 - 2.25 = -1.25.');
    await expectRegime(0.01, 1000, 'diverges', 'A step multiplies w by 1 - 10 = -9: a small rate is no safe one on a steep parabola.');
    await expectRegime(0.01, 100, 'one step', 'A step multiplies w by 1 - 1 = 0.');
  });
});

describe('1.3 bestRate', () => {
  test('on one parabola', async () => {
    expectNumbers(await subject.bestRate([3], [4]), 0.25, {
      what: 'the rate on a parabola of curvature 4', hint: 'With one weight, one step can reach the bottom: at 1/λ.',
    });
    expectNumbers(await subject.bestRate([-3], [4]), 0.25, {
      what: 'the rate on a parabola of curvature 4, from the other side', hint: 'A slope of -3 is as steep as one of 3.',
    });
  });

  test('in a ravine', async () => {
    // (1 + 9) / (1 · 1 + 10 · 9)
    expectNumbers(await subject.bestRate([1, 3], [1, 10]), 10 / 91, {
      what: 'the rate for slopes 1, 3 and curvatures 1, 10',
      hint: 'The step changes the loss by -η (g₁² + g₂²) + ½ η² (λ₁ g₁² + λ₂ g₂²).',
    });
  });

  test('a direction without a slope counts nothing', async () => {
    expectNumbers(await subject.bestRate([2, 0], [5, 100]), 0.2, {
      what: 'the rate for slopes 2, 0 and curvatures 5, 100', hint: 'Along the second weight this step does not move.',
    });
  });

  test('no rate near it leaves a lower loss', async () => {
    const [weights, curvatures] = [[2, -1, 0.5], [1, 3, 20]];
    const slopes = weights.map((w, i) => (curvatures[i] as number) * w);
    const oneAfter = (eta: number, i: number): number => ((curvatures[i] as number) * ((weights[i] as number) - eta * (slopes[i] as number)) ** 2) / 2;
    const after = (eta: number): number => weights.reduce((sum, _, i) => sum + oneAfter(eta, i), 0);
    const eta: number = await subject.bestRate(slopes, curvatures);
    const lowest = Math.min(...Array.from({ length: 2000 }, (_, k) => after((k + 1) / 5000)));
    // The best rate is no worse than any of these; 1e-9 is for rounding.
    if (!(after(eta) <= lowest + 1e-9)) {
      const found = `at your rate ${eta} the loss after the step is ${after(eta)}, and ${lowest.toPrecision(5)} is possible`;
      throw new Error(`three weights [${weights}] with curvatures [${curvatures}]: ${found}`);
    }
  });

  test('the given lists stay as they are', async () => {
    const [gradient, curvatures] = [[1, 3], [1, 10]];
    // (1 + 9) / (1 · 1 + 10 · 9)
    expectNumbers(await subject.bestRate(gradient, curvatures), 10 / 91, { what: 'the rate', when: 'for the gradient [1, 3] and the curvatures [1, 10]' });
    const same = { when: 'after the call', hint: 'Leave the given lists as they are.' };
    expectNumbers(gradient, [1, 3], { what: 'the given gradient', ...same });
    expectNumbers(curvatures, [1, 10], { what: 'the given curvatures', ...same });
  });
});

describe('1.4 twoValleys', () => {
  async function expectEnd(which: 'near' | 'far', [x, y]: readonly [number, number]): Promise<void> {
    const rates: { near: number; far: number } | undefined = await subject.twoValleys();
    const eta = rates?.[which];
    if (typeof eta !== 'number') throw new Error(`twoValleys: return an object { near: …, far: … } of two rates, got ${JSON.stringify(rates)}`);
    const { points, diverged } = descend(himmelblau(), library, { start: [0, -4], steps: 60, hyper: { eta } });
    const [endX, endY] = points[60] ?? [NaN, NaN];
    if (Math.hypot(endX - x, endY - y) < 0.1) return;
    throw new Error(`${which}: at your rate ${eta} the descent ${diverged ? 'diverges' : `ends at (${endX.toFixed(3)}, ${endY.toFixed(3)})`}, not near (${x}, ${y})`);
  }

  test('the near valley', () => expectEnd('near', [-3.779, -3.283]));

  test('the far valley', () => expectEnd('far', [-2.805, 3.131]));
});

const order = [7, 2, 9, 0, 4, 1, 8, 3, 6, 5];

async function expectBatches(given: readonly number[], batchSize: number, wanted: readonly number[][], hint: string): Promise<void> {
  const got: unknown = await subject.miniBatches([...given], batchSize);
  const [expected, found] = [JSON.stringify(wanted), JSON.stringify(got)];
  if (found !== expected) throw new Error(`miniBatches([${given.join(', ')}], ${batchSize}): expected ${expected}, got ${found}. ${hint}`);
}

describe('1.5 miniBatches', () => {
  test('ten examples in batches of three', async () => {
    await expectBatches(order, 3, [[7, 2, 9], [0, 4, 1], [8, 3, 6], [5]], 'Every example once, in the given order: what is left over is a batch, too.');
  });

  test('ten examples in batches of five: nothing is left over', async () => {
    await expectBatches(order, 5, [[7, 2, 9, 0, 4], [1, 8, 3, 6, 5]], 'No batch is empty.');
  });

  test('batch and stochastic gradient descent are its two ends', async () => {
    await expectBatches(order, 10, [order], 'Batch gradient descent: all in one.');
    await expectBatches(order, 1, [[7], [2], [9], [0], [4], [1], [8], [3], [6], [5]], 'Stochastic gradient descent: one each.');
  });

  test('a batch size beyond the number of examples', async () => {
    await expectBatches([2, 0, 1], 32, [[2, 0, 1]], 'Three examples are one short batch.');
    await expectBatches([2, 0, 1], 2, [[2, 0], [1]], 'The batch size is the one that is given.');
  });

  test('the digits: 1438 examples in batches of 32', async () => {
    const all = Array.from({ length: 1438 }, (_, index) => (index * 5) % 1438);
    const batches = await subject.miniBatches([...all], 32);
    // 44 · 32 = 1408, so 30 are left over
    expect(batches.length, 'the number of batches').toBe(45);
    expect(batches[44]?.length, 'the length of the last batch').toBe(30);
    expect(batches.flat().join() === all.join(), 'whether all batches in a row are the order that was given').toBe(true);
  });

  test('the order stays as it is', async () => {
    const given = [3, 1, 2, 4];
    const got = await subject.miniBatches(given, 3);
    expectNumbers(got.flat(), [3, 1, 2, 4], { what: 'all batches in a row', when: 'for the order 3, 1, 2, 4 and batchSize = 3' });
    expectNumbers(given, [3, 1, 2, 4], { what: 'the given order', when: 'after the call', hint: 'slice copies, splice takes away.' });
  });
});
