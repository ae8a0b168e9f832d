import { answer, lists } from 'descent/exercises';

/**
 * This should send symbols through noise: symbol k arrives at its place, points[symbols[k]], plus noise on each axis. `snr` is Es/N0 in decibels, with
 * Es = 1: the noise has the energy N0 = 10^(−snr/10) on both axes together. `normals` holds two numbers for each symbol, of mean 0 and standard deviation
 * 1, to be scaled to that. Return a list [in phase, in quadrature] for each symbol.
 *
 * Detectors do 3 dB worse with it than theory says. Find the mistake, mend it, and take the line with toDo away.
 */
export function throughNoise(
  points: readonly (readonly number[])[], symbols: readonly number[], snr: number, normals: readonly (readonly number[])[],
): number[][] {
  /* BEGIN PROMPT
  toDo('15.5');
  const sigma = Math.sqrt(10 ** (-snr / 10));
  END PROMPT */
  // BEGIN SOLUTION
  // Half of the energy on each axis.
  const sigma = Math.sqrt(10 ** (-snr / 10) / 2);
  // END SOLUTION
  return symbols.map((symbol, k) => {
    const [i = NaN, q = NaN] = points[symbol] ?? [];
    const [n = NaN, m = NaN] = normals[k] ?? [];
    return [i + sigma * n, q + sigma * m];
  });
}

// BEGIN SOLUTION NO PROMPT
type Asked = Parameters<typeof throughNoise>;
const noisy = (scale: (snr: number) => number) => (...[points, symbols, snr, normals]: Asked): number[][] =>
  symbols.map((symbol, k) => [0, 1].map(axis => (points[symbol]?.[axis] as number) + scale(snr) * (normals[k]?.[axis] as number)));
// END SOLUTION

const corners = [[0.6, 0.6], [0.6, -0.6], [-0.6, 0.6], [-0.6, -0.6]];

export default answer({
  title: 'the planted bug',
  solution: throughNoise,
  gives: lists,
  hints: [
    '3 dB is a factor of two. A factor of two in which of the quantities?',
    'With normals of size 1 at 0 dB: what is the mean of n² + m² after scaling, and what should it be?',
    'N0 is shared by both axes, so each has N0/2.',
  ],
  cases: [
    { name: 'at 0 dB', asks: [[corners, [0, 3], 0, [[1, 0], [0, -1]]]], hint: 'N0 is 1 there, and shared by two axes' },
    { name: 'at 10 dB and 20 dB', asks: [[corners, [1, 2], 10, [[0.5, 2], [-1, 1]]], [corners, [2], 20, [[1, 1]]]], hint: 'Ten decibels more are a tenth of the energy' },
    { name: 'without noise every symbol is in its place, and then with noise on one axis', asks: [[corners, [3, 0, 1], 7, [[0, 0], [0, 0], [0, 0]]], [corners, [2, 2], 3, [[0, 1], [1, 0]]]], hint: 'Symbol k arrives at points[symbols[k]], moved by its own two normals' },
  ],
  properties: [
    {
      name: 'the noise has the energy N0',
      asks: [[[[0, 0]], [0, 0, 0, 0], 6, [[1, 1], [-1, 1], [1, -1], [-1, -1]]]],
      holds: (arrived: readonly (readonly number[])[]) => {
        const energy = arrived.reduce((sum, [i = NaN, q = NaN]) => sum + i ** 2 + q ** 2, 0) / 4;
        // What comes as a float32 tensor has seven digits.
        return Math.abs(energy / 10 ** -0.6 - 1) < 1e-5 ? undefined : `at 6 dB the noise should have the energy ${(10 ** -0.6).toPrecision(4)} on both axes together, got ${Number(energy.toPrecision(4))}`;
      },
    },
  ],
  random: random => [corners, Array.from({ length: 4 }, () => random.integer(4)), 20 * random.uniform() - 5, Array.from({ length: 4 }, () => [random.normal(), random.normal()])],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the energy is not rooted: it is multiplied where a standard deviation should be', is: noisy(snr => 10 ** (-snr / 10) / 2) },
    { says: 'the standard deviation is halved, not the energy', is: noisy(snr => Math.sqrt(10 ** (-snr / 10)) / 2) },
    { says: 'the energy of each axis is doubled', is: noisy(snr => Math.sqrt(2 * 10 ** (-snr / 10))) },
    { says: 'decibels of an amplitude are taken, snr/20, where those of an energy are meant', is: noisy(snr => Math.sqrt(10 ** (-snr / 20) / 2)) },
    { says: 'the sign of the decibels is turned, so that more of them make more noise', is: noisy(snr => Math.sqrt(10 ** (snr / 10) / 2)) },
    { says: 'there is no noise at all', is: noisy(() => 0) },
    { says: 'decibels are taken for natural logarithms', is: noisy(snr => Math.sqrt(Math.exp(-snr / 10) / 2)) },
  ],
  // END SOLUTION
});
