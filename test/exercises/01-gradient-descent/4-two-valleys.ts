import { descend, gradientDescent, himmelblau } from 'descent';
import { experiment, named } from 'descent/exercises';

/**
 * Himmelblau's function has four minima. Return two rates with which gradient descent, 60 steps from (0, −4), ends within 0.1 of
 *
 *   near   (−3.779, −3.283)
 *   far    (−2.805, 3.131), across the middle
 *
 * Look for them with the slider at the end of the lesson. Why can the far one not be reached with a small rate?
 */
export function twoValleys(): { near: number; far: number } {
  // BEGIN SOLUTION
  // Short steps stay in the valley where they begin; long ones leap out of it.
  return { near: 0.01, far: 0.021 };
  // END SOLUTION
}

function missed(which: string, eta: number, [x, y]: readonly [number, number]): string | undefined {
  // A rate that no descent can have flies off at once.
  if (!(eta >= 0)) return `${which}: a rate is a number from 0 up, got ${eta}`;
  const { points, diverged } = descend(himmelblau(), gradientDescent, { start: [0, -4], steps: 60, hyper: { eta } });
  const [endX, endY] = points[60] ?? [NaN, NaN];
  if (Math.hypot(endX - x, endY - y) < 0.1) return undefined;
  return `${which}: at your rate ${eta} the descent ${diverged ? 'diverges' : `ends at (${endX.toFixed(3)}, ${endY.toFixed(3)})`}, not near (${x}, ${y})`;
}

type Rates = { near: number; far: number };

export default experiment({
  title: 'one start, two valleys',
  solution: twoValleys,
  gives: named('near', 'far'),
  hints: [
    'Begin with a small rate, and watch where the descent ends as it grows.',
    'A valley holds a descent only while the rate is below 2 over its curvature.',
    'The far valley is reached between 0.02 and 0.022.',
  ],
  goals: [
    { name: 'the near valley', missed: ({ near }: Rates) => missed('near', near, [-3.779, -3.283]) },
    { name: 'the far valley', missed: ({ far }: Rates) => missed('far', far, [-2.805, 3.131]) },
  ],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'near and far have changed places', is: () => ({ near: 0.021, far: 0.01 }) },
    { says: 'both valleys get one rate, and one rate leads to one of them', is: () => ({ near: 0.01, far: 0.01 }) },
    { says: 'the rate for the far valley is too large, and the descent flies out', is: () => ({ near: 0.01, far: 0.05 }) },
    { says: 'the rates are so small that nothing arrives in 60 steps', is: () => ({ near: 0.0001, far: 0.0002 }) },
    { says: 'the places of the valleys are given, not rates', is: () => ({ near: -3.779, far: -2.805 }) },
  ],
  // END SOLUTION
});
