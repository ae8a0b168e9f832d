import { expect, test } from 'vitest';
import { cutNormalMoments, cutNormalQuantile, normalBelow, normalQuantile, truncatedTo } from '../../lib/src/initializers';

const relative = (got: number, expected: number): number => Math.abs(got / expected - 1);

/** A few roundings of the exponential and of the sums; no digit of the tail may be lost. */
const roundings = 5e-15;

test.each([
  [-10, 7.61985302416052606597334e-24], [-5, 2.86651571879193911673752e-7], [-3, 1.34989803163009452665181e-3], [-2.999, 1.35433653372710615730184e-3],
  [-1.5, 6.68072012688580660e-2], [-1, 0.158655253931457051414767], [-0.1, 0.460172162722971016331066], [0, 0.5], [0.7, 0.758036347776926971383789],
])('Φ(%d), against mpmath with 30 digits', (x, below) => {
  expect(relative(normalBelow(x), below)).toBeLessThan(roundings);
});

test.each([
  [1e-300, -37.0470962993612], [1e-12, -7.034483825301131], [1e-4, -3.7190164854556804], [0.01, -2.3263478740408408], [0.0749, -1.4402382675279635],
  [0.0751, -1.4388253927525403], [0.3, -0.5244005127080409], [0.6, 0.2533471031357997], [0.975, 1.959963984540054], [0.9999, 3.719016485455709],
])('Φ⁻¹(%d), against scipy 1.17', (p, x) => {
  expect(relative(normalQuantile(p), x)).toBeLessThan(roundings);
});

test('the ends: Φ(±∞), Φ⁻¹(0), Φ⁻¹(1), Φ⁻¹(½), and nothing outside [0, 1]', () => {
  expect([normalBelow(-Infinity), normalBelow(Infinity), normalBelow(-50)]).toEqual([0, 1, 0]);
  expect([normalQuantile(0), normalQuantile(0.5), normalQuantile(1)]).toEqual([-Infinity, 0, Infinity]);
  expect(() => normalQuantile(1.2)).toThrow('normalQuantile: p must be in [0, 1], got 1.2');
});

test('a cut at ±2σ leaves √(1 − 4φ(2)/(2Φ(2) − 1)) = 0.8796256610342398 of σ, one at ±1σ 0.5395600937548968 (scipy\'s truncnorm)', () => {
  expect(relative(cutNormalMoments({ mean: 0, sigma: 1, low: -2, high: 2 }).sigma, 0.8796256610342398)).toBeLessThan(roundings);
  expect(relative(cutNormalMoments({ mean: 0, sigma: 1, low: -1, high: 1 }).sigma, 0.5395600937548968)).toBeLessThan(roundings);
  expect(cutNormalMoments({ mean: 3, sigma: 2, low: -Infinity, high: Infinity })).toEqual({ mean: 3, sigma: 2 });
});

test('far out in a tail no digit is lost: the median of N(0, 1) between 5 and 6 is 5.13137176328391885 (mpmath), its mean 5.183147090477182 (scipy)', () => {
  const cut = { mean: 0, sigma: 1, low: 5, high: 6 };
  expect(relative(cutNormalQuantile(cut)(0.5), 5.13137176328391885)).toBeLessThan(roundings);
  expect(relative(cutNormalMoments(cut).mean, 5.183147090477182)).toBeLessThan(1e-13);
  // The variance, 0.03, is what is left of two terms near 27, a thousand times its size.
  expect(relative(cutNormalMoments(cut).sigma, 0.17161710511611844)).toBeLessThan(1e-11);
});

test('a quantile never leaves its cut, rises with u, and inverts the share', () => {
  const quantile = cutNormalQuantile({ mean: 0.3, sigma: 0.8, low: -0.5, high: 1.7 });
  expect([quantile(0), quantile(1)].map(x => Number(x.toFixed(12)))).toEqual([-0.5, 1.7]);
  const values = Array.from({ length: 101 }, (_, i) => quantile(i / 100));
  values.slice(1).forEach((value, i) => expect(value).toBeGreaterThan(values[i] as number));
  expect(cutNormalQuantile({ mean: 2, sigma: 0, low: 1, high: 3 })(0.2)).toBe(2);
});

test('truncatedTo makes up for the cut: what is left has the standard deviation asked for', () => {
  const cut = truncatedTo(0.3, { mean: 1 });
  expect(cut.high - cut.mean).toBeCloseTo(2 * cut.sigma, 15);
  expect(cut.sigma).toBeCloseTo(0.3 / 0.8796256610342398, 14);
});
