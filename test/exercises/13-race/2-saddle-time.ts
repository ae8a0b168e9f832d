import { answer, number } from 'descent/exercises';

/**
 * Gradient descent near a saddle: across the ridge the loss is −λ y² / 2, so each step makes y to y + η λ y. It starts y0 beside the ridge, 0 < y0 < 1.
 * Return after how many steps y is at 1 or beyond for the first time: a whole number.
 *
 * Where is y after t steps? Solve for t, and mind that steps are whole.
 */
export function stepsToLeave(y0: number, eta: number, lambda: number): number {
  // BEGIN SOLUTION
  // (1 + ηλ)ᵗ y₀ ≥ 1.
  return Math.ceil(Math.log(1 / y0) / Math.log(1 + eta * lambda));
  // END SOLUTION
}

export default answer({
  title: 'how long a saddle holds',
  solution: stepsToLeave,
  gives: number,
  hints: [
    'Each step multiplies y by the same number.',
    'After t steps y is (1 + ηλ) to the power t, times y0. When is that 1?',
    'The logarithm brings t down: t = ln(1 / y0) / ln(1 + ηλ), and the first whole number from there.',
  ],
  cases: [
    {
      name: 'an offset that doubles', asks: [[0.1, 0.5, 2], [0.3, 1, 1]],
      hint: (y0: number) => `At ηλ = 1 each step doubles y: ${y0 === 0.1 ? '0.1, 0.2, 0.4, 0.8, 1.6' : '0.3, 0.6, 1.2'}`,
    },
    { name: 'a small rate', asks: [[0.01, 0.032, 2], [1e-6, 0.032, 2]], hint: 'The factor is 1 + ηλ' },
    { name: 'a hair beside the ridge', asks: [[1e-9, 0.1, 3], [1e-12, 0.01, 1]], hint: 'The logarithm of 1 / y0 counts the factors of ten' },
  ],
  properties: [
    {
      name: 'a walk says the same',
      asks: [[0.02, 0.07, 1.5], [0.003, 0.2, 4]],
      holds: (steps: number, y0: number, eta: number, lambda: number) => {
        let [y, t] = [y0, 0];
        while (y < 1) [y, t] = [y + eta * lambda * y, t + 1];
        return steps === t ? undefined : `from y0 = ${y0} at eta = ${eta} and lambda = ${lambda} a walk is beyond 1 after ${t} steps, not after ${Number(steps.toPrecision(5))}`;
      },
    },
  ],
  random: random => [10 ** (-1 - 6 * random.uniform()), 0.01 + 0.2 * random.uniform(), 0.5 + 2 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'steps are whole, and this is the number between two', is: (y0: number, eta: number, lambda: number) => Math.log(1 / y0) / Math.log(1 + eta * lambda) },
    { says: 'it is rounded down, where y is still below 1', is: (y0: number, eta: number, lambda: number) => Math.floor(Math.log(1 / y0) / Math.log(1 + eta * lambda)) },
    { says: 'it counts as if y grew by the same amount every step, as on a slope', is: (y0: number, eta: number, lambda: number) => Math.ceil((1 - y0) / (eta * lambda * y0)) },
    { says: 'the logarithm of 1 + ηλ is taken for ηλ', is: (y0: number, eta: number, lambda: number) => Math.ceil(Math.log(1 / y0) / (eta * lambda)) },
    { says: 'the rate is left without its curvature', is: (y0: number, eta: number) => Math.ceil(Math.log(1 / y0) / Math.log(1 + eta)) },
    { says: 'it counts until y is twice what it was', is: (_: number, eta: number, lambda: number) => Math.ceil(Math.log(2) / Math.log(1 + eta * lambda)) },
    { says: 'it counts the steps of a bowl, in which y shrinks', is: (y0: number, eta: number, lambda: number) => Math.ceil(Math.log(y0) / Math.log(Math.abs(1 - eta * lambda))) },
  ],
  // END SOLUTION
});
