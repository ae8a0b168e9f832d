import { answer, number } from 'descent/exercises';

/**
 *   v ← β v + (1 − β) g²        w ← w − η g / √v
 *
 * A weight's gradient is 1 in every k-th step and 0 in between, and RMSProp has run for a long time (ε → 0). Return its step in those steps in
 * which the gradient comes. k is a whole number from 1; at k = 1 the step is η.
 *
 * Write v out in the moment after a gradient of 1: what is left of the one k steps before, and of the one before that?
 */
export function rareRate(eta: number, beta: number, k: number): number {
  // BEGIN SOLUTION
  // v = (1 − β)(1 + βᵏ + β²ᵏ + …), a geometric series.
  return eta * Math.sqrt((1 - beta ** k) / (1 - beta));
  // END SOLUTION
}

/** The step after two thousand of RMSProp's steps. */
function longRun(eta: number, beta: number, k: number): number {
  let v = 0;
  for (let t = 1; t <= 2000 * k; t++) v = beta * v + (1 - beta) * (t % k === 0 ? 1 : 0);
  return eta / Math.sqrt(v);
}

export default answer({
  title: 'RMSProp\'s rate for a rare weight',
  solution: rareRate,
  gives: number,
  hints: [
    'A gradient that came j steps ago counts (1 − β) βʲ in v.',
    'The gradients came 0, k, 2k, … steps ago: v = (1 − β)(1 + βᵏ + β²ᵏ + …).',
    'The series is 1 / (1 − βᵏ). The step is η over the root of v.',
  ],
  cases: [
    { name: 'a gradient in every step', asks: [[0.1, 0.9, 1], [0.1, 0.9, 2]], hint: (_eta: number, _beta: number, k: number) => (k === 1 ? 'At k = 1 the average of the squares is 1' : 'At k = 2 every other square is 0') },
    { name: 'a rare gradient', asks: [[0.01, 0.9, 10], [0.01, 0.5, 3]], hint: 'v = (1 - beta) (1 + beta^k + beta^2k + …)' },
    { name: 'a very rare one is limited by the memory', asks: [[1, 0.9, 200], [1, 0.99, 300]], hint: 'For a large k nothing is left of the gradient before: v = 1 - beta' },
  ],
  properties: [
    {
      name: 'it is what a long run comes to',
      asks: [[0.2, 0.8, 4], [0.05, 0.95, 7]],
      holds: (step: number, eta: number, beta: number, k: number) => {
        const run = longRun(eta, beta, k);
        // Of a float32 the step has seven digits.
        return Math.abs(step - run) < 1e-5 * run ? undefined : `for beta = ${beta} and k = ${k} a long run comes to steps of ${Number((run / eta).toPrecision(5))} eta, and not of ${Number((step / eta).toPrecision(5))} eta`;
      },
    },
  ],
  random: random => [0.02 + random.uniform(), 0.3 + 0.6 * random.uniform(), 2 + random.integer(8)],
  // BEGIN SOLUTION NO PROMPT
  formula: { of: ['eta', 'beta', 'k'], gives: 'eta * sqrt((1 - beta^k) / (1 - beta))' },
  wrong: [
    { says: 'it is AdaGrad\'s √k, as if nothing were ever forgotten', is: (eta: number, _: number, k: number) => eta * Math.sqrt(k) },
    { says: 'it is upside down: the root of v itself stands where one over it belongs', is: (eta: number, beta: number, k: number) => eta * Math.sqrt((1 - beta) / (1 - beta ** k)) },
    { says: 'it is the first step, η / √(1 − β), as if no gradient had come before', is: (eta: number, beta: number) => eta / Math.sqrt(1 - beta) },
    { says: 'the root is missing', is: (eta: number, beta: number, k: number) => (eta * (1 - beta ** k)) / (1 - beta) },
    { says: 'v is taken a step before the gradient comes', is: (eta: number, beta: number, k: number) => eta * Math.sqrt((1 - beta ** k) / ((1 - beta) * beta ** (k - 1))) },
  ],
  // END SOLUTION
});
