import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../lib/src/datasets/random';
import * as o from '../../lib/src/optimizers';
import { trace, type HyperOptions, type Method } from '../../lib/src/optimizers';
import { reddi } from '../../lib/src/surfaces';

/** How far each step goes downhill under gradients that are given, in one weight that starts at `from`. */
function steps(method: Method, hyper: HyperOptions<string>, gradient: (t: number) => number, count: number, from = 0): number[] {
  const path = [from, ...trace(method, { start: [from], gradient: (_, t) => [gradient(t)], steps: count, hyper }).map(({ w }) => w[0] as number)];
  return path.slice(1).map((w, i) => (path[i] as number) - w);
}
const always = (g: number) => (): number => g;
const one = { eta: 1, epsilon: 0 };

describe('the first step, worked by hand, in units of η', () => {
  const [mu1, mu2] = [1, 2].map(t => 0.9 * (1 - 0.96 ** (0.004 * t) / 2)) as [number, number];
  const first: ReadonlyArray<readonly [what: string, Method, HyperOptions<string>, length: number]> = [
    ['gradient descent, as long as the gradient', o.gradientDescent, { eta: 1 }, 5],
    ['the average of momentum, a tenth of it', o.momentumAverage, { eta: 1 }, 0.5],
    ['AdaGrad', o.adagrad, one, 1],
    ['AdaGrad from δ: g/√(δ + g²)', o.adagradInside, { ...one, delta: 0.1 }, 5 / Math.sqrt(25.1)],
    ['RMSProp, 1/√(1 − β)', o.rmsprop, { ...one, beta: 0.9 }, Math.sqrt(10)],
    ['RMSProp with torch\'s decay', o.rmsprop, { ...one, beta: 0.99 }, 10],
    ['centred, 1/√(β(1 − β))', o.rmspropCentered, { ...one, beta: 0.9 }, 1 / 0.3],
    ['AdaDelta, g√ε/√((1 − ρ)g² + ε)', o.adadelta, { rho: 0.95 }, 5e-3 / Math.sqrt(0.05 * 25 + 1e-6)],
    ['Adam', o.adam, one, 1],
    ['Adam with ε, g/(g + ε)', o.adam, { eta: 1, epsilon: 0.5 }, 5 / 5.5],
    ['ε̂ acts like ε/√(1 − β₂)', o.adamHat, { eta: 1, epsilon: 1e-2 }, 5 / (5 + 1e-2 / Math.sqrt(1e-3))],
    ['without correction, (1 − β₁)/√(1 − β₂)', o.adamUncorrected, one, Math.sqrt(10)],
    ['AMSGrad', o.amsgrad, one, 1],
    ['AdaMax', o.adamax, one, 1],
    ['AdaMax without ε', o.adamaxPaper, { eta: 1 }, 1],
    ['Nadam, μ₂(1 − β₁)/(1 − μ₁μ₂) + 1', o.nadam, one, (mu2 * 0.1) / (1 - mu1 * mu2) + 1],
    ['Nadam with constant μ, 1 + β₁/(1 + β₁)', o.nadamConstant, one, 1 + 0.9 / 1.9],
    ['Nadam with one correction, 1 + β₁', o.nadamSimple, one, 1.9],
    ['AdaBelief, 1/β₁', o.adabelief, one, 1 / 0.9],
    ['AdaBelief without correction, (1 − β₁)/(β₁√(1 − β₂))', o.adabeliefUncorrected, one, Math.sqrt(10) / 0.9],
    ['Yogi from δ = 0', o.yogi, { ...one, delta: 0 }, Math.sqrt(10)],
    ['RAdam, a plain step', o.radam, one, 5],
    ['Lion', o.lion, { eta: 1 }, 1],
    ['Rprop', o.rprop, { eta: 1 }, 1],
    ['NovoGrad', o.novograd, one, 1],
    ['schedule-free AdamW', o.scheduleFreeAdamw, one, 1],
    ['schedule-free with the start in the average, half a step', o.scheduleFreePaper, { eta: 1 }, 2.5],
  ];

  test.each(first)('%s', (_, method, hyper, length) => expect(steps(method, hyper, always(5), 1)[0]).toBeCloseTo(length, 10));
});

