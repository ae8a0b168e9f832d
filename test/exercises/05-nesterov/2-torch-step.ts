import { answer, named } from 'descent/exercises';

/**
 * torch keeps the point ahead, u = w − γ V, and calls it the weights. Given u, V, the slope g at u, eta and gamma, all numbers, return the next
 * { u, V }.
 *
 * Nesterov's step is V' = γ V + η g and w' = w − V'. Write w = u + γ V, find w', and go on from there to the next point ahead.
 */
export function torchStep({ u, V, g, eta, gamma }: { u: number; V: number; g: number; eta: number; gamma: number }): { u: number; V: number } {
  // BEGIN SOLUTION
  // u' = w' − γV' = u + γV − V' − γV', and γV − V' = −ηg: the gradient is used twice.
  const next = gamma * V + eta * g;
  return { u: u - eta * g - gamma * next, V: next };
  // END SOLUTION
}

/** Nesterov's own path on ½w² from 1 at eta = 0.5, gamma = 0.5: w = 1, 0.5, 0.125, 0; V = 0, 0.5, 0.375, 0.125. */
const pointsAhead = [1, 0.25, -0.0625];

// BEGIN SOLUTION NO PROMPT
type Step = { u: number; V: number; g: number; eta: number; gamma: number };
// END SOLUTION

export default answer({
  title: 'the step in torch\'s form',
  solution: torchStep,
  gives: named('u', 'V'),
  hints: [
    'The new velocity is made as before: V\' = γ V + η g. Nothing shifts there.',
    'u\' is the point ahead of the new weights with the new velocity: u\' = w\' − γ V\'.',
    'Put w\' = u + γ V − V\' into it. What is γ V − V\'?',
  ],
  cases: [
    { name: 'the first step', asks: [[{ u: 1, V: 0, g: 1, eta: 0.1, gamma: 0.9 }]], hint: 'With V = 0 the step is eta g and then, for the point ahead, gamma times eta g once more' },
    { name: 'without momentum it is gradient descent', asks: [[{ u: 3, V: 2, g: 4, eta: 0.25, gamma: 0 }], [{ u: 3, V: 2, g: 4, eta: 0.25, gamma: 0.7 }]], hint: 'At gamma = 0 the point ahead is the weight itself' },
    { name: 'where the slope is 0 the ball rolls on', asks: [[{ u: 0, V: 1, g: 0, eta: 0.1, gamma: 0.8 }]], hint: 'The old velocity is shortened by gamma once for w and once more for the point ahead' },
  ],
  properties: [
    {
      name: 'the points are those at which Nesterov asks',
      // u, V and the slope at u after one step of the path above.
      asks: [[{ u: 0.25, V: 0.5, g: 0.25, eta: 0.5, gamma: 0.5 }]],
      holds: ({ u, V }: { u: number; V: number }) => {
        const wanted = pointsAhead[2] as number;
        if (!(Math.abs(V - 0.375) < 1e-6)) return `on the parabola w²/2 the velocity after the second step is 0.375, got ${V}`;
        return Math.abs(u - wanted) < 1e-6 ? undefined : `on the parabola w²/2 Nesterov asks at ${wanted} in its third step, and your u is ${u}`;
      },
    },
  ],
  random: random => [{ u: 4 * random.uniform() - 2, V: 0.2 + random.uniform(), g: 0.5 + 2 * random.uniform(), eta: 0.05 + 0.4 * random.uniform(), gamma: 0.3 + 0.6 * random.uniform() }],
  // BEGIN SOLUTION NO PROMPT
  formula: { of: ['u', 'V', 'g', 'eta', 'gamma'], gives: { u: 'u - (eta * g + gamma * (gamma * V + eta * g))', V: 'gamma * V + eta * g' } },
  wrong: [
    { says: 'u loses the new velocity only, as if it were w', is: ({ u, V, g, eta, gamma }: Step) => ({ u: u - (gamma * V + eta * g), V: gamma * V + eta * g }) },
    { says: 'the old velocity stands where the new one belongs', is: ({ u, V, g, eta, gamma }: Step) => ({ u: u - eta * g - gamma * V, V: gamma * V + eta * g }) },
    { says: 'the gradient is used once: the point ahead is reached, and not corrected', is: ({ u, V, g, eta, gamma }: Step) => ({ u: u - gamma * (gamma * V + eta * g), V: gamma * V + eta * g }) },
    { says: 'the new velocity is taken off whole, without its factor gamma', is: ({ u, V, g, eta, gamma }: Step) => ({ u: u - eta * g - (gamma * V + eta * g), V: gamma * V + eta * g }) },
    { says: 'what is returned as u is the weights w\', not the point ahead of them', is: ({ u, V, g, eta, gamma }: Step) => ({ u: u - eta * g, V: gamma * V + eta * g }) },
    { says: 'the way ahead is added where it should be taken off', is: ({ u, V, g, eta, gamma }: Step) => ({ u: u - eta * g + gamma * (gamma * V + eta * g), V: gamma * V + eta * g }) },
  ],
  // END SOLUTION
});
