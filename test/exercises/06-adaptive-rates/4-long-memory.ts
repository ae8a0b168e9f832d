import { descend, ravine, rmsprop } from 'descent';
import { beside, experiment, named } from 'descent/exercises';

/**
 * Return { eta, beta } with which RMSProp, from (−10, 2) in the ravine with the curvatures 1 and 25, is below a loss of 1e-8 after 60 steps.
 * At the usual β = 0.9 no rate is good enough: with a short memory its steps stay long at the bottom. The sliders at the end of the lesson help to
 * look.
 */
export function longMemory(): { eta: number; beta: number } {
  // BEGIN SOLUTION
  // With a long memory the large gradients of the beginning keep the root large, and the steps shrink with the gradient, as AdaGrad's do.
  return { eta: 0.5, beta: 0.99 };
  // END SOLUTION
}

type Settings = { eta: number; beta: number };

function missed({ eta, beta }: Settings): string | undefined {
  if (!(eta >= 0 && beta >= 0 && beta < 1)) return `eta must be 0 or more and beta in [0, 1), got ${eta} and ${beta}`;
  const { losses } = descend(ravine({ kappa: 25 }), rmsprop, { start: [-10, 2], steps: 60, hyper: { eta, beta } });
  const loss = losses[60] ?? Infinity;
  return loss < 1e-8 ? undefined : `the loss after 60 steps at your setting: expected less than 1e-8, got ${beside(1e-8, loss)}`;
}

export default experiment({
  title: 'a memory for the ravine',
  solution: longMemory,
  gives: named('eta', 'beta'),
  hints: [
    'At the bottom the gradients are small. What must v remember, so that the steps become short there?',
    'Take beta far above 0.9: a long memory behaves as AdaGrad does.',
    'At beta = 0.99 every eta from 0.3 to 1 does.',
  ],
  goals: [{ name: 'below 1e-8 after 60 steps', points: 2, missed }],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the memory is the usual 0.9, at which no rate is good enough', is: () => ({ eta: 0.3, beta: 0.9 }) },
    { says: 'it is the library\'s default, whose rate is far too small here', is: () => ({ eta: 0.01, beta: 0.9 }) },
    { says: 'it is 1 − beta where beta belongs', is: () => ({ eta: 0.5, beta: 0.01 }) },
    { says: 'the memory is long enough, but the rate is too small to arrive', is: () => ({ eta: 0.05, beta: 0.99 }) },
    { says: 'the memory is a little longer than usual, which is not long enough', is: () => ({ eta: 0.3, beta: 0.93 }) },
  ],
  // END SOLUTION
});
