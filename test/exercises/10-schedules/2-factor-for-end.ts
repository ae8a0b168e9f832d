import { answer, number } from 'descent/exercises';

/**
 * Exponential decay begins at start in step 1 and is multiplied by one factor in every step. Return the factor with which the rate of step n is end.
 * n is a whole number from 2, and start and end are above 0.
 *
 * How many times has the rate been multiplied when step n begins?
 */
export function factorForEnd(start: number, end: number, n: number): number {
  // BEGIN SOLUTION
  // Step 1 has the first rate, so n − 1 factors lie before step n.
  return (end / start) ** (1 / (n - 1));
  // END SOLUTION
}

export default answer({
  title: 'the factor for a given end',
  solution: factorForEnd,
  gives: number,
  hints: [
    'Step 2 has start · q. Which power of q has step n?',
    'end = start · qⁿ⁻¹. Solve it for q.',
    'q is the (n − 1)-th root of end / start: raise it to the power 1 / (n − 1).',
  ],
  cases: [
    { name: 'two steps', asks: [[1, 0.5, 2], [0.2, 0.02, 2]], hint: 'Step 2 is one factor after step 1' },
    { name: 'three steps', asks: [[1, 0.25, 3], [0.1, 0.081, 3]], hint: 'Two factors lie between step 1 and step 3' },
    { name: 'lecture 2\'s last epoch', asks: [[0.01, 0.01 * 0.9 ** 19, 20]], hint: 'Between epoch 1 and epoch 20 lie 19 factors' },
  ],
  properties: [
    {
      name: 'step n then has the rate that was asked for',
      asks: [[0.5, 0.001, 30], [2, 1, 12]],
      holds: (factor: number, start: number, end: number, n: number) => {
        let rate = start;
        for (let t = 2; t <= n; t++) rate *= factor;
        // Of a float32 factor seven digits are left, of its thirtieth power five.
        return Math.abs(rate / end - 1) < 1e-4 ? undefined : `from ${start} the rate of step ${n} is ${Number(rate.toPrecision(4))}, not ${end}`;
      },
    },
  ],
  random: random => [0.1 + random.uniform(), 0.001 + 0.05 * random.uniform(), 3 + random.integer(60)],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it takes n factors, but step 1 has none: only n − 1 lie before step n', is: (start: number, end: number, n: number) => (end / start) ** (1 / n) },
    { says: 'it takes one factor more than n', is: (start: number, end: number, n: number) => (end / start) ** (1 / (n + 1)) },
    { says: 'it is the share that is left in the end, not the root of it', is: (start: number, end: number) => end / start },
    { says: 'the share is divided among the steps, but factors multiply: take a root', is: (start: number, end: number, n: number) => end / start / (n - 1) },
    { says: 'it grows: start and end are swapped', is: (start: number, end: number, n: number) => (start / end) ** (1 / (n - 1)) },
    { says: 'it is what a straight line would lose in a step', is: (start: number, end: number, n: number) => 1 - (start - end) / (start * (n - 1)) },
  ],
  // END SOLUTION
});
