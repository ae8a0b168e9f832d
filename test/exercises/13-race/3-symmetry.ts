import { answer, number } from 'descent/exercises';

/**
 * Gradient descent stands exactly on the ridge of a saddle, y = 0, where across the ridge the loss is −λ y² / 2. In the first step alone the gradient
 * of y is wrong by σ, which pushes it off the ridge; all later gradients are exact. Return the σ > 0 with which |y| is exactly 1 after n steps, n from 1 up.
 *
 * Where is y after the first step, and by what is it multiplied in each of the others?
 */
export function noiseToLeave(n: number, eta: number, lambda: number): number {
  // BEGIN SOLUTION
  // ησ after the first step; n − 1 more of 1 + ηλ.
  return 1 / (eta * (1 + eta * lambda) ** (n - 1));
  // END SOLUTION
}

export default answer({
  title: 'the noise that breaks the symmetry',
  solution: noiseToLeave,
  gives: number,
  hints: [
    'The first step is η times the gradient, and the gradient is nothing but the noise.',
    'After the first step |y| is ησ. How many steps are left?',
    'ησ times n − 1 factors of growth is 1.',
  ],
  cases: [
    { name: 'one step', asks: [[1, 0.1, 2], [1, 0.02, 5]], hint: (_: number, eta: number) => `In one step of η = ${eta} a gradient of ${1 / eta} leads to 1` },
    { name: 'two steps, and three', asks: [[2, 0.5, 2], [3, 0.5, 2]], hint: 'At ηλ = 1 each step after the first doubles y' },
    { name: 'many steps', asks: [[100, 0.032, 2], [60, 0.1, 1]], hint: 'Of n steps the first makes the offset, the others make it grow' },
  ],
  properties: [
    {
      name: 'a walk with this noise says the same',
      asks: [[20, 0.05, 3], [7, 0.3, 0.5]],
      holds: (sigma: number, n: number, eta: number, lambda: number) => {
        let y = 0;
        for (let t = 1; t <= n; t++) y -= eta * (-lambda * y + (t === 1 ? sigma : 0));
        // A float32 has seven digits, of which n steps lose none to speak of.
        return Math.abs(Math.abs(y) - 1) < 1e-5 ? undefined : `with sigma = ${Number(sigma.toPrecision(5))} a walk of ${n} steps at eta = ${eta} and lambda = ${lambda} ends at |y| = ${Number(Math.abs(y).toPrecision(5))}`;
      },
    },
  ],
  random: random => [2 + random.integer(30), 0.02 + 0.2 * random.uniform(), 0.5 + 2 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'all n steps make it grow, although the first only makes the offset', is: (n: number, eta: number, lambda: number) => 1 / (eta * (1 + eta * lambda) ** n) },
    { says: 'it is the offset that is needed, not the noise whose step makes it', is: (n: number, eta: number, lambda: number) => 1 / (1 + eta * lambda) ** (n - 1) },
    { says: 'it is upside down: the offset that noise of 1 would lead to', is: (n: number, eta: number, lambda: number) => eta * (1 + eta * lambda) ** (n - 1) },
    { says: 'the growth is that of a bowl, 1 − ηλ', is: (n: number, eta: number, lambda: number) => 1 / (eta * Math.abs(1 - eta * lambda) ** (n - 1)) },
    { says: 'the offset is left as it is after the first step', is: (_: number, eta: number) => 1 / eta },
    { says: 'the offset grows by the same amount every step', is: (n: number, eta: number, lambda: number) => 1 / (eta * (1 + (n - 1) * eta * lambda)) },
    { says: 'the growth is 1 + η, without the curvature', is: (n: number, eta: number) => 1 / (eta * (1 + eta) ** (n - 1)) },
  ],
  // END SOLUTION
});
