import { answer, numbers } from 'descent/exercises';

/**
 *   μ = mean(x)        σ² = mean((x − μ)²)        y = γ (x − μ) / √(σ² + ε) + β
 *
 * x is a list of numbers, one group; γ, β and ε, called gamma, beta and epsilon, are numbers. The mean is written: make the variance, and return the
 * list of the y. Leave x as it is.
 */
export function normalise(x: readonly number[], gamma: number, beta: number, epsilon: number): number[] {
  const mu = x.reduce((sum, value) => sum + value, 0) / x.length;
  // BEGIN SOLUTION
  // Of the distances, and not as a difference of squares, which loses its digits when the mean is large.
  const variance = x.reduce((sum, value) => sum + (value - mu) ** 2, 0) / x.length;
  const root = Math.sqrt(variance + epsilon);
  return x.map(value => (gamma * (value - mu)) / root + beta);
  // END SOLUTION
}

// BEGIN SOLUTION NO PROMPT
type Version = (x: readonly number[], gamma: number, beta: number, epsilon: number) => number[];

/** The normalisation with another variance, another divisor or another use of the scale. */
const version = ({ count = n => n, divisor = (v, e) => Math.sqrt(v + e), scaled = (u, gamma, beta) => gamma * u + beta }: {
  count?: (n: number) => number;
  divisor?: (variance: number, epsilon: number) => number;
  scaled?: (unit: number, gamma: number, beta: number) => number;
}): Version => (x, gamma, beta, epsilon) => {
  const mu = x.reduce((sum, value) => sum + value, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - mu) ** 2, 0) / count(x.length);
  return x.map(value => scaled((value - mu) / divisor(variance, epsilon), gamma, beta));
};
// END SOLUTION

export default answer({
  title: 'the normalisation of a group',
  solution: normalise,
  gives: numbers,
  hints: [
    'The variance is the mean of the squared distances from mu: a sum, divided by the number of numbers.',
    'First subtract and divide, then scale and shift; epsilon is added to the variance before the root is taken.',
    'Each y is gamma * (value - mu) / Math.sqrt(variance + epsilon) + beta.',
  ],
  cases: [
    { name: 'four numbers', asks: [[[1, 2, 3, 6], 1, 0, 1e-5], [[1, 2, 3, 6], 1, 0, 1e-3]], hint: 'The variance of 1, 2, 3, 6 is 3.5' },
    { name: 'scale and shift', asks: [[[1, 2, 3, 6], 2, 1.76, 0], [[0, 1], 3, -1, 0]], hint: 'gamma multiplies what has been normalised, and beta is added last' },
    { name: 'a variance as small as epsilon', asks: [[[0.01, 0.03], 1, 0, 1e-4], [[4, 4, 4], 5, 7, 1e-5]], hint: 'epsilon stands under the root, beside the variance; where all numbers are equal every y is beta' },
  ],
  random: random => [
    Array.from({ length: 5 }, () => 4 * random.normal() + 3), 0.5 + random.uniform(), 2 * random.uniform() + 0.3, 0.3 + 0.7 * random.uniform(),
  ],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the sum of squares is divided by n − 1, not by n', is: version({ count: n => n - 1 }) },
    { says: 'it is divided by the variance, whose root is missing', is: version({ divisor: (v, e) => v + e }) },
    { says: 'epsilon is added to the root, and not under it', is: version({ divisor: (v, e) => Math.sqrt(v) + e }) },
    { says: 'epsilon is missing', is: version({ divisor: v => Math.sqrt(v) }) },
    { says: 'scale and shift have changed places', is: version({ scaled: (u, gamma, beta) => beta * u + gamma }) },
    { says: 'the shift is scaled too', is: version({ scaled: (u, gamma, beta) => gamma * (u + beta) }) },
    { says: 'scale and shift are missing', is: version({ scaled: u => u }) },
    { says: 'the squared distances are summed and not averaged', is: version({ count: () => 1 }) },
  ],
  // END SOLUTION
});
