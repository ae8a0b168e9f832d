import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../lib/src/datasets';
import * as o from '../../lib/src/optimizers';
import { trace, type HyperOptions, type Method } from '../../lib/src/optimizers';
import { changedSeries, climb, seriesToStartFrom } from '../climb';
import { methods } from '../methods';

// Every sentence of the library that bounds a step is held here against a search for a longer one.

const one = { eta: 1, epsilon: 0 };

/** How far each step moves one weight, under gradients that are given. */
function lengths(method: Method, hyper: HyperOptions<string>, gradients: ArrayLike<number>, from = 0): number[] {
  const path = [from, ...trace(method, { start: [from], gradient: (_, t) => [gradients[t - 1] as number], steps: gradients.length, hyper }).map(({ w }) => w[0] as number)];
  return path.slice(1).map((w, k) => Math.abs(w - (path[k] as number)));
}

const steps = 16;

/** The longest step that a search finds among series of `steps` gradients, in units of η. A 0/0 of a silent weight at ε = 0 is no step. */
function longest(method: Method, hyper: HyperOptions<string>, seed = 3, tries = 300): number {
  const random = seededRandom(seed);
  const value = (series: readonly number[]): number => Math.max(...lengths(method, hyper, series).map(length => (Number.isFinite(length) ? length : 0)));
  return climb(seriesToStartFrom(steps, random), changedSeries, value, { random, tries });
}

/** What is left between a computed step and its bound: sums of 16 terms, each rounded to 2^-53 of itself. */
const rounding = 1 + 1e-9;

/** Adam's bound by Cauchy and Schwarz, without bias correction: (1 − β₁)/√(1 − β₂) √((1 − qᵗ)/(1 − q)), q = β₁²/β₂. */
function uncorrectedBound(t: number, beta1 = 0.9, beta2 = 0.999): number {
  const q = beta1 ** 2 / beta2;
  return ((1 - beta1) / Math.sqrt(1 - beta2)) * Math.sqrt(q === 1 ? t : (1 - q ** t) / (1 - q));
}

