import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { ema, emaInPlace, emaMemory, emaUncorrected, sma, wma } from '../../lib/src/averages';
import { seededRandom } from '../../lib/src/datasets/random';
import { runTensors } from '../../lib/src/formula/tensors';

const close = (values: readonly number[], digits: number): unknown[] => values.map(value => expect.closeTo(value, digits));
const random = seededRandom(7);
const series = Array.from({ length: 200 }, () => random.normal() * 3 + 10);

describe('by hand', () => {
  test('sma: the mean of the last three, of all while there are fewer', () => {
    expect(sma.over([3, 6, 9, 0, 0], { window: 3 })).toEqual([3, 4.5, 6, 5, 3]);
  });

  test('wma: the newest weight is the last one; the newest weights serve while samples are few', () => {
    // 5; (1·5 + 3·1)/4; (2·5 + 1·1 + 3·7)/6; (2·1 + 1·7 + 3·3)/6
    expect(wma.over([5, 1, 7, 3], { weights: [2, 1, 3] })).toEqual(close([5, 2, 32 / 6, 3], 14));
  });

  test('the optax test: 0.9 on 5 and 7 gives 0.5 and 1.15, corrected 5 and 6.0526', () => {
    expect(emaUncorrected.over([5, 7], { beta: 0.9 })).toEqual(close([0.5, 1.15], 15));
    expect(ema.over([5, 7], { beta: 0.9 })).toEqual(close([5, 6.0526], 4));
  });

  test('deck 004\'s example put right (E08): 28 and 22.824 at β = 0.98 give 0.56, 1.00528, corrected 28 and 25.3858…', () => {
    expect(emaUncorrected.over([28, 22.824], { beta: 0.98 })).toEqual(close([0.56, 1.00528], 14));
    const corrected = ema.over([28, 22.824], { beta: 0.98 });
    expect(corrected).toEqual(close([28, 1.00528 / 0.0396], 10));
    expect(corrected[1]).toBeCloseTo(25.386, 3);
    // The deck's 13 lies outside of the samples, which no average may.
    expect(corrected.every(value => value >= 22.824 && value <= 28)).toBe(true);
  });

  test('unrolled as the deck does: weights (1 − β)βʲ, which sum to 1 − βᵗ', () => {
    const beta = 0.9;
    const last = emaUncorrected.over(series.slice(0, 100), { beta })[99] as number;
    expect(last).toBeCloseTo(series.slice(0, 100).reduce((sum, theta, i) => sum + (1 - beta) * beta ** (99 - i) * theta, 0), 12);
    expect(emaUncorrected.over(new Array<number>(100).fill(1), { beta })[99]).toBeCloseTo(1 - beta ** 100, 14);
  });

  test('E07, corrected in place: of a constant 1 it makes 1, 5.263, 17.85, 47.0, … 3945 at t = 21; the right way keeps the 1', () => {
    const ones = new Array<number>(400).fill(1);
    const wrong = emaInPlace.over(ones, { beta: 0.9 });
    expect(wrong.slice(0, 3)).toEqual(close([1, 5.263, 17.85], 2));
    expect(wrong[3]).toBeCloseTo(47.0, 1);
    expect(Math.max(...wrong)).toBe(wrong[20]);
    expect(Math.round(wrong[20] as number)).toBe(3945);
    const wild = emaInPlace.over(ones, { beta: 0.98 });
    expect(wild.indexOf(Math.max(...wild))).toBe(192);
    expect(Math.max(...wild) / 2.0e30).toBeCloseTo(1, 1);
    expect(emaInPlace.over(ones, { beta: 0.999 }).indexOf(Infinity)).toBe(328);
    for (const beta of [0.9, 0.98, 0.999]) expect(ema.over(ones, { beta })).toEqual(close(ones, 12));
  });

  test('E53, three notions of a window', () => {
    const expected: ReadonlyArray<[beta: number, time: number, within: number, half: number, noise: number]> = [
      [0.9, 10, 0.651, 6.58, 19], [0.98, 50, 0.636, 34.31, 99], [0.5, 2, 0.75, 1, 3],
    ];
    for (const [beta, time, within, half, noise] of expected) {
      const memory = emaMemory(beta);
      expect([memory.timeConstant, memory.equalNoiseWindow]).toEqual(close([time, noise], 10));
      expect(memory.weightWithin).toBeCloseTo(within, 3);
      expect(memory.halfLife).toBeCloseTo(half, 2);
      // Independent of the formulas: what the weights (1 − β)βʲ say themselves.
      const weights = Array.from({ length: 5000 }, (_, j) => (1 - beta) * beta ** j);
      expect(memory.lag).toBeCloseTo(weights.reduce((sum, weight, j) => sum + weight * j, 0), 9);
      expect(memory.noise).toBeCloseTo(weights.reduce((sum, weight) => sum + weight ** 2, 0), 9);
      expect(memory.weightWithin).toBeCloseTo(weights.slice(0, Math.round(time)).reduce((sum, weight) => sum + weight, 0), 9);
    }
    expect(emaMemory(0)).toEqual({ timeConstant: 1, weightWithin: 1, halfLife: 0, equalNoiseWindow: 1, lag: 0, noise: 1 });
  });
});

