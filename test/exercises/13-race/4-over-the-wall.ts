import { descend, momentum, sixHumpCamel } from 'descent';
import { beside, experiment, named } from 'descent/exercises';

/**
 * Return { eta, gamma } with which momentum, from (1.9, 0.9) in the basin of the camel's worst trap, is below a loss of −1.03 after 100 steps, that is,
 * at the bottom of one of the two deepest hollows. `eta` may be 0.01 at most: there gradient descent stays in the trap. The sliders at the end of the
 * lesson help to look.
 */
export function overTheWall(): { eta: number; gamma: number } {
  // BEGIN SOLUTION
  // Enough momentum to carry it over the wall, and no more than dies down in the steps that are left.
  return { eta: 0.01, gamma: 0.87 };
  // END SOLUTION
}

type Settings = { eta: number; gamma: number };

function endOf({ eta, gamma }: Settings): number | string {
  if (!(eta >= 0 && eta <= 0.01 && gamma >= 0 && gamma < 1)) return `eta must be in [0, 0.01] and gamma in [0, 1), got ${eta} and ${gamma}`;
  const { losses, diverged } = descend(sixHumpCamel(), momentum, { start: [1.9, 0.9], steps: 100, hyper: { eta, gamma } });
  return diverged ? 'at your setting the descent is beyond all bounds' : (losses[100] ?? NaN);
}

/** The trap's own depth is 2.1043; below 1.5 it has been left. */
function stuck(settings: Settings): string | undefined {
  const loss = endOf(settings);
  if (typeof loss === 'string') return loss;
  return loss < 1.5 ? undefined : `the loss after 100 steps at your setting: expected less than 1.5, outside the trap, got ${beside(1.5, loss, 3)}`;
}

function missed(settings: Settings): string | undefined {
  const loss = endOf(settings);
  if (typeof loss === 'string') return loss;
  return loss < -1.03 ? undefined : `the loss after 100 steps at your setting: expected less than -1.03, got ${beside(-1.03, loss, 3)}`;
}

export default experiment({
  title: 'over the wall of a trap',
  solution: overTheWall,
  gives: named('eta', 'gamma'),
  hints: [
    'Which of the two makes it keep its speed where the ground rises?',
    'Begin with the largest rate that is allowed, and raise gamma from 0.7 in small steps until the path leaves the trap.',
    'Beyond 0.93 it does not come to rest in time; at eta = 0.01 every gamma from 0.85 to 0.92 does.',
  ],
  goals: [
    { name: 'out of the trap', points: 1, missed: settings => stuck(settings as Settings) },
    { name: 'at the bottom of a deepest hollow', points: 1, missed: settings => missed(settings as Settings) },
  ],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is the sliders\' first setting, which stays in the trap', is: () => ({ eta: 0.001, gamma: 0.9 }) },
    { says: 'it is gradient descent, which no small rate carries out', is: () => ({ eta: 0.01, gamma: 0 }) },
    { says: 'the momentum is too small to get over the wall', is: () => ({ eta: 0.01, gamma: 0.7 }) },
    { says: 'there is so much momentum that it does not come to rest', is: () => ({ eta: 0.003, gamma: 0.97 }) },
    { says: 'it is momentum\'s usual 0.9, at a rate of which a hundred steps are too few', is: () => ({ eta: 0.0003, gamma: 0.9 }) },
  ],
  // END SOLUTION
});
