import { describe, expect, test } from 'vitest';
import {
  constant, cosine, cosineBounce, cyclic, exponential, inverseTime, linear, multiStep, noam, oneCycle, oneCycleLinear, plateau, polynomial, polynomialCycle,
  sequential, step, sutskever, warmRestarts, warmUp,
} from '../../lib/src/schedules';
import { close, first } from './values';

describe('sequences that torch 2.13 printed', () => {
  test('ExponentialLR(0.01, 0.9); after 20 steps 0.0012157665', () => {
    const rate = exponential({ start: 0.01, factor: 0.9 });
    expect(first(6, rate)).toEqual(close([0.01, 0.009, 0.0081, 0.00729, 0.006561, 0.0059049], 15));
    expect(rate(21)).toBeCloseTo(0.0012157665, 10);
  });

  test('StepLR(1, 3, 0.1)', () => {
    expect(first(8, step({ start: 1, every: 3, factor: 0.1 }))).toEqual(close([1, 1, 1, 0.1, 0.1, 0.1, 0.01, 0.01], 15));
  });

  test('MultiStepLR(1, [2, 5], 0.1) drops at the milestone', () => {
    expect(first(6, multiStep({ start: 1, milestones: [2, 5] }))).toEqual(close([1, 1, 0.1, 0.1, 0.1, 0.01], 15));
  });

  test('ConstantLR(0.9, 1/3, 4)', () => {
    expect(first(5, constant({ value: 0.9, factor: 1 / 3, steps: 4 }))).toEqual(close([0.3, 0.3, 0.3, 0.3, 0.9], 15));
  });

  test('LinearLR(0.9, 1/3 to 1, 5)', () => {
    expect(first(6, linear({ start: 0.3, end: 0.9, steps: 5 }))).toEqual(close([0.3, 0.42, 0.54, 0.66, 0.78, 0.9], 15));
  });

  test('PolynomialLR(1, 4, power 2)', () => {
    expect(first(6, polynomial({ start: 1, steps: 4, power: 2 }))).toEqual([1, 0.5625, 0.25, 0.0625, 0, 0]);
  });

  test('CosineAnnealingLR(0.5, T_max 5) bounces (pytorch #40971); optax and Keras stay at 0', () => {
    const down = [0.5, 0.45225425, 0.32725425, 0.17274575, 0.04774575, 0];
    expect(first(8, cosineBounce({ start: 0.5, steps: 5 }))).toEqual(close([...down, 0.04774575, 0.17274575], 8));
    expect(first(8, cosine({ start: 0.5, steps: 5 }))).toEqual(close([...down, 0, 0], 8));
  });

  test('CosineAnnealingWarmRestarts(1, T_0 4, T_mult 2)', () => {
    const expected = [1, 0.85355339, 0.5, 0.14644661, 1, 0.96193977, 0.85355339, 0.69134172, 0.5, 0.30865828, 0.14644661, 0.03806023, 1];
    expect(first(13, warmRestarts({ start: 1, steps: 4, growth: 2 }))).toEqual(close(expected, 8));
  });

  test('OneCycleLR(max 1, 10 steps), cosine and linear', () => {
    const cos = [0.04, 0.52, 1, 0.95048463, 0.81174565, 0.61126202, 0.38874198, 0.18825835, 0.04951937, 4e-6];
    expect(first(10, oneCycle({ peak: 1, steps: 10 }))).toEqual(close(cos, 8));
    const straight = oneCycleLinear({ peak: 1, steps: 10 });
    expect(first(6, straight)).toEqual(close([0.04, 0.52, 1, 0.85714343, 0.71428686, 0.57143029], 8));
    expect(straight(10)).toBeCloseTo(4e-6, 12);
  });

  test('CyclicLR(0.1 to 1, 4 up)', () => {
    expect(first(9, cyclic({ start: 0.1, peak: 1, up: 4 }))).toEqual(close([0.1, 0.325, 0.55, 0.775, 1, 0.775, 0.55, 0.325, 0.1], 15));
  });

  test('ReduceLROnPlateau(1, 0.5, patience 2) on 1, 0.9 seven times, 0.8', () => {
    const rate = plateau({ start: 1, factor: 0.5, patience: 2 });
    expect([1, ...new Array<number>(7).fill(0.9), 0.8].map(metric => rate.report(metric))).toEqual([1, 1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25]);
  });
});

