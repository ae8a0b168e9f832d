import { answer, number } from 'descent/exercises';

/**
 *   m_t = β₁ m_{t−1} + (1 − β₁) g_t
 *
 * The gradients are independent, with one mean and the variance σ². In the long run the mean of (g_t − m_t)², which is what AdaBelief's s comes to, is
 * a share of σ². Return this share for a given β₁. The lesson found 0.85 at 0.9.
 *
 * From lesson 3: in the long run the variance of m_{t−1} is σ² (1 − β₁)/(1 + β₁). And m_{t−1} knows nothing of g_t.
 */
export function surprise(beta1: number): number {
  // BEGIN SOLUTION
  // g − m = β₁ (g − m of the step before), and the variance of a difference of independent numbers is the sum of theirs.
  return beta1 ** 2 * (1 + (1 - beta1) / (1 + beta1));
  // END SOLUTION
}

export default answer({
  title: 'the share of the variance',
  solution: surprise,
  gives: number,
  hints: [
    'Put the line of m into g_t − m_t. What is left when g_t is collected?',
    'g_t − m_t = β₁ (g_t − m_{t−1}). The two are independent and have the same mean: what is the variance of their difference?',
    'The variances add up. A factor β₁ in front counts as its square.',
  ],
  cases: [
    { name: 'at the usual beta1', asks: [[0.9]], hint: 'In the lesson it was 0.85 of the variance' },
    { name: 'at other decays', asks: [[0.5], [0.6]], hint: 'Of the new gradient beta1 is left, of the old expectation as much' },
    { name: 'without momentum there is no surprise, and with much of it nearly the whole', asks: [[0], [0.98]], hint: 'At beta1 = 0 the expectation is the gradient itself; near 1 a new gradient hardly changes it' },
  ],
  properties: [
    {
      name: 'it is what the squared weights of all gradients add up to',
      asks: [[0.8], [0.3]],
      holds: (share: number, beta1: number) => {
        // g − m holds β₁ of the last gradient, and −(1 − β₁) β₁ʲ of that j steps before.
        const weights = Array.from({ length: 200 }, (_, j) => (j === 0 ? beta1 : -(1 - beta1) * beta1 ** j));
        const right = weights.reduce((sum, weight) => sum + weight ** 2, 0);
        return Math.abs(share - right) < 1e-5 * right ? undefined
          : `for beta1 = ${beta1} the squares of all weights add up to ${Number(right.toPrecision(5))}, and not to ${Number(share.toPrecision(5))}`;
      },
    },
  ],
  random: random => [0.2 + 0.75 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is the whole variance', is: () => 1 },
    { says: 'it is the surprise before the new gradient enters m, without the factor beta1 squared', is: (beta1: number) => 1 + (1 - beta1) / (1 + beta1) },
    { says: 'the variances are subtracted, but those of independent numbers add up', is: (beta1: number) => beta1 ** 2 * (1 - (1 - beta1) / (1 + beta1)) },
    { says: 'm is taken to be without noise', is: (beta1: number) => beta1 ** 2 },
    { says: 'the factor beta1 is not squared', is: (beta1: number) => beta1 * (1 + (1 - beta1) / (1 + beta1)) },
    { says: 'the sign inside a bracket is turned', is: (beta1: number) => beta1 ** 2 * (1 + (1 + beta1) / (1 - beta1)) },
    { says: 'the standard deviation of m is taken where its variance belongs', is: (beta1: number) => beta1 ** 2 * (1 + Math.sqrt((1 - beta1) / (1 + beta1))) },
    { says: 'it is the root: a standard deviation, not a variance', is: (beta1: number) => beta1 * Math.sqrt(1 + (1 - beta1) / (1 + beta1)) },
    { says: 'beta1 and 1 − beta1 have changed places', is: (beta1: number) => (1 - beta1) ** 2 * (1 + (1 - beta1) / (1 + beta1)) },
    { says: 'it is the variance of m, and not that of the surprise', is: (beta1: number) => (1 - beta1) / (1 + beta1) },
  ],
  // END SOLUTION
});
