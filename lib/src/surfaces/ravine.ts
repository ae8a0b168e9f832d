import { surface, type Surface } from './surface';

/**
 * A ravine: a quadratic that is κ times steeper across than along. Gradient descent is stable up to η = 2/κ, and at its best,
 * η = 2/(1 + κ), the distance to the minimum shrinks by (κ − 1)/(κ + 1) a step. κ = 1 is a round bowl.
 */
export function ravine({ kappa = 25 }: { kappa?: number } = {}): Surface {
  if (!(kappa >= 1 && Number.isFinite(kappa))) throw new Error(`ravine: kappa must be in [1, inf), got ${kappa}`);
  return surface({
    name: 'ravine',
    title: `Ravine, κ = ${kappa}`,
    f: '(x^2 + kappa * y^2) / 2',
    parameters: { kappa },
    minima: [[0, 0]],
    window: { x: [-10.5, 2.5], y: [-2.6, 2.6] },
    starts: [[-10, 2], [-9, -1], [2, 2]],
  });
}
