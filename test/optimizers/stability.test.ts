import { describe, expect, test } from 'vitest';
import { evaluateFloat64, runFloat64, type Float64 } from '../../lib/src/formula/float64';
import { logistic } from '../../lib/src/losses';
import { gradientDescent, heavyBall, momentum, momentumSum, nesterov, trace, type Method } from '../../lib/src/optimizers';

type Hyper = Readonly<Record<string, number>>;
type Matrix = readonly [readonly [number, number], readonly [number, number]];

/**
 * One step of a method with one slot on ½ λw² + ξw, which is linear: what a unit of w, of the slot and of the noise ξ become, as (w, slot). The
 * formula of the library is what is taken apart; all that is expected of it below is theory.
 */
function unitSteps({ program, at, slotNames }: Method, lambda: number, hyper: Hyper): { matrix: Matrix; push: readonly [number, number] } {
  const [slot] = slotNames as [string];
  const step = (w: number, s: number, xi: number): [number, number] => {
    if (program === undefined) throw new Error('a formula was expected');
    const given: Record<string, Float64> = { ...hyper, w: Float64Array.of(w), [slot]: Float64Array.of(s), t: 2 };
    const point = (at === undefined ? given['w'] : evaluateFloat64(at, given)) as Float64Array;
    const values = runFloat64(program, { ...given, g: point.map(x => lambda * x + xi) });
    return [(values['w'] as Float64Array)[0] as number, (values[slot] as Float64Array)[0] as number];
  };
  const [[a, c], [b, d]] = [step(1, 0, 0), step(0, 1, 0)];
  return { matrix: [[a, b], [c, d]], push: step(0, 0, 1) };
}

/** The larger size of the two eigenvalues, by the school formula: what a step multiplies the error by in the long run. */
function radius(method: Method, lambda: number, hyper: Hyper): number {
  const [[a, b], [c, d]] = unitSteps(method, lambda, hyper).matrix;
  const [half, determinant] = [(a + d) / 2, a * d - b * c];
  const root = half * half - determinant;
  return root < 0 ? Math.sqrt(determinant) : Math.abs(half) + Math.sqrt(root);
}

const path = (method: Method, lambda: number, eta: number, steps: number): number[] =>
  trace(method, { start: [1], gradient: w => [lambda * (w[0] as number)], steps, hyper: { eta } }).map(({ w }) => w[0] as number);

describe('gradient descent on ½ λw²: a step multiplies w by 1 − ηλ (research E29)', () => {
  const lambda = 4;
  test.each([
    ['η < 1/λ creeps down one side', 0.5, [0.5, 0.25, 0.125]],
    ['η = 1/λ lands at once', 1, [0, 0, 0]],
    ['1/λ < η < 2/λ goes from side to side and arrives', 1.5, [-0.5, 0.25, -0.125]],
    ['η = 2/λ swings for ever, which deck 002 counts as diverging', 2, [-1, 1, -1]],
    ['η > 2/λ diverges as steadily as it converged', 3, [-2, 4, -8]],
  ])('%s', (_, times, expected) => expect(path(gradientDescent, lambda, times / lambda, 3)).toEqual(expected));

  test('with curvatures 1 to 100 the best rate is 2/(1 + 100), and multiplies both ends by 99/101', () => {
    const [flat, steep] = [1, 100].map(curvature => path(gradientDescent, curvature, 2 / 101, 1)[0] as number) as [number, number];
    expect([flat, steep]).toEqual([expect.closeTo(0.9801980198, 10), expect.closeTo(-0.9801980198, 10)]);
  });
});

/** Curvatures from μ = 1 to L = 100, so κ = 100 and √κ = 10. */
const curvatures = Array.from({ length: 199 }, (_, i) => 1 + i / 2);
const largest = (method: Method, hyper: Hyper): number => Math.max(...curvatures.map(lambda => radius(method, lambda, hyper)));
// At the ends two eigenvalues meet, and the root of a rounding, 1e-8, is what is left of their difference.
const digits = 7;

