import { adamw, trace } from 'descent';
import { beside, experiment, named } from 'descent/exercises';

/**
 * The loss is (x − 1)² / 2: it does not ask for the second weight, y, whose gradient is always zero. Return { eta, lambda } with which AdamW, from
 * (0, 1), after 300 steps has x within 0.01 of 1, and y below 0.01. The sliders at the end of the lesson help to look.
 */
export function keepAndClear(): { eta: number; lambda: number } {
  // BEGIN SOLUTION
  // Little decay in a unit of the rate, so that x is hardly pulled, and a rate so large that y has faded all the same.
  return { eta: 0.3, lambda: 0.08 };
  // END SOLUTION
}

type Settings = { eta: number; lambda: number };

function missed({ eta, lambda }: Settings): string | undefined {
  if (!(eta >= 0 && lambda >= 0)) return `eta and lambda must be 0 or more, got ${eta} and ${lambda}`;
  const [x = NaN, y = NaN] = trace(adamw, { start: [0, 1], steps: 300, gradient: w => [(w[0] as number) - 1, 0], hyper: { eta, lambda } }).at(-1)?.w ?? [];
  if (!(Math.abs(x - 1) < 0.01)) return `x at your setting, after 300 steps: expected within 0.01 of 1, got ${beside(x < 1 ? 0.99 : 1.01, x, 3)}`;
  return Math.abs(y) < 0.01 ? undefined : `y at your setting, after 300 steps: expected below 0.01, got ${beside(y < 0 ? -0.01 : 0.01, y, 3)}`;
}

export default experiment({
  title: 'keep one and clear the other',
  solution: keepAndClear,
  gives: named('eta', 'lambda'),
  hints: [
    'y shrinks by 1 − ηλ in each step. How large must ηλ be, so that a hundredth is left after 300 steps?',
    'ηλ must be 0.016 or more. A large λ pulls x away from 1; what else can be made large?',
    'At eta = 0.3 every lambda from 0.06 to 0.1 does.',
  ],
  goals: [{ name: 'x is kept and y is cleared', points: 2, missed }],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is the library\'s default, with which neither moves far in 300 steps', is: () => ({ eta: 0.001, lambda: 0.01 }) },
    { says: 'x is where it should be, but the decay is too small to clear y', is: () => ({ eta: 0.1, lambda: 0.01 }) },
    { says: 'y is cleared, but so large a decay pulls x away from 1', is: () => ({ eta: 0.1, lambda: 0.5 }) },
    { says: 'eta and lambda are swapped', is: () => ({ eta: 0.08, lambda: 0.3 }) },
    { says: 'there is no decay', is: () => ({ eta: 0.3, lambda: 0 }) },
  ],
  // END SOLUTION
});
