import { answer, number } from 'descent/exercises';

/**
 * A group has the variance v, above 0. Return the ε with which its variance *after* normalising is s, a number in (0, 1].
 *
 * Write the variance after normalising down, set it to s, and solve for ε.
 */
export function epsilonFor(v: number, s: number): number {
  // BEGIN SOLUTION
  // v / (v + ε) = s, so v + ε = v / s.
  return v / s - v;
  // END SOLUTION
}

export default answer({
  title: 'the ε of a variance',
  solution: epsilonFor,
  gives: number,
  hints: [
    'By what are the distances from the mean divided, and so by what are their squares?',
    'The variance after normalising is v / (v + ε).',
    'v + ε must be v divided by s.',
  ],
  cases: [
    { name: 'all of it is left without an epsilon, and nearly all with a small one', asks: [[3.5, 1], [3.5, 0.99]], hint: 'With epsilon 0 the variance after normalising is 1; to lose a hundredth, epsilon must be about a hundredth of v' },
    { name: 'half and nine tenths', asks: [[1e-2, 0.5], [2, 0.9]], hint: 'Half is left where epsilon is as large as the variance' },
  ],
  properties: [
    {
      name: 'normalised with it, numbers have that variance',
      asks: [[4, 0.25], [0.5, 0.6]],
      holds: (epsilon: number, v: number, s: number) => {
        // Two numbers at a distance of √v from their mean.
        const after = (Math.sqrt(v) / Math.sqrt(v + epsilon)) ** 2;
        // Of a float32 epsilon the share has six digits.
        return Math.abs(after - s) < 1e-5 ? undefined : `with this epsilon a variance of ${v} becomes ${Number(after.toPrecision(4))}, not ${s}`;
      },
    },
  ],
  random: random => [0.2 + 3 * random.uniform(), 0.15 + 0.8 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  formula: { of: ['v', 's'], gives: 'v / s - v' },
  wrong: [
    { says: 'it is v + ε; v itself must still be taken from it', is: (v: number, s: number) => v / s },
    { says: 'it is what is lost of the variance, which is not what stands beside v under the root', is: (v: number, s: number) => v * (1 - s) },
    { says: 'the standard deviation is meant to be s, not the variance: s is squared', is: (v: number, s: number) => v / s ** 2 - v },
    { says: 'the root of v is taken, as if epsilon were added to the standard deviation', is: (v: number, s: number) => Math.sqrt(v) / s - Math.sqrt(v) },
    { says: 'what is left and what is lost have changed places', is: (v: number, s: number) => (v * s) / (1 - s) },
  ],
  // END SOLUTION
});
