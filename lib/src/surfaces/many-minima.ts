import * as tf from '@tensorflow/tfjs';
import { family } from './family';
import type { Point } from './surface';

const along = (x: number): number => x * Math.cos(Math.PI * x) + (x * x) / 2;
const slope = (x: number): number => Math.cos(Math.PI * x) - Math.PI * x * Math.sin(Math.PI * x) + x;
const alongOnTensors = (x: tf.Tensor): tf.Tensor => tf.add(tf.mul(x, tf.cos(tf.mul(Math.PI, x))), tf.mul(0.5, tf.square(x)));

/** Where h is least near by: roots of its slope. */
const hollows = [-1.949790893094677, -0.2361164394511906, 1];

/**
 * A field of hollows of unequal depth: h(x) + h(y) with h(x) = x cos πx + x²/2, the textbook's one-dimensional example (Zhang et al., Dive into
 * Deep Learning, §12.1) made two-dimensional and given walls. Nine minima lie in the window, at −1.9498, −0.2361 and 1
 * along each axis; (1, 1), with loss −1, is the deepest, the others are traps.
 */
export const manyMinima = family({
  name: 'many minima',
  title: 'Many minima',
  idea: 'Nine hollows of unequal depth, of which one is the goal and eight are traps.',
  source: { paper: 'Zhang et al., Dive into Deep Learning, §12.1, made two-dimensional', lectures: ['003:199'] },
  defaults: {},
  member: () => ({
    f: {
      value: (x, y) => along(x) + along(y),
      gradient: (x, y) => [slope(x), slope(y)],
      onTensors: (x, y) => tf.add(alongOnTensors(x), alongOnTensors(y)),
      latex: 'x \\cos \\pi x + \\tfrac{1}{2} x^2 + y \\cos \\pi y + \\tfrac{1}{2} y^2',
    },
    minima: [[1, 1]],
    traps: hollows.flatMap(x => hollows.map((y): Point => [x, y])).filter(([x, y]) => x !== 1 || y !== 1),
    window: { x: [-2.4, 2.4], y: [-2.4, 2.4] },
    starts: [[-1.2, -0.8], [0.2, -2.2], [2.2, 1.8]],
  }),
});
