import { adam, descend, rosenbrock } from 'descent';
import { beside, experiment, named } from 'descent/exercises';

/**
 * Return { eta, beta1, beta2 } with which Adam, from (−1.2, 1) in Rosenbrock's valley, is below a loss of 1e-5 after 400 steps.
 * At the usual decays no rate is good enough; the sliders at the end of the lesson help to look.
 */
export function valleySettings(): { eta: number; beta1: number; beta2: number } {
  // BEGIN SOLUTION
  // A longer memory for the direction, a shorter one for the size.
  return { eta: 0.3, beta1: 0.95, beta2: 0.99 };
  // END SOLUTION
}

type Settings = { eta: number; beta1: number; beta2: number };

function missed(settings: Settings): string | undefined {
  const { eta, beta1, beta2 } = settings;
  if (!(eta >= 0)) return `eta must be 0 or more, got ${eta}`;
  if (![beta1, beta2].every(beta => beta >= 0 && beta < 1)) return `beta1 and beta2 must be in [0, 1), got ${beta1} and ${beta2}`;
  const { losses } = descend(rosenbrock(), adam, { start: [-1.2, 1], steps: 400, hyper: settings });
  const loss = losses[400] ?? Infinity;
  return loss < 1e-5 ? undefined : `the loss after 400 steps at your setting: expected less than 1e-5, got ${beside(1e-5, loss)}`;
}

export default experiment({
  title: 'a setting that wins',
  solution: valleySettings,
  gives: named('eta', 'beta1', 'beta2'),
  hints: [
    'The valley is long and bent. Which of the two averages should remember longer than usual, and which shorter?',
    'Take beta2 below 0.999, and beta1 above 0.9.',
    'Around beta1 = 0.95 and beta2 = 0.99 many rates between 0.2 and 1 do.',
  ],
  goals: [{ name: 'below 1e-5 after 400 steps', points: 2, missed }],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'beta1 and beta2 are swapped', is: () => ({ eta: 0.3, beta1: 0.99, beta2: 0.95 }) },
    { says: 'it is the library\'s default, whose rate is far too small here', is: () => ({ eta: 1e-3, beta1: 0.9, beta2: 0.999 }) },
    { says: 'the decays are the usual ones, at which no rate is good enough', is: () => ({ eta: 0.3, beta1: 0.9, beta2: 0.999 }) },
    { says: 'nothing is remembered of the direction', is: () => ({ eta: 0.3, beta1: 0, beta2: 0.99 }) },
    { says: 'the decays would do, but the rate is too small to arrive', is: () => ({ eta: 0.01, beta1: 0.95, beta2: 0.99 }) },
  ],
  // END SOLUTION
});
