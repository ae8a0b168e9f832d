import { expect, test } from 'vitest';
import { qFunction } from '../../lib/src/channel';

// Abramowitz & Stegun, Handbook of Mathematical Functions, table 26.1 and 26.2: Q to ten places, and −log10 Q to five for the tail.
test.each([
  [0, 0.5],
  [0.5, 0.3085375387],
  [1, 0.1586552539],
  [1.5, 0.0668072013],
  [2, 0.0227501319],
  [3, 0.0013498980],
  [4, 0.0000316712],
])('Q(%d) is %d', (x, table) => {
  expect(Math.abs(qFunction(x) - table)).toBeLessThan(6e-11);
});

test.each([[5, 6.54265], [6, 9.00586]])('Q(%d) is 10^−%d', (x, exponent) => {
  expect(Math.abs(-Math.log10(qFunction(x)) - exponent)).toBeLessThan(6e-6);
});

test('both tails are one whole', () => {
  for (const x of [0.01, 0.3, 1.7, 4, 9, 40]) expect(qFunction(-x)).toBeCloseTo(1 - qFunction(x), 15);
});

test('far out it is 0, and what is no number stays none', () => {
  expect(qFunction(40)).toBe(0);
  expect(qFunction(-Infinity)).toBe(1);
  expect(qFunction(NaN)).toBeNaN();
});
