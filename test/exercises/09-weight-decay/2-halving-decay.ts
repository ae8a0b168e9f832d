import { answer, number } from 'descent/exercises';

/**
 *   w ← w − η (m̂ / (√v̂ + ε) + λ w)
 *
 * The gradient of a weight has always been zero. Return the λ with which AdamW, in this form, has halved the weight after n steps at the rate η,
 * exactly. n is a whole number from 1.
 */
export function halvingDecay(eta: number, n: number): number {
  // BEGIN SOLUTION
  // (1 − ηλ)ⁿ = 1/2.
  return (1 - 0.5 ** (1 / n)) / eta;
  // END SOLUTION
}

export default answer({
  title: 'a decay that halves',
  solution: halvingDecay,
  gives: number,
  hints: [
    'What is left of the step when all gradients are zero? By which factor does the weight shrink?',
    'After n steps (1 − ηλ)ⁿ of it is left.',
    '1 − ηλ is the n-th root of 1/2.',
  ],
  cases: [
    { name: 'in one step and in two', asks: [[0.1, 1], [0.5, 2]], hint: (_: number, steps: number) => (steps === 1 ? 'In one step 1 - eta lambda must be 1/2' : 'In two steps the square of 1 - eta lambda must be 1/2') },
    { name: 'in ten steps', asks: [[0.1, 10], [0.02, 10]], hint: 'The factor of one step is the tenth root of 1/2' },
    { name: 'in a thousand, as in the lesson', asks: [[0.01, 1000]], hint: 'In the lesson it was 0.07' },
  ],
  properties: [
    {
      name: 'after n steps half is left',
      asks: [[0.2, 5], [0.05, 40]],
      holds: (lambda: number, eta: number, n: number) => {
        const left = (1 - eta * lambda) ** n;
        // Of a float32 lambda what is left has six digits.
        return Math.abs(left - 0.5) < 1e-5 ? undefined : `with this lambda = ${Number(lambda.toPrecision(4))}, eta = ${eta} and n = ${n}, ${Number(left.toPrecision(4))} of the weight is left`;
      },
    },
  ],
  random: random => [0.02 + 0.3 * random.uniform(), 2 + random.integer(30)],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the rate is missing: it is the λ of the paper', is: (_: number, n: number) => 1 - 0.5 ** (1 / n) },
    { says: 'a half is parted evenly over the steps, but each step takes its share of what is left', is: (eta: number, n: number) => 0.5 / (eta * n) },
    { says: 'it is the factor that is left in a step, not what is taken', is: (eta: number, n: number) => 0.5 ** (1 / n) / eta },
    { says: 'the power is n where the n-th root belongs', is: (eta: number, n: number) => (1 - 0.5 ** n) / eta },
    { says: 'the n-th root is missing', is: (eta: number) => 0.5 / eta },
    { says: 'the sign is turned', is: (eta: number, n: number) => (0.5 ** (1 / n) - 1) / eta },
    { says: 'the rate divides only one of the two terms', is: (eta: number, n: number) => 1 - 0.5 ** (1 / n) / eta },
    { says: 'the weight is doubled, not halved', is: (eta: number, n: number) => (2 ** (1 / n) - 1) / eta },
    { says: 'the rate and the number of steps are swapped', is: (eta: number, n: number) => (1 - 0.5 ** (1 / eta)) / n },
    { says: 'ln 2 / (ηn) is right for small steps only', is: (eta: number, n: number) => Math.log(2) / (eta * n) },
    { says: 'it is multiplied by the rate where it should be divided', is: (eta: number, n: number) => (1 - 0.5 ** (1 / n)) * eta },
  ],
  // END SOLUTION
});
