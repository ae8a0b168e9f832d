import { answer, number } from 'descent/exercises';

/**
 * f(w) = wᵖ for an even p of 2 or more. At p = 2 Newton's step arrives at once; where the bottom is flatter, it does not. Return the number by which
 * one step of Newton multiplies w.
 *
 * Write down the slope and the curvature, divide, and see what is left of w.
 */
export function newtonFactor(p: number): number {
  // BEGIN SOLUTION
  // w − p wᵖ⁻¹ / (p (p − 1) wᵖ⁻²) = w − w / (p − 1).
  return (p - 2) / (p - 1);
  // END SOLUTION
}

export default answer({
  title: 'Newton where the bottom is flat',
  solution: newtonFactor,
  gives: number,
  hints: [
    'The slope is p wᵖ⁻¹. What is its slope?',
    'Slope over curvature is w / (p − 1).',
    'w − w / (p − 1) is w times 1 − 1 / (p − 1).',
  ],
  cases: [
    { name: 'a parabola, and a flatter one', asks: [[2], [4]], hint: 'At p = 2 the step arrives and nothing is left of w; at p = 4 slope over curvature is a third of w' },
    { name: 'very flat', asks: [[6], [10]], hint: (p: number) => (p === 6 ? 'At p = 6 the slope is 6 w⁵ and the curvature 30 w⁴' : 'At p = 10 the slope is 10 w⁹ and the curvature 90 w⁸') },
  ],
  properties: [
    {
      name: 'a step from 1.5 says the same',
      asks: [[8], [12]],
      holds: (factor: number, p: number) => {
        // Central differences of wᵖ, for the slope and the curvature at 1.5; right to about a part in a million.
        const [h, f] = [1e-3, (w: number): number => w ** p];
        const [slope, bend] = [(f(1.5 + h) - f(1.5 - h)) / (2 * h), (f(1.5 + h) - 2 * f(1.5) + f(1.5 - h)) / h ** 2];
        const seen = 1 - slope / bend / 1.5;
        return Math.abs(factor - seen) < 1e-4 ? undefined : `for p = ${p} a step from 1.5 leads to ${Number((1.5 * seen).toPrecision(4))}, which is ${Number(seen.toPrecision(4))} times as far, and not ${Number(factor.toPrecision(4))} times`;
      },
    },
  ],
  random: random => [2 * (2 + random.integer(8))],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is what the step takes off, not what is left', is: (p: number) => 1 / (p - 1) },
    { says: 'the curvature is p times the power below, without the p − 1', is: () => 0 },
    { says: 'it is (p − 1) / p, as if the curvature were p² wᵖ⁻²', is: (p: number) => (p - 1) / p },
    { says: 'slope and curvature have changed places', is: (p: number) => 1 - (p - 1) },
    { says: 'it is 1 / p', is: (p: number) => 1 / p },
    { says: 'the step goes uphill', is: (p: number) => p / (p - 1) },
  ],
  // END SOLUTION
});
