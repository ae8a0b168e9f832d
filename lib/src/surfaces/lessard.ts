import { family } from './family';

/**
 * Lessard, Recht & Packard's example (2016): along x its slope is 25x up to x = 1, x + 24 from 1 to 2, 25x − 24 beyond, so its
 * curvature lies between 1 and 25 and it is strongly convex; along y it is y²/2. Gradient descent and Nesterov's method reach the minimum. The
 * heavy ball, with the rate 1/9 and momentum 4/9 that are best for every quadratic of these curvatures, started at rest at x = 3.3, runs round
 * 0.6465, −1.8024, 2.1159 for ever.
 */
export const lessard = family({
  name: 'lessard',
  title: 'Lessard\'s function',
  idea: 'A strongly convex bowl on which the heavy ball, with its best settings for quadratics, runs in a circle for ever.',
  source: { paper: 'Lessard, Recht & Packard 2016' },
  defaults: {},
  member: () => ({
    f: '12.5 * x^2 - 12 * max(x - 1, 0)^2 + 12 * max(x - 2, 0)^2 + y^2 / 2',
    minima: [[0, 0]],
    window: { x: [-3, 4], y: [-2, 2] },
    starts: [[3.3, 0], [3.3, 1.5], [-2.5, -1]],
  }),
});
