import { answer, number } from 'descent/exercises';

/**
 * Without bias correction (and for ε → 0) Adam's first step is too long for some β₂ and too short for others. Return, for a given β₁, the β₂
 * with which it is exactly η.
 *
 * Write down m and v after the first step of a gradient g, divide, and ask when g cancels to 1.
 */
export function balancedBeta2(beta1: number): number {
  // BEGIN SOLUTION
  // m = (1 − β₁) g and √v = √(1 − β₂) |g| are equal in size when 1 − β₂ = (1 − β₁)².
  return 1 - (1 - beta1) ** 2;
  // END SOLUTION
}

export default answer({
  title: 'the decay that needs no correction',
  solution: balancedBeta2,
  gives: number,
  hints: [
    'After one step of a gradient g, what are m and v?',
    'm = (1 − β₁) g and v = (1 − β₂) g². The step is η m / √v.',
    'It is η when 1 − β₁ = √(1 − β₂).',
  ],
  cases: [
    { name: 'at the usual beta1', asks: [[0.9]], hint: 'After one step m = (1 - beta1) g and v = (1 - beta2) g²' },
    { name: 'without momentum, and with half of it', asks: [[0], [0.5]], hint: 'Without momentum m is the gradient itself, and so must the root of v be' },
  ],
  properties: [
    {
      name: 'the first uncorrected step is then eta',
      asks: [[0.1], [0.8], [0.97]],
      holds: (beta2: number, beta1: number) => {
        const step = (1 - beta1) / Math.sqrt(1 - beta2);
        // Of a float32 beta2, near 1, the difference from 1 has four digits.
        return Math.abs(step - 1) < 1e-3 ? undefined : `at this beta2 = ${beta2} the first step is ${Number(step.toPrecision(4))} eta`;
      },
    },
  ],
  random: random => [0.05 + 0.9 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  formula: { of: ['beta1'], gives: '1 - (1 - beta1)^2' },
  wrong: [
    { says: 'the root of 1 − beta1 is taken where its square belongs', is: (beta1: number) => 1 - Math.sqrt(1 - beta1) },
    { says: 'it is (1 − beta1) squared, which is 1 − beta2', is: (beta1: number) => (1 - beta1) ** 2 },
    { says: 'it is the square of beta1', is: (beta1: number) => beta1 ** 2 },
    { says: 'it is the root of beta1', is: (beta1: number) => Math.sqrt(beta1) },
  ],
  // END SOLUTION
});
