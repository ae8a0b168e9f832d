import { describe, expect, test } from 'vitest';
import { randomFrom, seededRandom, splitmix64, xoshiro128 } from '../../lib/src/datasets/random';

const take = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);

/** Five standard errors of a mean: by chance one seed in two million would fail, so a failure means a fault. */
const five = (deviation: number, count: number): number => (5 * deviation) / Math.sqrt(count);

describe('published values', () => {
  test('splitmix64 from seed 1234567 (Rosetta Code, "Pseudo-random numbers/Splitmix64")', () => {
    expect(take(5, splitmix64(1234567n))).toEqual([
      6457827717110365317n, 3203168211198807973n, 9817491932198370423n, 4593380528125082431n, 16408922859458223821n,
    ]);
  });

  test('xoshiro128** from state 1, 2, 3, 4 (the vector of the rand_xoshiro crate, made with the authors\' C code)', () => {
    expect(take(10, xoshiro128([1, 2, 3, 4]))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  // A Python transcription of both C files gave these; seed 2^40 + 7 uses more than 32 bits.
  test.each([
    [0, [3737715805, 2584255861, 2876756834, 3286328325]],
    [1, [1695105466, 1423115009, 634581793, 1068227753]],
    [123456789, [1346704765, 2882174560, 1840973710, 4030037534]],
    [2 ** 40 + 7, [731018183, 1433462173, 2492519422, 1115521196]],
  ])('seed %d starts with the words of the reference', (seed, words) => {
    const random = seededRandom(seed);
    expect(take(4, () => random.integer(2 ** 32))).toEqual(words);
  });

  test('shuffling 0 to 9 with seed 1 gives the order the Python transcription gave', () => {
    expect(seededRandom(1).shuffle([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([2, 3, 0, 7, 9, 4, 5, 1, 8, 6]);
  });
});

describe('uniform', () => {
  test('is made of the upper 27 and 26 bits of two words', () => {
    expect(randomFrom(xoshiro128([1, 2, 3, 4])).uniform()).toBe(360 / 2 ** 27);
    expect(randomFrom(() => 0).uniform()).toBe(0);
    expect(randomFrom(() => 2 ** 32 - 1).uniform()).toBe(1 - 2 ** -53);
  });

  test('fills [0, 1) evenly', () => {
    const random = seededRandom(3);
    const count = 100_000;
    const values = take(count, random.uniform);
    expect(Math.abs(mean(values) - 0.5)).toBeLessThan(five(Math.sqrt(1 / 12), count));
    // 99 degrees of freedom: chi-squared has mean 99 and standard deviation √198, and five of those are allowed.
    const cells = new Array<number>(100).fill(0);
    for (const value of values) cells[Math.floor(value * 100)]! += 1;
    const chi = cells.reduce((sum, seen) => sum + (seen - 1000) ** 2 / 1000, 0);
    expect(Math.abs(chi - 99)).toBeLessThan(5 * Math.sqrt(198));
  });
});

describe('normal', () => {
  const count = 200_000;
  const random = seededRandom(4);
  const values = take(count, random.normal);

  // The standard deviations of z, z², z³ and z⁴ are 1, √2, √15 and √96.
  test.each([
    [1, 0, 1],
    [2, 1, Math.sqrt(2)],
    [3, 0, Math.sqrt(15)],
    [4, 3, Math.sqrt(96)],
  ])('moment %d is %d', (power, expected, deviation) => {
    expect(Math.abs(mean(values.map(z => z ** power)) - expected)).toBeLessThan(five(deviation, count));
  });

  test.each([
    [1, 0.3173105],
    [2, 0.0455003],
    [3, 0.0026998],
  ])('beyond %d standard deviations lies the share of the normal table', (bound, share) => {
    const seen = values.filter(z => Math.abs(z) > bound).length / count;
    expect(Math.abs(seen - share)).toBeLessThan(five(Math.sqrt(share * (1 - share)), count));
  });

  test('neighbours are not correlated', () => {
    const products = values.slice(1).map((z, i) => z * (values[i] as number));
    expect(Math.abs(mean(products))).toBeLessThan(five(1, count));
  });
});

describe('integer and shuffle', () => {
  test('a word beyond the last whole multiple of n is drawn again', () => {
    const words = [2 ** 32 - 1, 7];
    expect(randomFrom(() => words.shift() as number).integer(3)).toBe(1);
    expect(words).toEqual([]);
  });

  test('every order of three is equally likely', () => {
    const random = seededRandom(5);
    const count = 60_000;
    const seen = new Map<string, number>();
    for (let i = 0; i < count; i++) {
      const order = random.shuffle('abc').join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect([...seen.keys()].sort()).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']);
    for (const times of seen.values()) expect(Math.abs(times / count - 1 / 6)).toBeLessThan(five(Math.sqrt(5 / 36), count));
  });

  test('shuffling leaves the array as it was', () => {
    const array = [1, 2, 3, 4, 5];
    const shuffled = seededRandom(1).shuffle(array);
    expect(array).toEqual([1, 2, 3, 4, 5]);
    expect(shuffled.sort()).toEqual(array);
  });
});

test('the same seed gives the same stream, another seed another', () => {
  const stream = (seed: number): number[] => take(20, seededRandom(seed).normal);
  expect(stream(9)).toEqual(stream(9));
  expect(stream(9)).not.toEqual(stream(10));
});

test.each([-1, 1.5, NaN, Infinity, 2 ** 53])('seed %d is refused', seed => {
  expect(() => seededRandom(seed)).toThrow(`random: seed must be a whole number from 0 to 9007199254740991, got ${seed}`);
});

test.each([0, -2, 2.5, NaN, 2 ** 32 + 1])('integer(%d) is refused', n => {
  expect(() => seededRandom(1).integer(n)).toThrow(`random: integer(n) needs a whole n from 1 to 2^32, got ${n}`);
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
