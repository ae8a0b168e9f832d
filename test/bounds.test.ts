import { describe, expect, test } from 'vitest';
import {
  bce, beale, clipGlobalNorm, clipNorm, clipValue, crossEntropyOfProbabilities, ema, gelu, gradientDescent, huber, logistic, logisticHessian, rastrigin,
  ravine, saddle, schedules, seededRandom, sigmoid, silu, sma, smoothL1, softmax, trace, weightNorm, wma, type Surface,
} from 'descent';
import { stepwise } from './methods';
import { changedSeries, climb, seriesToStartFrom } from './climb';

// Every sentence outside of the optimizers that bounds something is held here against a search for a worse case.

const random = seededRandom(13);
const between = (low: number, high: number): number => low + (high - low) * random.uniform();

/** The largest value of a function on an interval: a fine grid, and the neighbourhood of its best point again. */
function largest(f: (x: number) => number, [low, high]: readonly [number, number]): number {
  const grid = (a: number, b: number): number[] => Array.from({ length: 20_001 }, (_, k) => a + ((b - a) * k) / 20_000);
  const best = grid(low, high).reduce((one, x) => (f(x) > f(one) ? x : one));
  const near = (high - low) / 20_000;
  return Math.max(...grid(best - near, best + near).map(f));
}

describe('averages', () => {
  test.each<[string, (series: readonly number[]) => number[], window: number]>([
    ['exponential, corrected', series => ema.over(series, { beta: 0.9 }), Infinity],
    ['exponential, long memory', series => ema.over(series, { beta: 0.999 }), Infinity],
    ['simple', series => sma.over(series, { window: 4 }), 4],
    ['weighted', series => wma.over(series, { weights: [0, 3, 1, 2] }), 4],
  ])('%s: never outside of the range of its samples', (_, average, window) => {
    const outside = (series: readonly number[]): number => Math.max(...average(series).map((value, t) => {
      const seen = series.slice(Math.max(0, t + 1 - window), t + 1);
      return Math.max(value - Math.max(...seen), Math.min(...seen) - value) / Math.max(...seen.map(Math.abs), 1e-300);
    }));
    // Sixteen products and sums, each rounded.
    expect(climb(seriesToStartFrom(16, random), changedSeries, outside, { random, tries: 400 })).toBeLessThan(1e-13);
  });
});

describe('activations', () => {
  test('the sigmoid\'s slope is at most 1/4, at 0', () => {
    expect(largest(x => sigmoid.derivative(x), [-30, 30])).toBeCloseTo(0.25, 12);
    expect(sigmoid.derivative(0)).toBe(0.25);
  });

  test('SiLU\'s least value is −0.2785, near −1.278', () => {
    expect(-largest(x => -silu(x), [-20, 20])).toBeCloseTo(-0.2785, 4);
    expect(largest(x => (silu(x) < -0.278464 ? -Math.abs(x + 1.278) : -1), [-2, -0.5])).toBeGreaterThan(-1e-3);
  });

  test('GELU stays within 5e-4 of x Φ(x)', () => {
    // Simpson's rule on the normal density, from 0 to x; its error is below 1e-12 at this step.
    const share = (x: number): number => {
      const steps = 400;
      const h = x / steps;
      const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      let sum = density(0) + density(x);
      for (let k = 1; k < steps; k++) sum += density(k * h) * (k % 2 === 1 ? 4 : 2);
      return 0.5 + (sum * h) / 3;
    };
    const errors = Array.from({ length: 2001 }, (_, k) => -8 + (16 * k) / 2000).map(x => Math.abs(gelu(x) - x * share(x)));
    expect(Math.max(...errors)).toBeLessThan(5e-4);
    expect(Math.max(...errors)).toBeGreaterThan(4e-4);
  });

  test('softmax: 746 below the largest gives exactly 0, 745 does not', () => {
    expect(softmax([0, -746])[1]).toBe(0);
    expect(softmax([0, -745])[1]).toBeGreaterThan(0);
    for (let k = 0; k < 200; k++) {
      const scores = Array.from({ length: 6 }, () => between(-2000, 2000));
      const most = Math.max(...scores);
      scores.forEach((score, i) => {
        if (most - score >= 746) expect(softmax(scores)[i]).toBe(0);
      });
    }
  });
});

