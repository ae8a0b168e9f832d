/** Vectors of normal float32 numbers whose squares, or the sums of them, are not, with their norms worked out by hand. */
export const extremeVectors: ReadonlyArray<{ readonly x: readonly number[]; readonly norm: number }> = [
  { x: [3e20, 4e20], norm: 5e20 },
  { x: [1e20, 1], norm: 1e20 },
  { x: [3e-30, 4e-30], norm: 5e-30 },
  { x: [1e-30, 1e-30], norm: Math.SQRT2 * 1e-30 },
  { x: [1.5e38, 2e38], norm: 2.5e38 },
  { x: [3e-37, 4e-37], norm: 5e-37 },
  // Sums of usual and of large or small squares; 2^50 and 2^-50 are where the one ends and the other begins.
  { x: [2 ** 51 * 3, 2 ** 49 * 16, 0, 0], norm: 2 ** 51 * 5 },
  { x: [2 ** -51 * 3, 2 ** -49], norm: 2 ** -51 * 5 },
  { x: [...Array.from({ length: 15 }, () => 2 ** 49), 2 ** 49, 0, 2 ** 51 * 1.5], norm: 2 ** 51 * Math.sqrt(1 + 2.25) },
  { x: [3, -4, 0, 1e-30], norm: 5 },
];
