import { describe, expect, test } from 'vitest';
import { runFloat64 } from '../../lib/src/formula/float64';
import { adam, gradientDescent, momentum, nesterov, trace } from '../../lib/src/optimizers';
import { beale, himmelblau, lessard, manyMinima, quadratic, rastrigin, ravine, reddi, rosenbrock, saddle, sixHumpCamel, type Point, type Surface } from '../../lib/src/surfaces';

/** Second derivatives from central differences of the gradient, and the eigenvalues of their symmetric 2 × 2 matrix by the school formula. */
function curvatures(surface: Surface, [x, y]: Point): [small: number, large: number] {
  const h = 1e-5;
  const column = (dx: number, dy: number): number[] => surface.gradient([x + dx, y + dy]).map((value, i) => (value - (surface.gradient([x - dx, y - dy])[i] as number)) / (2 * h));
  const [[a, b], [, d]] = [column(h, 0), column(0, h)] as [[number, number], [number, number]];
  const [middle, root] = [(a + d) / 2, Math.hypot((a - d) / 2, b)];
  return [middle - root, middle + root];
}

describe('surfaces', () => {
  test('Rosenbrock\'s valley: eigenvalues .39936 and 1001.60 at (1, 1), κ = 2508.0096 (eigenvalues of [[802, −400], [−400, 200]])', () => {
    const [small, large] = curvatures(rosenbrock(), [1, 1]);
    expect(small).toBeCloseTo(0.39936, 5);
    expect(large).toBeCloseTo(1001.60, 2);
    expect(large / small).toBeCloseTo(2508.0096, 2);
  });

  test('Beale\'s function at (0, 0) is 1.5² + 2.25² + 2.625²; Himmelblau\'s is 170, its four minima are 0', () => {
    expect(beale().value([0, 0])).toBe(14.203125);
    expect(beale().value([3, 0.5])).toBe(0);
    expect(himmelblau().value([0, 0])).toBe(170);
    expect(himmelblau().minima).toHaveLength(4);
    for (const point of himmelblau().minima) expect(himmelblau().value(point)).toBeLessThan(1e-25);
  });

  test('a turned quadratic has the same curvatures as the ravine, which it is at angle 0', () => {
    const [small, large] = curvatures(quadratic({ kappa: 40, angle: 1.1 }), [0.3, -2]);
    expect(small).toBeCloseTo(1, 6);
    expect(large).toBeCloseTo(40, 6);
    expect(quadratic({ kappa: 7, angle: 0 }).gradient([1.5, -2])).toEqual(ravine({ kappa: 7 }).gradient([1.5, -2]));
    // Along the flat direction, at angle π/2 that is y, the slope is the distance.
    expect(quadratic({ kappa: 9, angle: Math.PI / 2 }).gradient([0, 2])[1]).toBeCloseTo(2, 12);
  });

  test('Rastrigin at whole numbers is x² + y², with A = 0 everywhere', () => {
    expect(rastrigin().value([3, -4])).toBeCloseTo(25, 12);
    expect(rastrigin({ A: 0 }).value([0.3, 0.4])).toBeCloseTo(0.25, 15);
    expect(rastrigin().value([0.5, 0])).toBeCloseTo(20.25, 12);
  });

  test('the six-hump camel: the depths that Dixon & Szegö and every list after them give, and no slope and no way down at any of the six', () => {
    const { minima, traps = [], ...camel } = sixHumpCamel();
    for (const point of minima) expect(camel.value(point)).toBeCloseTo(-1.0316284535, 10);
    expect(traps.map(point => camel.value(point).toFixed(4))).toEqual(['-0.2155', '-0.2155', '2.1043', '2.1043']);
    for (const point of [...minima, ...traps]) {
      // One rounding of the coordinates times a curvature below 100.
      expect(Math.hypot(...camel.gradient(point))).toBeLessThan(1e-13);
      expect(curvatures(sixHumpCamel(), point)[0]).toBeGreaterThan(1);
    }
  });

  test('nine minima in the window of many minima (roots of cos πx − πx sin πx + x, found with mpmath)', () => {
    const along = [-1.949790893094677, -0.2361164394511906, 1];
    for (const x of along) {
      for (const y of along) {
        expect(Math.hypot(...manyMinima().gradient([x, y]))).toBeLessThan(1e-13);
        expect(curvatures(manyMinima(), [x, y])[0]).toBeGreaterThan(0);
      }
    }
    expect(manyMinima().value([1, 1])).toBe(-1);
  });

  test('on the saddle, gradient descent from y = 0 sticks in the middle; from y = 0.001 it slides off', () => {
    const end = (start: Point): Float64Array => trace(gradientDescent, { start, steps: 100, gradient: w => saddle().gradient(w), hyper: { eta: 0.1 } })[99]?.w as Float64Array;
    expect(end([1.5, 0])[0]).toBeCloseTo(0, 9);
    expect(end([1.5, 0])[1]).toBe(0);
    expect(end([1.5, 0.001])[1]).toBeGreaterThan(1e4);
  });
});