const kinds = [
  ['sma', () => sma({ window: 7 }), () => sma.over(series, { window: 7 })],
  ['wma', () => wma({ weights: [1, 0, 2, 5] }), () => wma.over(series, { weights: [1, 0, 2, 5] })],
  ['ema', () => ema(), () => ema.over(series)],
  ['emaUncorrected', () => emaUncorrected({ beta: 0.5 }), () => emaUncorrected.over(series, { beta: 0.5 })],
] as const;

describe.each(kinds)('%s', (name, make, over) => {
  test('one by one it says what it says over the series, and again after a reset', () => {
    const running = make();
    expect([running.value, running.count]).toEqual([undefined, 0]);
    expect(series.map(sample => running.add(sample))).toEqual(over());
    expect([running.value, running.count]).toEqual([over()[199], 200]);
    running.reset();
    expect([running.value, running.count]).toEqual([undefined, 0]);
    expect(series.map(sample => running.add(sample))).toEqual(over());
  });

  test('two of them share nothing', () => {
    const [one, other] = [make(), make()];
    one.add(1e6);
    expect(other.add(1)).toBe(make().add(1));
  });

  test('names a sample that is not a number by its place', () => {
    const running = make();
    running.add(1);
    expect(() => running.add(NaN)).toThrow(`${name}: sample 2 must be a finite number, got NaN`);
    expect(() => running.add('3' as never)).toThrow(`${name}: sample 2 must be a finite number, got 3`);
    // The bad sample has left no trace.
    expect([running.count, running.value]).toEqual([1, make().add(1)]);
  });
});

