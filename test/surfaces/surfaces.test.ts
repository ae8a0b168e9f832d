import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import * as all from '../../lib/src/surfaces';
import { seededRandom } from '../../lib/src/datasets/random';
import type { Point, Surface } from '../../lib/src/surfaces';

const { surface, noisy, reddi, ...makers } = all;

/** Every surface the library exports, so that a new one is held to the same tests. */
const surfaces: Surface[] = [
  ...Object.values(makers).map(make => make()),
  all.quadratic({ kappa: 100, angle: 2 }),
  all.ravine({ kappa: 1 }),
  all.rosenbrock({ a: 0.5, b: 10 }),
  surface({ ...bowl(), f: { value: (x, y) => x * x + 3 * y * y, gradient: (x, y) => [2 * x, 6 * y], latex: 'x^2 + 3 y^2' } }),
];

function bowl(): Omit<Parameters<typeof surface>[0], 'f'> {
  return { name: 'bowl', title: 'Bowl', minima: [[0, 0]], window: { x: [-1, 1], y: [-1, 1] }, starts: [[1, 1]] };
}

const inside = ({ window }: Surface, [x, y]: Point): boolean => x >= window.x[0] && x <= window.x[1] && y >= window.y[0] && y <= window.y[1];

describe.each(surfaces.map(each => [`${each.name} ${JSON.stringify(each.parameters)}`, each] as const))('%s', (_, each) => {
  const random = seededRandom(7);
  const between = ([low, high]: Point): number => low + (high - low) * random.uniform();
  const points = Array.from({ length: 50 }, (): Point => [between(each.window.x), between(each.window.y)]);

  test('the gradient is that of central differences', () => {
    const h = 1e-5;
    for (const [x, y] of points) {
      const [dx, dy] = each.gradient([x, y]);
      // The third derivative times h²/6, and the rounding of the loss over h: some 1e-10 of the largest loss near by.
      const allowed = 1e-7 * (1 + Math.abs(dx) + Math.abs(dy) + Math.abs(each.value([x, y])));
      expect(Math.abs(dx - (each.value([x + h, y]) - each.value([x - h, y])) / (2 * h))).toBeLessThan(allowed);
      expect(Math.abs(dy - (each.value([x, y + h]) - each.value([x, y - h])) / (2 * h))).toBeLessThan(allowed);
    }
  });

  test('its minima are minima: no slope, and no lower point in the window', () => {
    for (const minimum of each.minima) {
      // One rounding of the coordinates, 4.4e-16, times the largest curvature at a minimum of ours, 1002 or less.
      expect(Math.hypot(...each.gradient(minimum))).toBeLessThan(1e-12);
      for (const point of points) expect(each.value(point)).toBeGreaterThanOrEqual(each.value(minimum));
      for (const [dx, dy] of [[1e-3, 0], [-1e-3, 0], [0, 1e-3], [0, -1e-3]] as const) {
        expect(each.value([minimum[0] + dx, minimum[1] + dy])).toBeGreaterThan(each.value(minimum));
      }
    }
  });

  test('its minima and starts lie in the window', () => {
    expect(each.starts.length).toBeGreaterThan(0);
    for (const point of [...each.minima, ...each.starts]) expect(inside(each, point)).toBe(true);
  });

  test('tensors agree with float64, in value and gradient, and none is left over', () => {
    const before = tf.memory().numTensors;
    for (const point of points.slice(0, 10)) {
      const [value, gradient] = tf.tidy(() => {
        const result = tf.valueAndGrad((w: tf.Tensor) => each.onTensors(w))(tf.tensor1d([...point]));
        return [result.value.dataSync()[0] as number, Array.from(result.grad.dataSync())];
      });
      const [x, y] = Array.from(Float32Array.from(point)) as [number, number];
      const [dx, dy] = each.gradient([x, y]);
      // 24 bits, a few operations, and terms that cancel: 1e-5 of the size of the terms.
      const size = 1 + Math.abs(x) ** 4 + Math.abs(y) ** 6 * x * x;
      expect(Math.abs(value - each.value([x, y]))).toBeLessThan(1e-5 * (Math.abs(each.value([x, y])) + 20 * size));
      expect(Math.abs((gradient[0] as number) - dx) + Math.abs((gradient[1] as number) - dy)).toBeLessThan(1e-5 * (Math.abs(dx) + Math.abs(dy) + 100 * size));
    }
    expect(tf.memory().numTensors).toBe(before);
  });

  test('prints as LaTeX, and a point of another size is refused', () => {
    expect(each.latex()).toMatch(/^f\(x, y\) = .+/);
    expect(() => each.value([1])).toThrow(`${each.name}: a point has two coordinates, got 1`);
    expect(() => each.gradient([1, 2, 3])).toThrow(`${each.name}: a point has two coordinates, got 3`);
  });
});

test('the list above holds all the surfaces of the library', () => {
  expect(Object.keys(makers).sort()).toEqual(['beale', 'himmelblau', 'lessard', 'manyMinima', 'quadratic', 'rastrigin', 'ravine', 'rosenbrock', 'saddle', 'sixHumpCamel']);
});

test('surfaces refuse parameters outside their intervals', () => {
  expect(() => all.quadratic({ kappa: 0.5 })).toThrow('quadratic: kappa must be in [1, inf), got 0.5');
  expect(() => all.quadratic({ angle: NaN })).toThrow('quadratic: angle must be a finite number of radians, got NaN');
  expect(() => all.rastrigin({ A: -1 })).toThrow('rastrigin: A must be in [0, inf), got -1');
  expect(() => noisy(all.saddle(), { sigma: -1 })).toThrow('noisy: sigma must be in [0, inf), got -1');
  expect(() => noisy(all.saddle(), { seed: 0.5 })).toThrow('seed must be a whole number');
  expect(() => surface({ ...bowl(), f: 'x + q' })).toThrow('unknown name "q" in "x + q"');
});