describe('under a constant gradient', () => {
  const at = (method: Method, times: readonly number[], hyper: HyperOptions<string> = one, g = 1): number[] => {
    const lengths = steps(method, hyper, always(g), Math.max(...times));
    return times.map(t => lengths[t - 1] as number);
  };
  const close = (values: readonly number[], digits: number): unknown[] => values.map(value => expect.closeTo(value, digits));

  test('every step of Adam, AMSGrad and AdaMax is η', () => {
    for (const method of [o.adam, o.amsgrad, o.adamax]) expect(at(method, [1, 2, 10, 500], one, 7)).toEqual(close([1, 1, 1, 1], 10));
  });

  test('momentum\'s steps grow to ηg/(1 − γ), and roll out as γᵗ when the gradient stops', () => {
    expect(at(o.momentum, [400], { eta: 0.1, gamma: 0.9 }, 3)).toEqual(close([3], 10));
    const rolling = steps(o.momentum, { eta: 0.1, gamma: 0.9 }, t => (t === 1 ? 3 : 0), 3);
    expect(rolling).toEqual(close([0.3, 0.27, 0.243], 12));
  });

  test('AdaGrad\'s steps are η/√t, RMSProp\'s fall to η, NovoGrad\'s grow to η/(1 − β₁), Rprop\'s by 1.2 up to 50', () => {
    expect(at(o.adagrad, [1, 4, 100], one, 7)).toEqual(close([1, 1 / 2, 1 / 10], 10));
    expect(at(o.rmsprop, [1, 300], one, 7)).toEqual(close([Math.sqrt(10), 1], 10));
    expect(at(o.novograd, [700], one, 7)).toEqual(close([20], 10));
    expect(at(o.rprop, [1, 2, 3, 200], { eta: 1 }, 7)).toEqual(close([1, 1.2, 1.44, 50], 10));
  });

  test('the squares of AdaDelta\'s steps grow by (1 − ρ)ε a step, once the average of the squared gradients has settled', () => {
    const [one, other] = at(o.adadelta, [1000, 2000], { rho: 0.9, epsilon: 1e-6 }) as [number, number];
    // ε under the root of the gradients takes a millionth of D off the growth each step, here D = 2e-4 at most.
    expect((other ** 2 - one ** 2) / (1000 * 0.1 * 1e-6)).toBeCloseTo(1, 3);
  });

  test('centred RMSProp sees no spread and leaps: η/√(βᵗ(1 − βᵗ)), 194 η at step 100, in the end ηg/ε', () => {
    const law = (t: number): number => 1 / Math.sqrt(0.9 ** t * (1 - 0.9 ** t));
    // v − m² is the difference of two numbers near 1, good to 16 digits less the 5 that cancel by step 100.
    expect(at(o.rmspropCentered, [1, 10, 100])).toEqual([1, 10, 100].map(t => expect.closeTo(law(t), 6)));
    expect(law(100)).toBeCloseTo(194, 0);
    // All digits have cancelled by step 1000: what is left is a rounding of 1e-16, whose root is 1e-5 of an ε of 1e-3.
    expect(at(o.rmspropCentered, [1000], { eta: 1, epsilon: 1e-3 })).toEqual(close([1000], 0));
    expect(at(o.rmspropCenteredInside, [1000], { eta: 1, epsilon: 1e-6 })).toEqual(close([1000], 0));
  });

  test('Adam without correction: 3.16 η, 6.57 η at its peak in step 12, within 5 % of η at 2375, 1 % at 3925; 2 η on average (research E48)', () => {
    const lengths = steps(o.adamUncorrected, one, always(1), 4000);
    expect([1, 12, 100, 1000].map(t => lengths[t - 1])).toEqual(close([3.16, 6.57, 3.24, 1.26], 2));
    expect(lengths.indexOf(Math.max(...lengths)) + 1).toBe(12);
    expect([1.05, 1.01].map(bound => lengths.findIndex(length => length < bound) + 1)).toEqual([2375, 3925]);
    expect(lengths.slice(0, 1000).reduce((sum, length) => sum + length, 0) / 1000).toBeCloseTo(2, 2);
  });

  test('AdaBelief\'s steps grow without bound: 1.11, 1.64, 4.96, 20.0, 66.8, 2273 η (research E17)', () => {
    const lengths = at(o.adabelief, [1, 10, 100, 1000, 3000, 10_000], { eta: 1 });
    expect(lengths.slice(0, 3)).toEqual(close([1.11, 1.64, 4.96], 2));
    expect(lengths.slice(3, 5)).toEqual(close([20, 66.8], 1));
    expect(lengths[5]).toBeCloseTo(2273, 0);
  });

  test('Nadam dips to 0.73 η and comes back; Yogi peaks at 6.5 η in step 12 and settles at η', () => {
    const nadam = steps(o.nadam, one, always(4), 2000);
    expect([nadam[0], Math.min(...nadam), nadam[1999]]).toEqual([expect.closeTo(1.06, 2), expect.closeTo(0.73, 2), expect.closeTo(1, 3)]);
    const yogi = steps(o.yogi, { eta: 1 }, always(1), 1500);
    expect([yogi[0], yogi[11], yogi[1499]]).toEqual([expect.closeTo(3.1, 1), expect.closeTo(6.5, 1), expect.closeTo(1 / 1.001, 6)]);
    expect(yogi.indexOf(Math.max(...yogi))).toBe(11);
  });

  test('RAdam: five plain steps, then Adam\'s shortened by r, 0.0258 in step 6, 0.215 in step 100, 0.645 in step 1000 (worked out in Python)', () => {
    const lengths = at(o.radam, [1, 5, 6, 100, 1000], one, 7);
    expect(lengths.slice(0, 2)).toEqual(close([7, 7], 10));
    expect(lengths.slice(2)).toEqual(close([0.02582, 0.21534, 0.64533], 5));
  });
});