/** The same with the two corrections. */
function adamBound(t: number, beta1 = 0.9, beta2 = 0.999): number {
  return (uncorrectedBound(t, beta1, beta2) * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
}

/** Gradients that grow by β₂/β₁ a step. */
function growing(count: number, beta1 = 0.9, beta2 = 0.999): number[] {
  return Array.from({ length: count }, (_, k) => (beta2 / beta1) ** k);
}

describe('Adam: no step t is longer than its bound, which gradients that grow by β₂/β₁ reach', () => {
  const decays = [[0.9, 0.999], [0.9, 0.9], [0.5, 0.9], [0.95, 0.8], [0.1, 0.99]] as const;

  test.each(decays)('a search at β₁ = %d, β₂ = %d finds none, and comes close', (beta1, beta2) => {
    const hyper = { ...one, beta1, beta2 };
    // The bound rises with t, so that of the last step is the largest.
    const bounds = Array.from({ length: steps }, (_, k) => adamBound(k + 1, beta1, beta2));
    expect(bounds.every((bound, k) => k === 0 || bound >= (bounds[k - 1] as number) / rounding)).toBe(true);
    const bound = bounds[steps - 1] as number;
    const found = longest(o.adam, hyper);
    expect(found).toBeLessThanOrEqual(bound * rounding);
    expect(found).toBeGreaterThan(0.97 * bound);
    expect(lengths(o.adam, hyper, growing(steps, beta1, beta2)).at(-1)).toBeCloseTo(bound, 9);
  });

  test('at the defaults 7.27 η in the long run, 6.57 η by twelve equal gradients and 3.2 η by one after a long silence', () => {
    const limit = 0.1 / Math.sqrt(0.001 * (1 - 0.81 / 0.999));
    expect(limit).toBeCloseTo(7.27, 2);
    const silence = new Array<number>(10_000).fill(0);
    const tiny = { eta: 1, epsilon: 1e-30 };
    const after = (gradients: readonly number[]): number => Math.max(...lengths(o.adam, tiny, [...silence, ...gradients]));
    // 0.999^10000 is what is left of the correction, 5e-5.
    expect(after([1])).toBeCloseTo(0.1 / Math.sqrt(0.001), 3);
    expect(after(new Array<number>(30).fill(1))).toBeCloseTo(6.57, 2);
    expect(after(growing(100))).toBeCloseTo(limit, 3);
    expect(after(growing(100))).toBeLessThan(limit);
    expect(adamBound(1)).toBeCloseTo(1, 12);
  });

  test('with β₁ = β₂ the bound is η at every step, and with β₁² ≥ β₂ it has no end', () => {
    for (const t of [1, 5, 100]) expect(adamBound(t, 0.8, 0.8)).toBeCloseTo(1, 12);
    const reached = [50, 100, 200].map(count => lengths(o.adam, { ...one, beta1: 0.95, beta2: 0.85 }, growing(count, 0.95, 0.85)).at(-1) as number);
    expect(reached[1]).toBeGreaterThan(3 * (reached[0] as number));
    expect(reached[2]).toBeGreaterThan(3 * (reached[1] as number));
  });

  test.each<[string, Method, HyperOptions<string>]>([
    ['ε outside', o.adam, { eta: 1, epsilon: 1e-3 }],
    ['ε inside', o.adamInside, { eta: 1, epsilon: 1e-3 }],
    ['ε on the uncorrected root', o.adamHat, { eta: 1, epsilon: 1e-3 }],
    ['AMSGrad', o.amsgrad, one],
    ['AMSGrad, corrected', o.amsgradCorrected, one],
    ['AdamW without decay', o.adamw, { ...one, lambda: 0 }],
  ])('so it is for what only lengthens the denominator: %s', (_, method, hyper) => {
    expect(longest(method, hyper)).toBeLessThanOrEqual(adamBound(steps) * rounding);
  });

  test('without correction up to 7.27 η from the first steps on', () => {
    const found = longest(o.adamUncorrected, one);
    expect(found).toBeLessThanOrEqual(uncorrectedBound(steps) * rounding);
    expect(found).toBeGreaterThan(0.97 * uncorrectedBound(steps));
    expect(uncorrectedBound(1e6)).toBeCloseTo(7.27, 2);
  });

  test('AMSGrad\'s second moment never falls, though its correction shrinks the denominator at first', () => {
    const rows = trace(o.amsgrad, { start: [0], gradient: (_, t) => [t === 1 ? 1 : 0.1], steps: 200, hyper: one });
    const second = rows.map(({ values }) => (values['vmax'] as Float64Array)[0] as number);
    expect(second.every((v, k) => k === 0 || v >= (second[k - 1] as number))).toBe(true);
    const denominators = second.map((v, k) => Math.sqrt(v / (1 - 0.999 ** (k + 1))));
    expect(denominators[100]).toBeLessThan((denominators[0] as number) / 2);
  });
});

describe('AdaMax: no step is longer than η (1 − β₁)/(1 − β₁/β₂) where β₁ < β₂', () => {
  test.each<[string, Method, HyperOptions<string>]>([
    ['ε in the maximum', o.adamax, { eta: 1 }],
    ['without ε', o.adamaxPaper, { eta: 1 }],
    ['ε outside', o.adamaxOutside, { eta: 1 }],
  ])('%s', (_, method, hyper) => {
    for (const [beta1, beta2] of [[0.9, 0.999], [0.9, 0.95], [0.5, 0.6]] as const) {
      const bound = (1 - beta1) / (1 - beta1 / beta2);
      const found = longest(method, { ...hyper, beta1, beta2 });
      expect(found).toBeLessThanOrEqual(bound * rounding);
      // After 16 steps the bound is still (1 − (β₁/β₂)¹⁶)/(1 − β₁¹⁶) of that in the long run. A maximum is a ridge, up which a search climbs slowly.
      expect(found).toBeGreaterThan((0.8 * bound * (1 - (beta1 / beta2) ** steps)) / (1 - beta1 ** steps));
    }
  });

  test('gradients that fade as β₂ᵗ come up to it, a hundredth over η at the defaults; with β₁ ≥ β₂ there is no bound', () => {
    const fading = (count: number, beta2: number): number[] => Array.from({ length: count }, (_, k) => beta2 ** k);
    expect(lengths(o.adamax, one, fading(500, 0.999)).at(-1)).toBeCloseTo(0.1 / (1 - 0.9 / 0.999), 10);
    const far = lengths(o.adamaxPaper, { eta: 1, beta1: 0.9, beta2: 0.8 }, fading(100, 0.8));
    expect(far[99]).toBeGreaterThan(1000);
  });
});

describe('RMSProp and AdaGrad: no step is longer than the first', () => {
  test.each<[string, Method, HyperOptions<string>, bound: number]>([
    ['RMSProp, η/√(1 − β)', o.rmsprop, { ...one, beta: 0.9 }, 1 / Math.sqrt(0.1)],
    ['RMSProp with ε inside', o.rmspropInside, { ...one, beta: 0.9 }, 1 / Math.sqrt(0.1)],
    ['AdaGrad from δ = 0, η', o.adagrad, one, 1],
    ['AdaGrad with ε inside', o.adagradInside, one, 1],
  ])('%s', (_, method, hyper, bound) => {
    const found = longest(method, hyper);
    expect(found).toBeLessThanOrEqual(bound * rounding);
    expect(found).toBeGreaterThan(0.99 * bound);
  });

  test('with momentum, a constant gradient takes RMSProp\'s steps past η/(1 − γ) to 10.9 η at step 17, and back', () => {
    const walked = lengths(o.rmspropMomentum, one, new Array<number>(400).fill(7));
    expect(Math.max(...walked)).toBeCloseTo(10.9, 1);
    expect(walked.indexOf(Math.max(...walked))).toBe(16);
    expect(walked[399]).toBeCloseTo(10, 9);
  });

  test('centred with ε inside: η|g|/√ε, whatever came before', () => {
    const random = seededRandom(9);
    const ratio = (series: readonly number[]): number =>
      Math.max(...lengths(o.rmspropCenteredInside, { eta: 1, epsilon: 1e-4 }, series).map((length, k) => (series[k] === 0 ? 0 : length / Math.abs(series[k] as number))));
    const found = climb(seriesToStartFrom(steps, random), changedSeries, ratio, { random, tries: 600 });
    expect(found).toBeLessThanOrEqual(1e2 * rounding);
    // Small gradients spread too little to show beside ε.
    expect(found).toBeGreaterThan(90);
  });
});

describe('the first step does not depend on the gradient\'s size', () => {
  const gradients = Array.from({ length: 17 }, (_, k) => 10 ** (k / 2 - 4));

  test.each<[string, Method, HyperOptions<string>, length: number]>([
    ['Adam', o.adam, { eta: 1 }, 1],
    ['AdaMax', o.adamax, { eta: 1 }, 1],
    ['AdaGrad', o.adagrad, { eta: 1 }, 1],
    ['RMSProp', o.rmsprop, { eta: 1 }, Math.sqrt(10)],
    ['Rprop', o.rprop, { eta: 1 }, 1],
    ['NovoGrad', o.novograd, { eta: 1 }, 1],
    ['AdaBelief', o.adabelief, { eta: 1 }, 1 / 0.9],
    ['schedule-free AdamW', o.scheduleFreeAdamw, { eta: 1 }, 1],
  ])('%s', (_, method, hyper, length) => {
    // An ε of 1e-8 takes 3e-4 off the RMSProp step of a gradient of 1e-4, whose root is 3e-5.
    for (const g of gradients) expect(lengths(method, hyper, [g])[0], String(g)).toBeCloseTo(length, 2);
  });

  test('AdaDelta: √ε/√(1 − ρ) is the most, for gradients well above that number; those below make less', () => {
    const first = (g: number): number => lengths(o.adadelta, {}, [g])[0] as number;
    const bound = Math.sqrt(1e-6) / Math.sqrt(0.1);
    expect(bound).toBeCloseTo(0.0032, 4);
    for (const g of gradients) expect(first(g)).toBeLessThan(bound);
    expect(first(100 * bound) / bound).toBeGreaterThan(0.999);
    expect(first(bound) / bound).toBeCloseTo(Math.SQRT1_2, 6);
    expect(first(bound / 100)).toBeLessThan(bound / 50);
  });
});

describe('steps whose length is set', () => {
  const random = seededRandom(21);
  const wild = (): number => (random.uniform() < 0.3 ? 0 : random.normal() * 10 ** (8 * random.uniform() - 4));
  const norm = (a: ArrayLike<number>, b: ArrayLike<number> = [0, 0, 0]): number => Math.hypot(...Array.from(a, (value, k) => value - (b[k] as number)));

  test('Lion: η in every weight that has seen a gradient', () => {
    for (let k = 0; k < 100; k++) {
      for (const length of lengths(o.lion, { eta: 1 }, [1, ...Array.from({ length: 10 }, wild)])) expect(length).toBeCloseTo(1, 12);
    }
  });

  test('Rprop: between its two bounds, or none', () => {
    for (let k = 0; k < 100; k++) {
      const series = Array.from({ length: 60 }, (_, t) => (k < 20 ? wild() : Math.sign(Math.sin(t / (k - 19))) || 1));
      for (const length of lengths(o.rprop, { eta: 1, hmin: 0.1, hmax: 5 }, series)) if (length > 1e-9) expect(length >= 0.1 - 1e-9 && length <= 5 + 1e-9).toBe(true);
    }
  });

  test('LARS: the first step at most ηθ of the layer\'s norm; LAMB: every one η of it, held between two bounds where it has them', () => {
    for (let k = 0; k < 300; k++) {
      const start = [wild(), wild(), random.normal()];
      const [lars] = trace(o.lars, { start, gradient: () => [wild(), wild(), wild()], steps: 1, hyper: { eta: 2, trust: 1e-3, lambda: 10 ** (2 * random.normal()) } });
      expect(norm(lars?.w ?? [], start)).toBeLessThanOrEqual(2e-3 * norm(start) * rounding);
      for (const [method, hyper, share] of [
        [o.lamb, { eta: 0.1 }, norm],
        [o.lambBounded, { eta: 0.1, hmin: 0.5, hmax: 2 }, (w: ArrayLike<number>) => Math.min(Math.max(norm(w), 0.5), 2)],
      ] as const) {
        let before: ArrayLike<number> = start;
        for (const { w } of trace<string>(method, { start, gradient: () => [1, wild(), wild()], steps: 5, hyper })) {
          // Weights of 1e4 are rounded to 1e-12 where the step is added.
          expect(norm(w, before) / (0.1 * share(before))).toBeCloseTo(1, 6);
          before = w;
        }
      }
    }
  });

  test('AdaBound: the rate of every step lies between its two bounds', () => {
    const [end, speed] = [0.1, 1e-3];
    for (let k = 0; k < 60; k++) {
      const rows = trace(o.adabound, { start: [0], gradient: () => [wild()], steps: 40, hyper: { etafinal: end, speed } });
      rows.forEach(({ t, w, values }, at) => {
        const average = (values['m'] as Float64Array)[0] as number;
        if (Math.abs(average) < 1e-12) return;
        const rate = ((at > 0 ? (rows[at - 1]?.w[0] as number) : 0) - (w[0] as number)) / average;
        expect(rate).toBeGreaterThanOrEqual(end * (1 - 1 / (speed * t + 1)) - 1e-6);
        expect(rate).toBeLessThanOrEqual(end * (1 + 1 / (speed * t)) * (1 + 1e-6));
      });
    }
  });

  test('AdaBound at t = 1/σ: the rate lies between half and twice its end', () => {
    const rateOf = (g: number): number => (lengths(o.adabound, { etafinal: 0.1, speed: 1e-3, beta1: 0 }, new Array<number>(1000).fill(g)).at(-1) as number) / g;
    expect([rateOf(1e6), rateOf(1e-6)]).toEqual([expect.closeTo(0.05, 12), expect.closeTo(0.2, 12)]);
  });

  test('Adafactor: the root mean square of a step is at most the rate times d', () => {
    for (let k = 0; k < 100; k++) {
      const start = Array.from({ length: 6 }, () => random.normal());
      let before: ArrayLike<number> = start;
      for (const { w } of trace(o.adafactorFixed, { start, shape: [2, 3], gradient: () => Array.from({ length: 6 }, wild), steps: 5, hyper: { eta: 0.1, clip: 0.7 } })) {
        expect(norm(w, before) / Math.sqrt(6)).toBeLessThanOrEqual(0.07 * rounding);
        before = w;
      }
    }
  });

  test('momentum: at most ηG/(1 − γ) under gradients up to G', () => {
    const value = (series: readonly number[]): number => Math.max(...lengths(o.momentum, { eta: 0.1, gamma: 0.5 }, series)) / Math.max(...series.map(Math.abs));
    const found = climb(seriesToStartFrom(steps, random), changedSeries, value, { random, tries: 600 });
    expect(found).toBeLessThanOrEqual(0.2 * rounding);
    expect(found).toBeGreaterThan(0.199);
  });

  test('Yogi\'s second moment moves by at most (1 − β₂)g²', () => {
    for (let k = 0; k < 100; k++) {
      const gradients = Array.from({ length: 20 }, wild);
      const rows = trace(o.yogi, { start: [0], gradient: (_, t) => [gradients[t - 1] as number], steps: 20 });
      const second = [1e-6, ...rows.map(({ values }) => (values['v'] as Float64Array)[0] as number)];
      gradients.forEach((g, at) => {
        const moved = Math.abs((second[at + 1] as number) - (second[at] as number));
        // The second moment itself is rounded.
        expect(moved).toBeLessThanOrEqual(0.001 * g ** 2 * rounding + 1e-15 * (second[at] as number));
      });
    }
  });

  test('Muon: singular values between 0.68 and 1.21, those apart that are below a five-hundredth of the whole', () => {
    const [start, shape] = [[0, 0, 0, 0], [2, 2]];
    let [low, high] = [Infinity, 0];
    for (let k = 0; k < 3000; k++) {
      // A diagonal gradient keeps its axes, so the step's entries are its singular values.
      const small = k < 20 ? 1 : 0.0021 ** random.uniform();
      const [row] = trace(o.muon, { start, shape, gradient: () => [1, 0, 0, small], steps: 1, hyper: { eta: 1 } });
      const values = [row?.w[0] as number, row?.w[3] as number].map(Math.abs);
      [low, high] = [Math.min(low, ...values), Math.max(high, ...values)];
    }
    expect([low, high]).toEqual([expect.closeTo(0.68, 2), expect.closeTo(1.2, 2)]);
    const [row] = trace(o.muon, { start, shape, gradient: () => [1, 0, 0, 1e-4], steps: 1, hyper: { eta: 1 } });
    expect(Math.abs(row?.w[3] as number)).toBeLessThan(0.1);
  });
});

test('a rate of zero leaves every weight a number, also in the averages that weigh steps by their rate', () => {
  for (const method of methods.filter(({ hyperNames, program }) => program !== undefined && hyperNames.includes('eta'))) {
    const rows = trace(method, { start: [1, -2], gradient: () => [3, -2], steps: 3, hyper: { eta: 0 } });
    expect(rows.flatMap(({ w }) => Array.from(w)).every(Number.isFinite), method.declaration.name).toBe(true);
  }
});
