import { beside, experiment, named } from 'descent/exercises';

/**
 * Return { eta, first, second } for 150 steps in the lesson's ravine, from (−10, 2) and with its noise: the rate is eta up to step first, a fifth of it up
 * to step second, and a twenty-fifth after that. The loss that is to be expected at the end must be below 0.032.
 *
 * eta lies between 0 and 0.08, beyond which a descent leaves the ravine. first and second are whole numbers, first at most second, and second below 150.
 * The sliders at the end of the lesson help to look.
 */
export function twoFalls(): { eta: number; first: number; second: number } {
  // BEGIN SOLUTION
  // Arrive at a large rate, settle twice.
  return { eta: 0.065, first: 65, second: 130 };
  // END SOLUTION
}

type Settings = { eta: number; first: number; second: number };

/** The mean loss after 150 steps, over all noise: mean squares by the lesson's recursion, one weight at a time. */
function expected({ eta, first, second }: Settings): number {
  const meanSquare = (curvature: number, start: number): number => {
    let m = start ** 2;
    for (let t = 1; t <= 150; t++) {
      const rate = t <= first ? eta : t <= second ? eta / 5 : eta / 25;
      m = (1 - rate * curvature) ** 2 * m + rate ** 2 * 4;
    }
    return m;
  };
  return (meanSquare(1, -10) + 25 * meanSquare(25, 2)) / 2;
}

function missed(settings: Settings): string | undefined {
  const { eta, first, second } = settings;
  const whole = [first, second].every(Number.isInteger) && first >= 1 && second >= first && second < 150;
  if (!(eta > 0 && eta < 0.08 && whole)) return `eta must be in (0, 0.08), and 1 ≤ first ≤ second < 150 whole numbers, got ${eta}, ${first} and ${second}`;
  const loss = expected(settings);
  return loss < 0.032 ? undefined : `the loss to be expected at your setting: expected less than 0.032, got ${beside(0.032, loss)}`;
}

export default experiment({
  title: 'two falls',
  solution: twoFalls,
  gives: named('eta', 'first', 'second'),
  hints: [
    'With which eta is the descent soonest where it can fall? It must stay below 2/25.',
    'The first fall may come once the start is forgotten; at eta = 0.06 that takes some sixty steps.',
    'Leave some twenty steps after the second fall: eta = 0.065, and falls after 65 and 130, will do.',
  ],
  goals: [{ name: 'below 0.032 after 150 steps', points: 2, missed }],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it falls long before it has arrived', is: () => ({ eta: 0.05, first: 20, second: 145 }) },
    { says: 'it falls too late to settle', is: () => ({ eta: 0.065, first: 148, second: 149 }) },
    { says: 'the rate is too small to arrive in 150 steps', is: () => ({ eta: 0.01, first: 100, second: 140 }) },
    { says: 'the rate is beyond 2/25, where the descent leaves the ravine', is: () => ({ eta: 0.1, first: 65, second: 130 }) },
    { says: 'the second fall comes at once after the first, so that nothing is settled in between', is: () => ({ eta: 0.065, first: 65, second: 66 }) },
    { says: 'the falls are in the wrong order', is: () => ({ eta: 0.065, first: 130, second: 65 }) },
  ],
  // END SOLUTION
});
