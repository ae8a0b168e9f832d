import { family } from './family';

/** Beale's function (1958): a flat plain between steep walls, with its only minimum, 0, at (3, 1/2). Gradients near the corners pass 10⁵. */
export const beale = family({
  name: 'beale',
  title: 'Beale\'s function',
  idea: 'A flat plain between steep walls, with one minimum.',
  source: { paper: 'Beale 1958' },
  defaults: {},
  member: () => ({
    f: '(1.5 - x + x * y)^2 + (2.25 - x + x * y^2)^2 + (2.625 - x + x * y^3)^2',
    minima: [[3, 0.5]],
    window: { x: [-4.5, 4.5], y: [-4.5, 4.5] },
    starts: [[1, 1.5], [-1, -1], [3, 2]],
  }),
});