describe('what the tests of optax expect', () => {
  test('piecewise_constant(0.1, {3: 2, 6: 0.5})', () => {
    const rate = sequential({ schedules: [0.1, 0.2, 0.1].map(value => constant({ value })), milestones: [3, 6] });
    expect(first(10, rate)).toEqual([0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.1]);
  });

  test('piecewise linear (200, {5: 1.5, 10: 0.25})', () => {
    const rate = sequential({ schedules: [linear({ start: 200, end: 300, steps: 5 }), linear({ start: 300, end: 75, steps: 5 })], milestones: [5] });
    expect(first(12, rate)).toEqual(close([200, 220, 240, 260, 280, 300, 255, 210, 165, 120, 75, 75], 10));
  });

  test('piecewise cosine (400, {3: 0.6, 5: 1.2, 7: 1})', () => {
    const schedules = [cosine({ start: 400, end: 240, steps: 3 }), cosine({ start: 240, end: 288, steps: 2 }), constant({ value: 288 })];
    expect(first(7, sequential({ schedules, milestones: [3, 5] }))).toEqual(close([400, 360, 280, 240, 264, 288, 288], 10));
  });

  test('linear_onecycle(10, 1000, 0.3, 0.7, 10, 100) as three lines', () => {
    const schedules = [[100, 1000, 3], [1000, 100, 4], [100, 1, 3]].map(([start = 0, end = 0, steps = 0]) => linear({ start, end, steps }));
    expect(first(12, sequential({ schedules, milestones: [3, 7] }))).toEqual(close([100, 400, 700, 1000, 775, 550, 325, 100, 67, 34, 1, 1], 10));
  });

  test('cosine_onecycle(5, 1000, 0.4, 10, 100) as two half cosines', () => {
    const schedules = [cosine({ start: 100, end: 1000, steps: 2 }), cosine({ start: 1000, end: 1, steps: 3 })];
    expect(first(6, sequential({ schedules, milestones: [2] }))).toEqual(close([100, 550, 1000, 750.25, 250.75, 1], 10));
  });

  test('cosine_decay(0.1, 100, exponent 2) at counts 0, 10, 50, 75, 100', () => {
    const rate = cosine({ start: 0.1, steps: 100, power: 2 });
    // optax computes in float32, which carries eight digits behind the point here.
    expect([0, 10, 50, 75, 100].map(count => rate(count + 1))).toEqual(close([0.1, 0.0951655358, 0.025, 0.00214466127, 0], 8));
  });
});

describe('what the tests of Keras expect', () => {
  test('ExponentialDecay(0.05, 10, 0.96) at iteration 5, and with staircase (0.1, 3, 0.96) at 100', () => {
    expect(exponential({ start: 0.05, factor: 0.96, every: 10 })(6)).toBeCloseTo(0.05 * 0.96 ** 0.5, 15);
    expect(step({ start: 0.1, factor: 0.96, every: 3 })(101)).toBeCloseTo(0.1 * 0.96 ** 33, 15);
  });

  test('InverseTimeDecay(0.1, 10 steps, 0.96) at iteration 3: 0.1 / (1 + 0.96 · 3/10)', () => {
    expect(inverseTime({ start: 0.1, decay: 0.96, every: 10 })(4)).toBeCloseTo(0.1 / 1.288, 15);
  });

  test('PolynomialDecay with cycle half way into its second round: a quarter of the way above the end', () => {
    // Keras: 0.05 to 0.001 in 10 steps; iteration 15 lies at 15/20 of the moved end.
    expect(polynomialCycle({ start: 0.05, end: 0.001, steps: 10 })(16)).toBeCloseTo((0.05 - 0.001) * 0.25 + 0.001, 15);
    expect(first(11, polynomialCycle({ start: 0.05, end: 0.001, steps: 10 }))).toEqual(first(11, polynomial({ start: 0.05, end: 0.001, steps: 10 })));
  });

  test('PiecewiseConstantDecay keeps the old value one step longer: its boundary b is our milestone b + 1', () => {
    const keras = (boundary: number): ((t: number) => number) =>
      sequential({ schedules: [constant({ value: 1 }), constant({ value: 0.1 })], milestones: [boundary + 1] });
    // Keras: iterations 0…boundary have the first value.
    expect(first(5, keras(2))).toEqual([1, 1, 1, 0.1, 0.1]);
  });
});

