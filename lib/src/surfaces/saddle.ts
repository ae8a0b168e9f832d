import { family } from './family';

/**
 * A saddle, x² − y²: down along y, up along x, flat in the middle. It has no minimum. Started exactly on y = 0, every method that moves a weight by its
 * own gradients stays on that line, on which the middle is the lowest point; a hair beside it (the first start) it slides off.
 */
export const saddle = family({
  name: 'saddle',
  title: 'Saddle',
  idea: 'Down in one direction and up in the other: flat in the middle, but no place to stay.',
  source: { paper: 'no paper: the plainest saddle', lectures: ['001:180'] },
  defaults: {},
  member: () => ({
    f: 'x^2 - y^2',
    minima: [],
    window: { x: [-2, 2], y: [-2, 2] },
    starts: [[1.5, 0.001], [1.5, 0], [-1, 0.1]],
  }),
});
