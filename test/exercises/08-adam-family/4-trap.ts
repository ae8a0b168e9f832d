import { adam, amsgrad, trace, type Method } from 'descent';
import { beside, experiment, named } from 'descent/exercises';

/**
 * The gradient is C in the first of every ten steps and −1 in the nine others. Return { C, beta1, beta2 } with which Adam, from w = 0 at η = 0.01, is
 * above w = 1 after 1000 steps, and AMSGrad below 0. So that it is a trap, the way down must be downwards, C > 9, and so that it is not too easy, Adam
 * must have momentum, beta1 ≥ 0.5. The sliders at the end of the lesson help to look.
 */
export function trap(): { C: number; beta1: number; beta2: number } {
  // BEGIN SOLUTION
  // A memory so short that the root has forgotten the large gradient when the small ones come.
  return { C: 12, beta1: 0.5, beta2: 0.3 };
  // END SOLUTION
}

type Settings = { C: number; beta1: number; beta2: number };

function missed({ C, beta1, beta2 }: Settings): string | undefined {
  if (!(C > 9)) return `C must be above 9, or all ten gradients together point up, got ${C}`;
  if (!(beta1 >= 0.5 && beta1 < 1)) return `beta1 must be in [0.5, 1), got ${beta1}`;
  if (!(beta2 >= 0 && beta2 < 1)) return `beta2 must be in [0, 1), got ${beta2}`;
  const end = (method: Method): number => trace(method, {
    start: [0], steps: 1000, gradient: (_, t) => [t % 10 === 1 ? C : -1], hyper: { eta: 0.01, beta1, beta2 },
  }).at(-1)?.w[0] ?? NaN;
  const [above, below] = [end(adam), end(amsgrad)];
  if (!(above > 1)) return `Adam at your setting, after 1000 steps: expected above 1, got ${beside(1, above, 3)}`;
  return below < 0 ? undefined : `AMSGrad at your setting, after 1000 steps: expected below 0, got ${beside(0, below, 3)}`;
}

export default experiment({
  title: 'a trap for Adam',
  solution: trap,
  gives: named('C', 'beta1', 'beta2'),
  hints: [
    'When the small gradients come, the root should have forgotten the large one. Which decay does that?',
    'Take beta2 far below 0.9, and little momentum, which would carry the large gradient on.',
    'At beta1 = 0.5 and beta2 = 0.3 every C from 10 to 20 does.',
  ],
  goals: [{ name: 'Adam climbs and AMSGrad descends', points: 2, missed }],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the decays are the usual ones, with which Adam remembers the large gradient', is: () => ({ C: 12, beta1: 0.9, beta2: 0.999 }) },
    { says: 'all gradients together point up, so that climbing is right', is: () => ({ C: 5, beta1: 0.5, beta2: 0.3 }) },
    { says: 'it is Reddi\'s own example, without momentum', is: () => ({ C: 12, beta1: 0, beta2: 0.1 }) },
    { says: 'beta1 and beta2 are swapped', is: () => ({ C: 12, beta1: 0.9, beta2: 0.5 }) },
    { says: 'the large gradient is too large: with momentum it wins', is: () => ({ C: 100, beta1: 0.5, beta2: 0.3 }) },
  ],
  // END SOLUTION
});
