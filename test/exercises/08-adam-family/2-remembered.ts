import { answer, number } from 'descent/exercises';

/**
 *   u ← max(β₂ u, |g|)
 *
 * All gradients of a weight are 1, but one was c, which is larger. Return how many of the steps after that one still have a u above 1. c = 1
 * gives 0.
 *
 * What is u in the k-th step after it? A count is a whole number. Useful: Math.log, Math.floor, Math.ceil.
 */
export function remembered(c: number, beta2: number): number {
  // BEGIN SOLUTION
  // β₂ᵏ c > 1 as long as k < ln c / ln(1/β₂); the last such whole number counts them.
  return Math.max(0, Math.ceil(Math.log(c) / -Math.log(beta2)) - 1);
  // END SOLUTION
}

/** Counted by walking. */
function counted(c: number, beta2: number): number {
  let [u, steps] = [c * beta2, 0];
  for (; u > 1; u *= beta2) steps += 1;
  return steps;
}

export default answer({
  title: 'how long a large gradient is remembered',
  solution: remembered,
  gives: number,
  hints: [
    'As long as β₂ u is the larger of the two, u fades by β₂ in each step. What is it k steps after the large gradient?',
    'It is β₂ᵏ c. For which k is that above 1? Take logarithms, and mind the sign of ln β₂.',
    'k < ln c / ln(1/β₂). How many whole numbers from 1 up are below that?',
  ],
  cases: [
    { name: 'ten at the usual beta2', asks: [[10, 0.999]], hint: 'u is beta2^k c in the k-th step after' },
    { name: 'the question of the lesson: 50 at 0.9', asks: [[50, 0.9], [10, 0.99]], hint: (c: number) => (c === 50 ? '50 * 0.9^37 is 1.01' : '10 * 0.99^229 is 1.001') },
    { name: 'a gradient that is no larger is not remembered', asks: [[1, 0.9], [3, 0.5]], hint: 'With c = 1 there is nothing to remember: 0 steps' },
  ],
  properties: [
    {
      name: 'it is what counting gives',
      asks: [[7, 0.8], [300, 0.95], [2.5, 0.7]],
      holds: (steps: number, c: number, beta2: number) => {
        const right = counted(c, beta2);
        return steps === right ? undefined : `for c = ${c} and beta2 = ${beta2} counting gives ${right}, and not ${Number(steps.toPrecision(7))}`;
      },
    },
  ],
  random: random => [2 + 30 * random.uniform(), 0.6 + 0.35 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the first step in which u is 1 again is counted as well', is: (c: number, beta2: number) => Math.ceil(Math.log(c) / -Math.log(beta2)) },
    { says: 'it is not rounded to a whole number', is: (c: number, beta2: number) => Math.log(c) / -Math.log(beta2) },
    { says: '1 − beta2 stands for ln(1/beta2), which is so only near 1', is: (c: number, beta2: number) => Math.floor(Math.log(c) / (1 - beta2)) },
    { says: 'the logarithm of c is missing: it does not fade by a fixed amount, but by a factor', is: (c: number, beta2: number) => Math.floor(c / (1 - beta2)) },
    { says: 'it is how long Adam\'s square is remembered, which fades as beta2^(k/2) under the root', is: (c: number, beta2: number) => Math.ceil((2 * Math.log(c)) / -Math.log(beta2)) - 1 },
    { says: 'the sign of the logarithm of beta2 is lost', is: (c: number, beta2: number) => Math.ceil(Math.log(c) / Math.log(beta2)) - 1 },
  ],
  // END SOLUTION
});