test('AdaMax keeps the largest faded gradient: u = max β₂^(t−i) |gᵢ|', () => {
  const random = seededRandom(11);
  const noise = Array.from({ length: 30 }, () => random.normal());
  const rows = trace(o.adamax, { start: [0], gradient: (_, t) => [noise[t - 1] as number], steps: 30, hyper: { beta2: 0.8, epsilon: 0 } });
  rows.forEach(({ t, values }) => {
    const closed = Math.max(...noise.slice(0, t).map((g, i) => 0.8 ** (t - 1 - i) * Math.abs(g)));
    expect((values['u'] as Float64Array)[0]).toBeCloseTo(closed, 12);
  });
});

test('decay apart from the gradient: a weight without one shrinks by ηλ, or by λ as the papers have it, and gathers no speed', () => {
  const left = (method: Method): number => 0.5 - steps(method, { eta: 0.1, lambda: 0.1 }, always(0), 2, 0.5).reduce((sum, step) => sum + step, 0);
  for (const method of [o.adamw, o.adamwInside, o.adabelief, o.amsgrad, o.lion]) expect(left(method)).toBeCloseTo(0.5 * 0.99 ** 2, 12);
  for (const method of [o.adamwPaper, o.sgdw]) expect(left(method)).toBeCloseTo(0.5 * 0.9 ** 2, 12);
});

test('on Reddi\'s counter-example AMSGrad goes to the best point, Adam to the worst', () => {
  const { gradient, best, worst, interval } = reddi();
  // The game keeps the weight inside by hand: the gradient there does not depend on the weight, so the path is that of free steps, cut.
  const end = (method: Method): number => {
    const free = steps(method, { eta: (t: number) => 0.1 / Math.sqrt(t), beta1: 0, beta2: 0.1, epsilon: 0 }, t => gradient(0, t), 9000);
    return free.reduce((x, step) => Math.min(Math.max(x - step, interval[0]), interval[1]), 0);
  };
  expect(end(o.adam)).toBeCloseTo(worst, 2);
  expect(end(o.amsgrad)).toBeCloseTo(best, 2);
});
