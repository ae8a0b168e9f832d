import { family } from './family';

/** Himmelblau's function (1972): four equally deep minima of loss 0, so that the start, and the momentum, decide where a descent ends. */
export const himmelblau = family({
  name: 'himmelblau',
  title: 'Himmelblau\'s function',
  idea: 'Four equally deep minima, so that the start and the momentum decide where a descent ends.',
  source: { paper: 'Himmelblau 1972' },
  defaults: {},
  member: () => ({
    f: '(x^2 + y - 11)^2 + (x + y^2 - 7)^2',
    minima: [
      [3, 2],
      [-2.805118086952745, 3.131312518250573],
      [-3.779310253377747, -3.283185991286170],
      [3.584428340330492, -1.848126526964404],
    ],
    window: { x: [-5, 5], y: [-5, 5] },
    starts: [[0, 0], [-1, -0.5], [0, -4]],
  }),
});