describe('momentum on a quadratic with curvatures 1 to 100 (research §5.3)', () => {
  test('tuned heavy ball: η = 4/(√L + √μ)², γ = ((√κ − 1)/(√κ + 1))², and the radius is √γ at every curvature', () => {
    const hyper = { eta: 4 / 11 ** 2, gamma: (9 / 11) ** 2 };
    expect(hyper.gamma).toBeCloseTo(0.6694214876, 10);
    for (const lambda of curvatures) expect(radius(heavyBall, lambda, hyper)).toBeCloseTo(9 / 11, digits);
  });

  test('Nesterov with η = 1/L, γ = (√κ − 1)/(√κ + 1): 1 − 1/√κ; tuned, 1 − 2/√(3κ + 1)', () => {
    expect(largest(nesterov, { eta: 1 / 100, gamma: 9 / 11 })).toBeCloseTo(0.9, digits);
    const root = Math.sqrt(301);
    expect(largest(nesterov, { eta: 4 / 301, gamma: (root - 2) / (root + 2) })).toBeCloseTo(0.8847219, digits);
  });

  test('the three forms of momentum have one radius', () => {
    const hyper = { eta: 0.013, gamma: 0.8 };
    for (const lambda of [1, 30, 100]) {
      const ball = radius(heavyBall, lambda, hyper);
      expect([momentum, momentumSum].map(form => radius(form, lambda, hyper))).toEqual([expect.closeTo(ball, 12), expect.closeTo(ball, 12)]);
    }
  });

  test('heavy ball is stable below η = 2(1 + γ)/L, Nesterov already no more above 2(1 + γ)/((1 + 2γ)L)', () => {
    for (const gamma of [0, 0.5, 0.9]) {
      const bounds: ReadonlyArray<[Method, number]> = [[heavyBall, (2 * (1 + gamma)) / 100], [nesterov, (2 * (1 + gamma)) / ((1 + 2 * gamma) * 100)]];
      for (const [method, eta] of bounds) {
        expect(radius(method, 100, { eta: 0.999 * eta, gamma })).toBeLessThan(1);
        expect(radius(method, 100, { eta: 1.001 * eta, gamma })).toBeGreaterThan(1);
      }
    }
  });
});

test('the noise floor on ½w² with unit noise: η(1 + γ)/((1 − γ)(2(1 + γ) − η)), at γ = 0 gradient descent\'s η/(2 − η)', () => {
  const floor = (gamma: number): number => {
    const { matrix: [[a, b], [c, d]], push: [x, y] } = unitSteps(momentumSum, 1, { eta: 0.1, gamma });
    // The covariance of (w, slot) under independent noise, step after step until it stands still.
    let [ww, ws, ss] = [0, 0, 0];
    for (let i = 0; i < 2000; i++) {
      [ww, ws, ss] = [
        a * a * ww + 2 * a * b * ws + b * b * ss + x * x,
        a * c * ww + (a * d + b * c) * ws + b * d * ss + x * y,
        c * c * ww + 2 * c * d * ws + d * d * ss + y * y,
      ];
    }
    return ww;
  };
  expect(floor(0)).toBeCloseTo(0.0526316, 7);
  expect(floor(0.9)).toBeCloseTo(0.5135135, 7);
});

test('the mean gradient of all batches is the gradient; their variance is σ²/b (n − b)/(n − 1), none for the whole batch (research §5.3)', () => {
  const examples = { x: [[1, 2], [2, -1], [-1, 1.5], [0.5, 0.5], [-2, 0], [3, 1]], y: [1, -1, 1, 1, -1, -1] };
  const n = examples.y.length;
  const gradient = (batch: readonly number[]): number => {
    const { gradW } = logistic({ x: batch.map(i => examples.x[i] as number[]), y: batch.map(i => examples.y[i] as number) }, [0.5, -0.25], 0.1);
    return (gradW[0] as number) / batch.length;
  };
  const subsets = Array.from({ length: 2 ** n }, (_, bits) => Array.from({ length: n }, (__, i) => i).filter(i => bits & (1 << i)));
  const spread = (b: number): { mean: number; variance: number } => {
    const seen = subsets.filter(({ length }) => length === b).map(gradient);
    const mean = seen.reduce((sum, g) => sum + g, 0) / seen.length;
    return { mean, variance: seen.reduce((sum, g) => sum + (g - mean) ** 2, 0) / seen.length };
  };
  const whole = gradient([0, 1, 2, 3, 4, 5]);
  const sigma2 = spread(1).variance;
  expect(sigma2).toBeGreaterThan(0.1);
  for (const b of [1, 2, 3, 6]) {
    expect(spread(b).mean).toBeCloseTo(whole, 14);
    expect(spread(b).variance).toBeCloseTo(((sigma2 / b) * (n - b)) / (n - 1), 14);
  }
});