describe('losses', () => {
  test('no logarithm is below −100, so no example of a wrong probability costs more than 100 times its share', () => {
    for (let k = 0; k < 300; k++) {
      const wrong = 10 ** -between(0, 320);
      const target = random.uniform();
      for (const p of [0, 1, wrong, 1 - wrong]) expect(bce().value([p], [target])).toBeLessThanOrEqual(100);
      expect(crossEntropyOfProbabilities().value([[wrong, 1 - wrong, 0]], [[target, 0, 1 - target]])).toBeLessThanOrEqual(100);
    }
    expect(bce().value([0], [1])).toBe(100);
  });

  test('Huber\'s slope is at most δ, the divided one\'s at most 1', () => {
    for (let k = 0; k < 300; k++) {
      const [size, error] = [10 ** between(-3, 3), random.normal() * 10 ** between(-4, 6)];
      expect(Math.abs(huber({ delta: size }).gradient([error], [0])[0] as number)).toBeLessThanOrEqual(size);
      expect(Math.abs(smoothL1({ beta: size }).gradient([error], [0])[0] as number)).toBeLessThanOrEqual(1);
    }
  });

  test('the logistic loss\'s Hessian is at most ¼ Σ x̃x̃ᵀ, and below 8/λ_max gradient descent converges', () => {
    for (let k = 0; k < 40; k++) {
      const x = Array.from({ length: 12 }, () => [3 * random.normal(), random.normal()]);
      const examples = { x, y: x.map(() => (random.uniform() < 0.5 ? -1 : 1) as 1 | -1) };
      const extended = x.map(row => [...row, 1]);
      const quadraticForm = (matrix: readonly (readonly number[])[], v: readonly number[]): number =>
        matrix.reduce((sum, row, i) => sum + row.reduce((inner, entry, j) => inner + entry * (v[i] as number) * (v[j] as number), 0), 0);
      const hessian = logisticHessian(examples, [random.normal(), random.normal()], random.normal());
      for (let d = 0; d < 20; d++) {
        const v = [random.normal(), random.normal(), random.normal()];
        const most = extended.reduce((sum, row) => sum + row.reduce((dot, entry, j) => dot + entry * (v[j] as number), 0) ** 2, 0) / 4;
        expect(quadraticForm(hessian, v)).toBeLessThanOrEqual(most * (1 + 1e-12));
      }
      // The power method's eigenvalue comes from below, so the rate is at most a little above 7.9/λ.
      let v = [1, 1, 1];
      let eigenvalue = 0;
      for (let step = 0; step < 300; step++) {
        const next = [0, 1, 2].map(j => extended.reduce((sum, row) => sum + row.reduce((dot, entry, i) => dot + entry * (v[i] as number), 0) * (row[j] as number), 0));
        eigenvalue = Math.hypot(...next);
        v = next.map(entry => entry / eigenvalue);
      }
      let [w, b] = [[2, -3] as number[], 4];
      let before = Infinity;
      for (let step = 0; step < 200; step++) {
        const { loss, gradW, gradB } = logistic(examples, w, b);
        expect(loss).toBeLessThanOrEqual(before * (1 + 1e-12));
        before = loss;
        const rate = 7.9 / eigenvalue;
        [w, b] = [w.map((entry, j) => entry - rate * (gradW[j] as number)), b - rate * gradB];
      }
    }
  });
});

test('weight normalisation: the gradient by v is at right angles to v, so a step never makes v shorter', () => {
  for (let k = 0; k < 300; k++) {
    const [v, gw] = [0, 1].map(() => Float64Array.from({ length: 3 }, () => random.normal() * 10 ** between(-3, 3))) as [Float64Array, Float64Array];
    const g = random.normal();
    const { v: down } = weightNorm({ shape: [3, 1], values: v }, { g: [g] }).backward(gw);
    // What is left of gw's part along v by rounding.
    const rounded = (1e-12 * Math.abs(g) * Math.hypot(...gw)) / Math.hypot(...v);
    expect(Math.abs(v.reduce((sum, entry, i) => sum + entry * (down[i] as number), 0))).toBeLessThanOrEqual(rounded * Math.hypot(...v));
    const rate = 10 ** between(-3, 1);
    const after = Math.hypot(...v.map((entry, i) => entry - rate * (down[i] as number)));
    expect(after).toBeGreaterThanOrEqual(Math.hypot(...v) * (1 - 1e-12) - rate * rounded);
  }
});

