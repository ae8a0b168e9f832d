import { descend, nesterov, ravine } from 'descent';
import { beside, experiment, named } from 'descent/exercises';

/**
 * Return { eta, gamma } with which Nesterov's method, from (−10, 2) in a ravine with the curvatures 1 and 100, is below a loss of 1e-4 after 80
 * steps. The textbook setting, η = 1/100 and γ = 9/11, ends at twice that. Which of the two would you raise, and how far may you go?
 * The sliders at the end of the lesson help to look.
 */
export function steeperRavine(): { eta: number; gamma: number } {
  // BEGIN SOLUTION
  // At this rate the floor nearly swings; ηλ = 1.2 across is safely below (2 + 2γ) / (1 + 2γ) = 1.38.
  return { eta: 0.012, gamma: 0.83 };
  // END SOLUTION
}

type Settings = { eta: number; gamma: number };

function missed({ eta, gamma }: Settings): string | undefined {
  if (!(eta >= 0 && gamma >= 0 && gamma < 1)) return `eta must be 0 or more and gamma in [0, 1), got ${eta} and ${gamma}`;
  const { losses, diverged } = descend(ravine({ kappa: 100 }), nesterov, { start: [-10, 2], steps: 80, hyper: { eta, gamma } });
  if (diverged) return `at your setting, eta = ${eta} and gamma = ${gamma}, the descent diverges: eta times 100 must stay below (2 + 2 gamma) / (1 + 2 gamma)`;
  const loss = losses[80] ?? Infinity;
  return loss < 1e-4 ? undefined : `the loss after 80 steps at your setting: expected less than 1e-4, got ${beside(1e-4, loss)}`;
}

export default experiment({
  title: 'down a steeper ravine',
  solution: steeperRavine,
  gives: named('eta', 'gamma'),
  hints: [
    'The floor is slow, the walls set the limit. Which setting makes the floor faster?',
    'Along the floor ηλ is η itself: the calm γ of exercise 5.3 is about 0.8 there. Across, η · 100 may be more than 1, but less than (2 + 2γ) / (1 + 2γ).',
    'At γ = 0.83 every η from 0.0105 to 0.013 does.',
  ],
  goals: [{ name: 'below 1e-4 after 80 steps', points: 2, missed }],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is the textbook setting, which ends at twice the goal', is: () => ({ eta: 0.01, gamma: 9 / 11 }) },
    { says: 'it is the heavy ball\'s best setting, at which Nesterov leaves the ravine', is: () => ({ eta: 4 / 121, gamma: 81 / 121 }) },
    { says: 'the momentum is the usual 0.9, too much for every rate but a few', is: () => ({ eta: 0.01, gamma: 0.9 }) },
    { says: 'it is the lesson\'s setting for the gentler ravine, whose rate is too large here', is: () => ({ eta: 0.03, gamma: 0.8 }) },
    { says: 'the momentum would do, but the rate is beyond what the walls allow', is: () => ({ eta: 0.02, gamma: 0.83 }) },
  ],
  // END SOLUTION
});
