import { descend, momentum, ravine } from 'descent';
import { beside, experiment, named } from 'descent/exercises';

/**
 * Return { eta, gamma } with which momentum, from (−10, 2) in a ravine with the curvatures 1 and 100, is below a loss of 1e-4 after 60 steps.
 * The lesson's argument leads there with a pencil, the sliders at its end by looking; at the usual γ = 0.9 no rate is good enough.
 */
export function ravineSettings(): { eta: number; gamma: number } {
  // BEGIN SOLUTION
  // √κ = 10 and √μ = 1, so η = 4 / 11² and γ = (9 / 11)².
  return { eta: 4 / 11 ** 2, gamma: (9 / 11) ** 2 };
  // END SOLUTION
}

type Settings = { eta: number; gamma: number };

function missed({ eta, gamma }: Settings): string | undefined {
  if (!(eta >= 0 && gamma >= 0 && gamma < 1)) return `eta must be 0 or more and gamma in [0, 1), got ${eta} and ${gamma}`;
  const { losses } = descend(ravine({ kappa: 100 }), momentum, { start: [-10, 2], steps: 60, hyper: { eta, gamma } });
  const loss = losses[60] ?? Infinity;
  return loss < 1e-4 ? undefined : `the loss after 60 steps at your setting: expected less than 1e-4, got ${beside(1e-4, loss)}`;
}

export default experiment({
  title: 'down a steeper ravine',
  solution: ravineSettings,
  gives: named('eta', 'gamma'),
  hints: [
    'While a direction swings it shrinks by √γ a step, whatever the rate is. Which γ is small enough, and still lets both directions swing?',
    'At the best setting the flattest and the steepest direction just swing: γ = ((√κ − 1) / (√κ + 1))².',
    'With √κ = 10: γ = (9/11)², and η = 4 / (√κ + 1)².',
  ],
  goals: [{ name: 'below 1e-4 after 60 steps', points: 2, missed }],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the root of gamma stands for gamma', is: () => ({ eta: 4 / 11 ** 2, gamma: 9 / 11 }) },
    { says: 'the momentum is the usual 0.9, at which no rate is good enough', is: () => ({ eta: 4 / 11 ** 2, gamma: 0.9 }) },
    { says: 'the rate is the one for gradient descent, 2 / (1 + κ)', is: () => ({ eta: 2 / 101, gamma: (9 / 11) ** 2 }) },
    { says: 'it is the best setting for the lesson\'s ravine, of κ = 25', is: () => ({ eta: 1 / 9, gamma: 4 / 9 }) },
    { says: 'it is the best of gradient descent, without momentum', is: () => ({ eta: 2 / 101, gamma: 0 }) },
  ],
  // END SOLUTION
});