describe('schedules stay between their ends', () => {
  const times = (steps: number): number[] => Array.from({ length: 60 }, () => 1 + Math.floor(between(0, 3 * steps)));

  test.each<[string, (numbers: { low: number; high: number; steps: number }) => (t: number) => number]>([
    ['linear', ({ low, high, steps }) => schedules.linear({ start: high, end: low, steps })],
    ['cosine', ({ low, high, steps }) => schedules.cosine({ start: high, end: low, steps, power: between(0.2, 4) })],
    ['cosine that bounces', ({ low, high, steps }) => schedules.cosineBounce({ start: high, end: low, steps })],
    ['polynomial', ({ low, high, steps }) => schedules.polynomial({ start: high, end: low, steps, power: between(0.2, 4) })],
    ['polynomial that cycles', ({ low, high, steps }) => schedules.polynomialCycle({ start: high, end: low, steps, power: between(0.2, 4) })],
    ['cyclic', ({ low, high, steps }) => schedules.cyclic({ start: low, peak: high, up: steps })],
    ['cyclic, halving', ({ low, high, steps }) => schedules.cyclicHalving({ start: low, peak: high, up: steps })],
    ['warm restarts', ({ low, high, steps }) => schedules.warmRestarts({ start: high, end: low, steps, growth: between(1, 3) })],
    ['one-cycle', ({ low, high, steps }) => schedules.oneCycle({ start: low, peak: high, end: low, steps: steps + 10 })],
    ['one-cycle along lines', ({ low, high, steps }) => schedules.oneCycleLinear({ start: low, peak: high, end: low, steps: steps + 10 })],
  ])('%s', (_, make) => {
    for (let k = 0; k < 60; k++) {
      const low = 10 ** between(-4, 0);
      const [high, steps] = [low * 10 ** between(0, 3), 2 + random.integer(200)];
      const schedule = make({ low, high, steps });
      for (const value of times(steps).map(t => schedule(t))) {
        expect(value).toBeGreaterThanOrEqual(low * (1 - 1e-9));
        expect(value).toBeLessThanOrEqual(high * (1 + 1e-9));
      }
    }
  });

  test('Noam\'s peak is scale/√(width · steps), at step `steps`', () => {
    for (let k = 0; k < 60; k++) {
      const [width, steps, scale] = [1 + random.integer(1000), 1 + random.integer(500), between(0.1, 3)];
      const noam = schedules.noam({ width, steps, scale });
      const peak = scale / Math.sqrt(width * steps);
      expect(noam(steps)).toBeCloseTo(peak, 12);
      for (const t of times(steps)) expect(noam(t)).toBeLessThanOrEqual(peak * (1 + 1e-12));
    }
  });

  test('Sutskever\'s momentum lies between 1/2 and its peak; a plateau\'s rate is never below its least', () => {
    const momentum = schedules.sutskever({ peak: 0.95, every: 20 });
    for (const t of times(2000)) expect(momentum(t) >= 0.5 && momentum(t) <= 0.95).toBe(true);
    for (let k = 0; k < 20; k++) {
      const rate = schedules.plateau({ start: 1, factor: between(0, 0.9), patience: random.integer(3), end: 0.01 });
      for (let report = 0; report < 60; report++) expect(rate.report(random.normal())).toBeGreaterThanOrEqual(0.01);
    }
  });
});

describe('clipping', () => {
  test('lets nothing longer through, and keeps what is shorter', () => {
    for (let k = 0; k < 200; k++) {
      const start = [0, 0, 0];
      const g = start.map(() => (random.uniform() < 0.2 ? 0 : random.normal() * 10 ** between(-4, 4)));
      const moved = (optimizer: ReturnType<typeof clipNorm>): Float64Array => trace(optimizer, { start, gradient: () => g, steps: 1 })[0]?.w as Float64Array;
      const bound = 10 ** between(-2, 2);
      const inner = (): ReturnType<typeof gradientDescent> => gradientDescent({ eta: 1 });
      for (const clip of [clipNorm, clipGlobalNorm]) {
        const length = Math.hypot(...moved(clip(inner(), { bound })));
        expect(length).toBeLessThanOrEqual(bound * (1 + 1e-12));
        expect(length).toBeGreaterThanOrEqual(Math.min(bound, Math.hypot(...g)) * (1 - 1e-5));
      }
      expect(Math.max(...moved(clipValue(inner(), { bound })).map(Math.abs))).toBeLessThanOrEqual(bound);
    }
  });
});

describe('surfaces', () => {
  const steepest = (surface: Surface, points: ReadonlyArray<readonly [number, number]>): number[] => points.map(point => Math.hypot(...surface.gradient(point)));

  test('Beale\'s gradients pass 10⁵ near every corner of its window', () => {
    const { window: { x, y } } = beale();
    for (let k = 0; k < 100; k++) {
      const points = x.flatMap(cx => y.map(cy => [cx * between(0.98, 1), cy * between(0.98, 1)] as const));
      expect(Math.min(...steepest(beale(), points))).toBeGreaterThan(1e5);
    }
  });

  test('in a ravine no start is farther than (κ − 1)/(κ + 1) of its distance after a step at η = 2/(1 + κ), and all are just so far', () => {
    for (let k = 0; k < 200; k++) {
      const kappa = 10 ** between(0, 4);
      const start = [random.normal(), random.normal()];
      const [row] = trace(gradientDescent, { start, gradient: w => ravine({ kappa }).gradient(w), steps: 1, hyper: { eta: 2 / (1 + kappa) } });
      expect(Math.hypot(...(row?.w ?? []))).toBeCloseTo((Math.hypot(...start) * (kappa - 1)) / (kappa + 1), 10);
    }
  });

  test('on the saddle\'s ridge every method that steps weight by weight stays on it', () => {
    for (const method of stepwise.filter(({ program }) => program !== undefined)) {
      const rows = trace(method, { start: [1.5, 0], gradient: w => saddle().gradient(w), steps: 200 });
      expect(rows.every(({ w }) => w[1] === 0), method.declaration.name).toBe(true);
    }
  });

  test('Rastrigin\'s deepest place is 0, in the middle', () => {
    const f = rastrigin();
    for (let k = 0; k < 5000; k++) expect(f.value([between(-5, 5), between(-5, 5)])).toBeGreaterThanOrEqual(0);
    expect(f.value([0, 0])).toBeCloseTo(0, 12);
  });
});