describe('Lessard, Recht & Packard 2016', () => {
  const end = (rows: ReturnType<typeof trace>): number[] => rows.slice(-3).map(({ w }) => w[0] as number);
  const gradient = (w: Float64Array): number[] => lessard().gradient(w);

  test('the slope is 25x, x + 24, 25x − 24 on the three pieces', () => {
    for (const [x, slope] of [[-2, -50], [0.5, 12.5], [1, 25], [1.5, 25.5], [2, 26], [3.3, 58.5]] as const) {
      expect(lessard().gradient([x, 0])[0]).toBeCloseTo(slope, 12);
    }
  });

  test('the heavy ball runs round 792/1225, −2208/1225, 2592/1225; gradient descent and Nesterov arrive', () => {
    const cycle = end(trace(momentum, { start: [3.3, 0], steps: 300, gradient, hyper: { eta: 1 / 9, gamma: 4 / 9 } }));
    // The cycle solves x_{k+1} = x_k − f'(x_k)/9 + 4/9 (x_k − x_{k−1}) exactly: 0.6465, −1.8024, 2.1159 in the paper.
    expect([...cycle].sort((a, b) => a - b).map(x => x.toFixed(10))).toEqual([-2208 / 1225, 792 / 1225, 2592 / 1225].map(x => x.toFixed(10)));
    const descent = end(trace(gradientDescent, { start: [3.3, 0], steps: 300, gradient, hyper: { eta: 2 / 26 } }));
    const look = end(trace(nesterov, { start: [3.3, 0], steps: 300, gradient, hyper: { eta: 1 / 25, gamma: 4 / 6 } }));
    for (const x of [...descent, ...look]) expect(Math.abs(x)).toBeLessThan(1e-9);
  });
});

describe('Reddi, Kale & Kumar 2018', () => {
  const [beta2, rate, steps] = [1 / 10, 0.1, 30_000];

  test('Adam ends at +1, the worst point (paper, theorem 1 with C = 3)', () => {
    if (adam.program === undefined) throw new Error('adam has lost its formula');
    const program = adam.program;
    let [m, v] = [Float64Array.of(0), Float64Array.of(0)];
    const path = reddi().play((x, g, t) => {
      const values = runFloat64(program, { w: Float64Array.of(x), g: Float64Array.of(g), m, v, t, eta: rate / Math.sqrt(t), beta1: 0, beta2, epsilon: 0 });
      [m, v] = [values['m'] as Float64Array<ArrayBuffer>, values['v'] as Float64Array<ArrayBuffer>];
      return (values['w'] as Float64Array)[0] as number;
    }, { steps });
    expect(path[steps - 1]).toBeCloseTo(reddi().worst, 3);
  });

  test('AMSGrad, the paper\'s algorithm 2 written out here, ends near −1, the best (−.9996 measured in research)', () => {
    let [v, largest] = [0, 0];
    const path = reddi().play((x, g, t) => {
      v = beta2 * v + (1 - beta2) * g * g;
      largest = Math.max(largest, v);
      return x - ((rate / Math.sqrt(t)) * g) / Math.sqrt(largest);
    }, { steps });
    expect(path[steps - 1]).toBeLessThan(-0.999);
  });

  test('over three steps the best point costs −1, the worst +1; weights stay inside; t counts from 1', () => {
    const { value, best, worst, project, gradient, interval } = reddi();
    const cycle = (x: number): number => value(x, 1) + value(x, 2) + value(x, 3);
    expect([cycle(best), cycle(worst), cycle(0)]).toEqual([-1, 1, 0]);
    expect([project(-7), project(0.25), project(1.5)]).toEqual([-1, 0.25, 1]);
    expect([1, 2, 3, 4].map(t => gradient(0.5, t))).toEqual([3, -1, -1, 3]);
    expect(interval).toEqual([-1, 1]);
    expect(reddi().latex()).toContain('\\bmod 3');
    expect(() => gradient(0, 0)).toThrow('reddi: t must be a whole number from 1 up, got 0');
    expect(() => reddi({ C: 2 })).toThrow('reddi: C must be in (2, inf), got 2');
  });
});
