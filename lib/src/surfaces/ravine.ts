import { family } from './family';

/**
 * A ravine: a quadratic that is κ times steeper across than along. Gradient descent is stable up to η = 2/κ, and at its best,
 * η = 2/(1 + κ), the distance to the minimum shrinks by (κ − 1)/(κ + 1) a step. `kappa` in [1, ∞), default 25; 1 is a round bowl.
 */
export const ravine = family({
  name: 'ravine',
  title: 'Ravine',
  idea: 'A valley that is κ times steeper across than along, in which plain descent swings from wall to wall.',
  source: { paper: 'no paper: a plain quadratic', lectures: ['003:218'] },
  defaults: { kappa: 25 },
  member: ({ kappa }) => ({
    title: `Ravine, κ = ${kappa}`,
    f: '(x^2 + kappa * y^2) / 2',
    parameters: { kappa },
    minima: [[0, 0]],
    window: { x: [-10.5, 2.5], y: [-2.6, 2.6] },
    starts: [[-10, 2], [-9, -1], [2, 2]],
  }),
});
