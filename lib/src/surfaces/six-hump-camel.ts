import { family } from './family';
import type { Point } from './surface';

/** The points of a symmetric pair: the camel looks the same from behind. */
const pair = ([x, y]: Point): Point[] => [[x, y], [-x, -y]];

/**
 * The six-hump camel (Dixon & Szegö 1978): six hollows in three depths. The two deepest, with loss −1.0316, lie at ±(0.0898, −0.7127); four are traps,
 * with −0.2155 at ±(1.7036, −0.7961) and 2.1043 at ±(1.6071, 0.5687). Where two hollows meet there is a saddle.
 */
export const sixHumpCamel = family({
  name: 'six-hump camel',
  title: 'Six-hump camel',
  idea: 'Six hollows in three depths, of which two are the goal and four are traps.',
  source: { paper: 'Dixon & Szegö 1978, as a test for global optimisation', lectures: ['003:199'] },
  defaults: {},
  member: () => ({
    f: '(4 - 2.1 * x^2 + x^4 / 3) * x^2 + x * y + (4 * y^2 - 4) * y^2',
    minima: pair([0.08984201310031807, -0.7126564030207396]),
    traps: [...pair([1.7036067149699805, -0.7960835686726251]), ...pair([1.6071047529201978, 0.5686514548841313])],
    window: { x: [-2.2, 2.2], y: [-1.2, 1.2] },
    starts: [[-1.1, 0.95], [0.4, 0.1], [2, 0.9]],
  }),
});
