import { expression } from 'descent/exercises';

/**
 * How much of the corrected average v̂_t is the first sample, θ₁? Return its weight as a formula of beta and t in quotes; a power is written beta^2.
 *
 * The lesson unrolls v_t. Find the weight of θ₁ there, then correct it.
 */
export function firstSample(): string {
  // BEGIN SOLUTION
  // θ₁ has been multiplied by β in each of the t − 1 steps after it.
  return '(1 - beta) * beta^(t - 1) / (1 - beta^t)';
  // END SOLUTION
}

export default expression({
  title: 'how much of it is the first sample?',
  solution: firstSample,
  of: ['beta', 't'],
  hints: [
    'At t = 1 there is no other sample. What must your formula say then?',
    'θ₁ comes in with the share 1 − β, and each later step multiplies it by β. How many steps are that?',
    'In v_t its weight is (1 − β) β^(t−1). The correction divides by 1 − βᵗ.',
  ],
  cases: [
    { name: 'at first it is all there is', asks: [[0.9, 1], [0.5, 1]], hint: 'After one sample the average is that sample' },
    { name: 'after two samples', asks: [[0.5, 2], [0.9, 2]], hint: (beta: number) => (beta === 0.5 ? 'At β = 0.5 the second counts twice as much as the first' : 'The second has the share 1 − β, and the first β times that') },
    { name: 'later', asks: [[0.98, 20], [0.6, 7]], hint: 'Each step after the first multiplies its weight by beta' },
  ],
  random: random => [0.2 + 0.75 * random.uniform(), 2 + random.integer(20)],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is its weight in v, before the correction', is: () => '(1 - beta) * beta^(t - 1)' },
    { says: 'it has been multiplied by beta once too often', is: () => '(1 - beta) * beta^t / (1 - beta^t)' },
    { says: 'it is the weight of the newest sample', is: () => '(1 - beta) / (1 - beta^t)' },
    { says: 'the share 1 − β with which it came in is left out', is: () => 'beta^(t - 1) / (1 - beta^t)' },
    { says: 'it is the weight that still lies on the zero at the beginning', is: () => 'beta^t' },
    { says: 'it is its weight in the plain mean', is: () => '1 / t' },
    { says: 'the correction is multiplied, not divided', is: () => '(1 - beta) * beta^(t - 1) * (1 - beta^t)' },
  ],
  // END SOLUTION
});