describe('relations', () => {
  test('a true average stays within the samples it has seen', () => {
    for (const values of [sma.over(series, { window: 5 }), wma.over(series, { weights: [1, 2, 3] }), ema.over(series, { beta: 0.98 })]) {
      values.forEach((value, i) => {
        const seen = series.slice(0, i + 1);
        // One rounding of a value near 10 is 2e-15.
        expect(value).toBeGreaterThanOrEqual(Math.min(...seen) - 1e-13);
        expect(value).toBeLessThanOrEqual(Math.max(...seen) + 1e-13);
      });
    }
  });

  test('equal weights are the simple average; weights βʲ over the whole series are the corrected exponential one', () => {
    expect(wma.over(series, { weights: [2, 2, 2, 2] })).toEqual(close(sma.over(series, { window: 4 }), 12));
    const weights = series.map((_, i) => 0.9 ** (series.length - 1 - i));
    expect(wma.over(series, { weights })).toEqual(close(ema.over(series, { beta: 0.9 }), 11));
  });

  test('the correct recursion of the corrected average: it moves by (1 − β)/(1 − βᵗ) of the way to the sample', () => {
    const beta = 0.9;
    let vhat = 0;
    const recursion = series.map((theta, i) => (vhat += ((1 - beta) / (1 - beta ** (i + 1))) * (theta - vhat)));
    expect(ema.over(series, { beta })).toEqual(close(recursion, 11));
  });

  test('of a steady rise the simple average lags (T − 1)/2 samples, the exponential one β/(1 − β)', () => {
    const rise = Array.from({ length: 600 }, (_, i) => i);
    expect(599 - (sma.over(rise, { window: 9 })[599] as number)).toBeCloseTo(4, 10);
    expect(599 - (ema.over(rise, { beta: 0.9 })[599] as number)).toBeCloseTo(9, 10);
  });

  test('β = 0 gives the samples themselves', () => {
    expect(ema.over(series, { beta: 0 })).toEqual(series);
  });
});

test('the tensor reading averages weights of any shape, as tf.movingAverage does, and leaves no tensor behind', () => {
  const before = tf.memory().numTensors;
  const beta = 0.9;
  const samples: tf.Tensor[] = [0, 1, 2].map(i => tf.tensor2d(series.slice(4 * i, 4 * i + 4), [2, 2]));
  let v: tf.Tensor = tf.zeros([2, 2]);
  let reference: tf.Tensor = tf.zeros([2, 2]);
  samples.forEach((theta, i) => {
    const t = i + 1;
    const next = tf.tidy(() => {
      const result = runTensors(ema.program, { theta, v, beta, t });
      return { v: result['v'] as tf.Tensor, vhat: result['vhat'] as tf.Tensor, reference: tf.movingAverage(reference, theta, beta, t, true) };
    });
    // float32 carries seven digits of values near 10.
    expect(Array.from(next.vhat.dataSync())).toEqual(close(Array.from(next.reference.dataSync()), 4));
    tf.dispose([v, reference, next.vhat]);
    ({ v, reference } = next);
  });
  tf.dispose([v, reference, ...samples]);
  expect(tf.memory().numTensors).toBe(before);
});

test('the formulas, for a slide', () => {
  expect(ema.latex()).toBe(
    '\\begin{aligned}\nv_t &= \\beta \\, v_{t-1} + \\left( 1 - \\beta \\right) \\, \\theta_t \\\\\n\\hat v_t &= \\frac{v_t}{1 - \\beta^{t}}\n\\end{aligned}',
  );
  expect(sma.latex()).toBe('v_t = \\frac{\\sum \\left( \\theta_i \\right)}{T}');
  expect(wma.latex()).toBe('v_t = \\frac{\\sum \\left( w_i \\, \\theta_i \\right)}{\\sum \\left( w_i \\right)}');
});

const slips: ReadonlyArray<[message: string, slip: () => unknown]> = [
  ['sma: window must be a whole number from 1 on, got 0', () => sma({ window: 0 })],
  ['sma: window must be a whole number from 1 on, got 2.5', () => sma({ window: 2.5 })],
  ['wma: weights must be numbers from 0 on, the last above 0, got []', () => wma({ weights: [] })],
  ['wma: weights must be numbers from 0 on, the last above 0, got [1,-1,1]', () => wma({ weights: [1, -1, 1] })],
  ['wma: weights must be numbers from 0 on, the last above 0, got [1,0]', () => wma({ weights: [1, 0] })],
  ['ema: beta must be in [0, 1), got 1', () => ema({ beta: 1 })],
  ['emaInPlace: beta must be in [0, 1), got NaN', () => emaInPlace({ beta: NaN })],
  ['emaMemory: beta must be in [0, 1), got 1', () => emaMemory(1)],
];

test.each(slips)('%s', (message, slip) => expect(slip).toThrow(message));
