import { descend, gradientDescent, noisy, ravine } from 'descent';
import { beside, experiment, named } from 'descent/exercises';

/**
 * A machine computes eight gradients at once, so that a batch smaller than 8 wastes it. 400 gradients of single examples are paid for; one example's
 * is off by noise of standard deviation 5 on each weight. Return { b, eta } with which gradient descent, from (−10, 2) in a ravine with the curvatures
 * 1 and 20, ends within 0.5 of the bottom: that is the root of the mean squared distance over 20 draws.
 *
 * Look for it with the sliders at the end of the lesson. How does η go along with b, and how far can it?
 */
export function eightAtOnce(): { b: number; eta: number } {
  // BEGIN SOLUTION
  // At b = 1 a rate of about 0.01 is best, so at 8 about 0.08; the ravine allows 2/20.
  return { b: 8, eta: 0.08 };
  // END SOLUTION
}

type Settings = { b: number; eta: number };

function missed({ b, eta }: Settings): string | undefined {
  if (!(b >= 1 && eta >= 0)) return `b must be 1 or more and eta 0 or more, got ${b} and ${eta}`;
  const steps = Math.max(1, Math.round(400 / b));
  const squares = Array.from({ length: 20 }, (_, k) => {
    const seen = noisy(ravine({ kappa: 20 }), { sigma: 5 / Math.sqrt(b), seed: k + 1 });
    const { points, diverged } = descend(seen, gradientDescent, { start: [-10, 2], steps, hyper: { eta } });
    const [x, y] = points[points.length - 1] as readonly [number, number];
    return diverged ? Infinity : x ** 2 + y ** 2;
  });
  const distance = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
  if (distance < 0.5) return undefined;
  const got = distance === Infinity ? 'a descent that diverges' : beside(0.5, distance);
  return `at your setting, in ${steps} ${steps === 1 ? 'step' : 'steps'}: expected a distance less than 0.5, got ${got}`;
}

export default experiment({
  title: 'a machine that takes eight at once',
  solution: eightAtOnce,
  gives: named('b', 'eta'),
  hints: [
    'With b = 1, which rate is best? Find it, though the machine does not like it.',
    'What counts is η / b, so that a batch eight times as large wants a rate eight times as large.',
    'At b = 8 rates between 0.065 and 0.095 do. Larger batches would need rates beyond 2/20, where the ravine throws everything out.',
  ],
  goals: [
    { name: 'the machine is full', missed: ({ b }: Settings) => (b >= 8 ? undefined : `a batch of ${b} leaves room for ${Number((8 - b).toPrecision(4))} more`) },
    { name: 'within 0.5 of the bottom', points: 2, missed },
  ],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is the best setting for batches of one, which leave the machine empty', is: () => ({ b: 1, eta: 0.011 }) },
    { says: 'the rate has not grown with the batch, and the descent does not arrive', is: () => ({ b: 8, eta: 0.011 }) },
    { says: 'the rate is at the limit 2/20 or beyond it, where nothing settles', is: () => ({ b: 8, eta: 0.1 }) },
    { says: 'the batch is so large that the rate cannot follow it', is: () => ({ b: 32, eta: 0.09 }) },
    { says: 'all is spent on a single exact step', is: () => ({ b: 400, eta: 0.09 }) },
  ],
  // END SOLUTION
});
