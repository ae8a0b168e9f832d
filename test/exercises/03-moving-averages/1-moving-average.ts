import { answer, numbers } from 'descent/exercises';

/**
 *   v₀ = 0      v_t = β v_{t−1} + (1 − β) θ_t      v̂_t = v_t / (1 − βᵗ)
 *
 * Given θ₁, θ₂, …, return v̂₁, v̂₂, … The correction is written; make the new v from the old one and from the sample, which is called theta.
 */
export function movingAverage(values: readonly number[], beta: number): number[] {
  let v = 0;
  return values.map((theta, index) => {
    /* BEGIN PROMPT
    v = toDo('3.1');
    END PROMPT */
    // BEGIN SOLUTION
    // Most of the old average, a little of the new sample.
    v = beta * v + (1 - beta) * theta;
    // END SOLUTION
    return v / (1 - beta ** (index + 1));
  });
}

// BEGIN SOLUTION NO PROMPT
/** The average whose new v is another. */
const averaging = (next: (v: number, theta: number, beta: number, index: number) => number) => (values: readonly number[], beta: number): number[] => {
  let v = 0;
  return values.map((theta, index) => (v = next(v, theta, beta, index)) / (1 - beta ** (index + 1)));
};
// END SOLUTION

export default answer({
  title: 'finish the average',
  solution: movingAverage,
  gives: numbers,
  hints: [
    'Of 20 and 26 at β = 0.9: v is 2 after the first day. What is it after the second?',
    'The share beta of the old v stays, and the share 1 − beta of the sample comes in.',
    'v = beta * v + (1 - beta) * theta;',
  ],
  cases: [
    { name: 'a constant series comes out as it went in', asks: [[[3, 3, 3, 3], 0.9], [[3, 3, 0], 0.5]], hint: (_: readonly number[], beta: number) => (beta === 0.9 ? 'The two shares sum to 1' : 'Until the jump it is constant; then half of the average is left') },
    // 0.9 · 0.1 · 20 + 0.1 · 26 = 4.4, divided by 1 − 0.9².
    { name: 'the three days of the lesson', asks: [[[20, 26, 23], 0.9]], hint: 'By hand, v is 2, 4.4, 6.26' },
    { name: 'β = 0 remembers nothing', asks: [[[5, -1, 4], 0], [[5, -1, 4], 0.25]], hint: (_: readonly number[], beta: number) => (beta === 0 ? 'At β = 0 the average is the sample' : 'At β = 0.25 a quarter of the average before is left') },
    { name: 'a jump', asks: [[[0, 0, 1, 1, 1], 0.5]], hint: 'The share 1 − beta of each new sample comes in' },
  ],
  random: random => [Array.from({ length: 6 }, () => 10 * random.uniform()), 0.3 + 0.65 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'beta and 1 − beta have changed places', is: averaging((v, theta, beta) => (1 - beta) * v + beta * theta) },
    { says: 'the old average is not multiplied by beta, and never forgotten', is: averaging((v, theta, beta) => v + (1 - beta) * theta) },
    { says: 'the sample is not multiplied by 1 − beta', is: averaging((v, theta, beta) => beta * v + theta) },
    { says: 'the old average is lost', is: averaging((_, theta, beta) => (1 - beta) * theta) },
    { says: 'the samples are added up', is: averaging((v, theta) => v + theta) },
    { says: 'beta multiplies the sample as well', is: averaging((v, theta, beta) => beta * v + beta * theta) },
    { says: 'the first sample is taken for v as it is, and then corrected all the same', is: averaging((v, theta, beta, index) => (index === 0 ? theta : beta * v + (1 - beta) * theta)) },
  ],
  // END SOLUTION
});
