import { answer, numbers } from 'descent/exercises';

/**
 *   v₀ = 0      v_t = β v_{t−1} + (1 − β) θ_t      v̂_t = v_t / (1 − βᵗ)
 *
 * Given θ₁, θ₂, …, this should return v̂₁, v̂₂, … One line is as lecture 5 has it, and wrong: a constant series must come out as it went in,
 * and v̂ can never leave the range of the values so far. Find it, mend it, and take the line with toDo away.
 */
export function correctedAverage(values: readonly number[], beta: number): number[] {
  /* BEGIN PROMPT
  toDo('7.4');
  END PROMPT */
  // BEGIN SOLUTION NO PROMPT
  // Only what is returned is corrected; the recursion keeps the plain average.
  // END SOLUTION
  let v = 0;
  return values.map((theta, index) => {
    v = beta * v + (1 - beta) * theta;
    /* BEGIN PROMPT
    v = v / (1 - beta ** (index + 1));
    return v;
    END PROMPT */
    // BEGIN SOLUTION
    return v / (1 - beta ** (index + 1));
    // END SOLUTION
  });
}

// BEGIN SOLUTION NO PROMPT
/** The average of a series, with what each step returns, and feeds back, given the plain average and the number of the step. */
const averaging = (returned: (v: number, t: number, beta: number) => number, fedBack: (v: number, t: number, beta: number) => number = v => v) =>
  (values: readonly number[], beta: number): number[] => {
    let v = 0;
    return values.map((theta, index) => {
      v = beta * v + (1 - beta) * theta;
      const given = returned(v, index + 1, beta);
      v = fedBack(v, index + 1, beta);
      return given;
    });
  };
// END SOLUTION

export default answer({
  title: 'the planted bug',
  solution: correctedAverage,
  gives: numbers,
  hints: [
    'Follow the constant series 3, 3, 3 by hand. What does v hold after the second step?',
    'Is the average that was already divided fed back into the recursion?',
    'Return v / (1 − βᵗ), and leave v itself as it is.',
  ],
  cases: [
    { name: 'a constant series comes out as it went in', asks: [[[3, 3, 3, 3], 0.9], [[0, 1], 0.9]], hint: 'Is the average that was already divided fed back into the recursion?' },
    // 0.98 · 0.02 · 28 + 0.02 · 22.824, divided by 1 − 0.98²: 25.386.
    { name: 'the example of deck 004, with its slip repaired', asks: [[[28, 22.824], 0.98]] },
    { name: 'another series', asks: [[[5, 6, 7, 5, 6], 0.6]] },
  ],
  properties: [
    {
      name: 'a long series stays within the range of its values',
      asks: [[Array.from({ length: 400 }, (_, i) => 5 + (i % 3)), 0.98]],
      holds: (averages: readonly number[], values: readonly number[]) => {
        if (averages.length !== values.length) return `expected ${values.length} averages, one for each value, got ${averages.length}`;
        const off = averages.findIndex(average => !(average >= 5 - 1e-5 && average <= 7 + 1e-5));
        if (off >= 0) return `all values are between 5 and 7, and yet the average ${off + 1} is ${averages[off]}`;
        // 0.98 · 0.02 · 5 + 0.02 · 6, divided by 1 − 0.98².
        return Math.abs((averages[1] as number) - 0.218 / 0.0396) < 1e-4 ? undefined : `the second average of 5, 6, … must be 5.505, got ${averages[1]}`;
      },
    },
  ],
  random: random => [Array.from({ length: 6 }, () => 10 * random.uniform()), 0.5 + 0.45 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'nothing is corrected', is: averaging(v => v) },
    { says: 'the power of beta is one too small', is: averaging((v, t, beta) => v / (1 - beta ** (t - 1))) },
    { says: 'the power of beta is one too large', is: averaging((v, t, beta) => v / (1 - beta ** (t + 1))) },
    { says: 'every step divides by 1 − beta, without the power', is: averaging((v, _, beta) => v / (1 - beta)) },
    { says: 'the average is multiplied by 1 − beta to the power of t, not divided', is: averaging((v, t, beta) => v * (1 - beta ** t)) },
    { says: 'beta and 1 − beta have changed places', is: (values: readonly number[], beta: number) => correctedAverage(values, 1 - beta) },
  ],
  // END SOLUTION
});