describe('analytic facts', () => {
  test('Sutskever 2013, eq. 5: the momentum at steps 250, 500, …, and where it reaches its largest value', () => {
    const mu = sutskever({ peak: 0.999 });
    const expected: ReadonlyArray<[t: number, value: number]> = [
      [1, 0.5], [249, 0.5], [250, 0.75], [500, 0.833333], [750, 0.875], [1000, 0.9], [2500, 0.954545], [10_000, 0.987805],
    ];
    expect(expected.map(([t]) => mu(t))).toEqual(close(expected.map(([, value]) => value), 6));
    const paper = (t: number): number => Math.min(1 - 2 ** (-1 - Math.log2(Math.floor(t / 250) + 1)), 0.999);
    for (const t of [1, 333, 4999, 60_000]) expect(mu(t)).toBeCloseTo(paper(t), 14);
    expect([sutskever()(12_249) < 0.99, sutskever()(12_250)]).toEqual([true, 0.99]);
    expect([mu(124_749) < 0.999, mu(124_750)]).toEqual([true, 0.999]);
  });

  test('Noam: the two branches meet at the last step of the warm-up, where the rate is 1/√(width · steps)', () => {
    const rate = noam({ width: 512 });
    expect(rate(4000)).toBeCloseTo(1 / Math.sqrt(512 * 4000), 15);
    expect(rate(3999)).toBeLessThan(rate(4000));
    expect(rate(4001)).toBeLessThan(rate(4000));
    expect(rate(2000)).toBeCloseTo(rate(4000) / 2, 15);
    expect(rate(16_000)).toBeCloseTo(rate(4000) / 2, 15);
  });

  test('Robbins and Monro: the inverse-time rates sum like a logarithm, their squares to a finite number', () => {
    const rates = first(100_000, inverseTime({ start: 1, decay: 1 }));
    // The harmonic numbers are ln n + 0.5772… + 1/(2n); the squares sum to π²/6 less about 1/n.
    expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(Math.log(1e5) + 0.5772156649015329 + 0.5e-5, 9);
    expect(rates.reduce((sum, rate) => sum + rate ** 2, 0)).toBeCloseTo(Math.PI ** 2 / 6 - 1e-5, 9);
  });

  test('a cosine takes as long above the middle as below it: its mean is the middle', () => {
    const steps = 50;
    const values = first(steps + 1, cosine({ start: 0.3, end: 0.1, steps }));
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.2, 14);
  });

  test('warm-up: the first step has 1/T of the peak, the last one all of it, and what follows begins at its own step 1', () => {
    const rate = warmUp({ steps: 4, after: exponential({ start: 0.8, factor: 0.5 }) });
    expect(first(7, rate)).toEqual(close([0.2, 0.4, 0.6, 0.8, 0.8, 0.4, 0.2], 15));
  });

  test('SGDR: each cycle is longer by its factor and starts lower by its own', () => {
    const rate = warmRestarts({ start: 1, steps: 3, growth: 2, shrink: 0.5, end: 0.1 });
    // Cycles begin after 0, 3, 9, 21, 45 steps.
    expect([1, 4, 10, 22, 46].map(rate)).toEqual(close([1, 0.55, 0.325, 0.2125, 0.15625], 14));
    expect([3, 9, 21].map(taken => rate(taken) < rate(taken + 1))).toEqual([true, true, true]);
  });

  test('restarts come at the right step however long the training, for growths that binary fractions cannot hold', () => {
    for (const growth of [1.1, 1.5, 3]) {
      const rate = warmRestarts({ start: 1, steps: 10, growth });
      let begin = 0;
      for (let i = 0; i < 30; i++) {
        expect(rate(begin * (1 + 1e-12) + 1)).toBeCloseTo(1, 6);
        begin += 10 * growth ** i;
        expect(rate(begin * (1 - 1e-9) + 1)).toBeLessThan(1e-6);
      }
    }
  });
});
