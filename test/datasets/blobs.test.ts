import { describe, expect, test } from 'vitest';
import { twoBlobs } from '../../lib/src/datasets/blobs';
import { logistic } from '../../lib/src/losses/logistic';

describe('two blobs', () => {
  const size = 20_000;
  const distance = 3;
  const { x, y } = twoBlobs({ seed: 6, size, distance });
  const perClass = size / 2;

  test.each([1, -1] as const)('class %d has its centre on the diagonal and standard deviation 1', label => {
    const points = x.filter((_, i) => y[i] === label);
    expect(points.length).toBe(perClass);
    for (const axis of [0, 1] as const) {
      const mean = points.reduce((sum, point) => sum + point[axis], 0) / perClass;
      const variance = points.reduce((sum, point) => sum + (point[axis] - mean) ** 2, 0) / perClass;
      // Five standard errors: 1/√n for a mean, √2/√n for a variance.
      expect(Math.abs(mean - (label * distance) / 2 / Math.SQRT2)).toBeLessThan(5 / Math.sqrt(perClass));
      expect(Math.abs(variance - 1)).toBeLessThan((5 * Math.SQRT2) / Math.sqrt(perClass));
    }
  });

  test('the best line misjudges Φ(−1.5) = 6.68 % of the points', () => {
    const wrong = x.filter(([a, b], i) => Math.sign(a + b) !== y[i]).length / size;
    expect(Math.abs(wrong - 0.0668072)).toBeLessThan(5 * Math.sqrt((0.0668 * 0.9332) / size));
  });

  test('the same seed gives the same points, another seed others', () => {
    expect(twoBlobs({ seed: 6 })).toEqual(twoBlobs({ seed: 6 }));
    expect(twoBlobs({ seed: 7 })).not.toEqual(twoBlobs({ seed: 6 }));
  });
});

test('the logistic loss takes them as they are: ln 2 a point where all weights are 0', () => {
  const blobs = twoBlobs({ size: 31 });
  expect(blobs.y.filter(label => label === 1).length).toBe(16);
  expect(logistic(blobs, [0, 0], 0).loss).toBeCloseTo(31 * Math.LN2, 10);
});

test('wrong options are named', () => {
  expect(() => twoBlobs({ size: 1 })).toThrow('blobs: size must be a whole number from 2, got 1');
  expect(() => twoBlobs({ distance: -1 })).toThrow('blobs: distance must be in [0, infinity), got -1');
  expect(() => twoBlobs({ distance: NaN })).toThrow('blobs: distance must be in [0, infinity), got NaN');
});
