import { answer, named } from 'descent/exercises';

/**
 * torch keeps the point ahead, u = w − γ V, and calls it the weights. The lesson found its step for one γ. Let γ grow now: this step moves with
 * gamma, and the one after it will look ahead with ν, called munext. Given u, V, the slope g at u, eta, gamma and munext, all numbers, return the new
 * { u, V }.
 *
 * Nesterov's step is V' = γ V + η g and w' = w − V'. Go from u back to w, make the step, and go ahead from there. Which γ stands where?
 */
export function torchStep({ u, V, g, eta, gamma, munext }: { u: number; V: number; g: number; eta: number; gamma: number; munext: number }): { u: number; V: number } {
  // BEGIN SOLUTION
  // w = u + γV was left with this step's gamma; the new point ahead is reached with the next one: u' = u + γV − V' − νV'.
  const velocity = gamma * V + eta * g;
  return { u: u - eta * g - munext * velocity, V: velocity };
  // END SOLUTION
}

// BEGIN SOLUTION NO PROMPT
type Step = { u: number; V: number; g: number; eta: number; gamma: number; munext: number };

/** Another line for u, given the new velocity. */
const lineOf = (line: (step: Step, velocity: number) => number) => (step: Step): { u: number; V: number } => {
  const velocity = step.gamma * step.V + step.eta * step.g;
  return { u: line(step, velocity), V: velocity };
};
// END SOLUTION

export default answer({
  title: 'torch\'s step when the momentum grows',
  solution: torchStep,
  gives: named('u', 'V'),
  hints: [
    'The new velocity is made as before: V\' = γ V + η g. Only the way back and the way ahead need care.',
    'Back: w = u + gamma · V. Step: w\' = w − V\'. Ahead, for the step after this one: u\' = w\' − ν · V\'.',
    'gamma · V − V\' is −eta · g, so u\' = u − eta · g − ν · V\'.',
  ],
  cases: [
    {
      name: 'with one gamma it is the lesson\'s step, with two it is not',
      asks: [[{ u: 1, V: 0.5, g: 2, eta: 0.1, gamma: 0.9, munext: 0.9 }], [{ u: 1, V: 0.5, g: 2, eta: 0.1, gamma: 0.4, munext: 0.8 }]],
      hint: ({ gamma, munext }: { gamma: number; munext: number }) => (gamma === munext ? 'V\' = gamma V + eta g' : 'The way back to w has this step\'s gamma, the way ahead the next one\'s'),
    },
    {
      name: 'the first step, from V = 0',
      asks: [[{ u: 1, V: 0, g: 1, eta: 0.1, gamma: 0.4, munext: 0.7 }]],
      hint: 'The ball has moved by eta g, and the next step looks ahead by munext times that',
    },
    {
      name: 'where the slope is 0 the ball rolls on',
      asks: [[{ u: 0.3, V: 1, g: 0, eta: 0.1, gamma: 0.8, munext: 0.9 }]],
      hint: 'The velocity is shortened by gamma; the point ahead lies munext times the new velocity away from the ball',
    },
  ],
  properties: [
    {
      name: 'the points are those at which Nesterov asks',
      // On ½w² from 1 with eta = 0.5: w is 1, 0.5 after a step, V = 0.5; with gamma = 0.4 it asks at 0.3, so V' = 0.35, w' = 0.15; with 0.6 at −0.06.
      asks: [[{ u: 0.3, V: 0.5, g: 0.3, eta: 0.5, gamma: 0.4, munext: 0.6 }]],
      holds: ({ u, V }: { u: number; V: number }) => {
        if (!(Math.abs(V - 0.35) < 1e-6)) return `on the parabola w²/2 the velocity after the second step is 0.35, got ${V}`;
        return Math.abs(u + 0.06) < 1e-6 ? undefined : `on the parabola w²/2 Nesterov asks at -0.06 in its third step, where gamma is 0.6, and your u is ${Number(u.toPrecision(4))}`;
      },
    },
  ],
  random: random => [{
    u: 4 * random.uniform() - 2, V: 0.2 + random.uniform(), g: 0.5 + 2 * random.uniform(), eta: 0.05 + 0.4 * random.uniform(),
    gamma: 0.2 + 0.3 * random.uniform(), munext: 0.6 + 0.3 * random.uniform(),
  }],
  // BEGIN SOLUTION NO PROMPT
  formula: { of: ['u', 'V', 'g', 'eta', 'gamma', 'munext'], gives: { u: 'u - (eta * g + munext * (gamma * V + eta * g))', V: 'gamma * V + eta * g' } },
  wrong: [
    { says: 'the point ahead is reached with this step\'s gamma, and the next step asks elsewhere', is: lineOf(({ u, g, eta, gamma }, velocity) => u - eta * g - gamma * velocity) },
    { says: 'the way back to w is taken with the next gamma', is: lineOf(({ u, V, munext }, velocity) => u + munext * V - velocity - munext * velocity) },
    { says: 'u loses the new velocity only, as if it were w', is: lineOf(({ u }, velocity) => u - velocity) },
    { says: 'the old velocity stands where the new one belongs', is: lineOf(({ u, V, g, eta, munext }) => u - eta * g - munext * V) },
    { says: 'the gradient is used once: the point ahead is reached, and not corrected', is: lineOf(({ u, munext }, velocity) => u - munext * velocity) },
    { says: 'what is returned as u is the weights w\', not the point ahead of them', is: lineOf(({ u, g, eta }) => u - eta * g) },
    { says: 'the new velocity is taken off whole, without the next gamma', is: lineOf(({ u, g, eta }, velocity) => u - eta * g - velocity) },
  ],
  // END SOLUTION
});
