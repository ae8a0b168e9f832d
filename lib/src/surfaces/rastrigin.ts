import * as tf from '@tensorflow/tfjs';
import { family } from './family';

const turn = 2 * Math.PI;

/**
 * Rastrigin's function: a bowl full of dents, f = 2A + x² + y² − A cos 2πx − A cos 2πy, with a local minimum near every pair of whole numbers
 * and the deepest, 0, in the middle. A descent ends in the dent it starts in, unless momentum or noise carries it on.
 * `A` in [0, ∞), default 10, is the depth of the dents; at 0 they are gone.
 */
export const rastrigin = family({
  name: 'rastrigin',
  title: 'Rastrigin\'s function',
  idea: 'A bowl full of dents, each of which can hold a descent.',
  source: { paper: 'no paper: Rastrigin\'s test function', lectures: ['003:199'] },
  defaults: { A: 10 },
  symbols: { A: { glyph: 'A', meaning: 'depth of the dents', interval: '[0, inf)' } },
  member: ({ A }) => {
    const along = (x: number): number => x * x + A * (1 - Math.cos(turn * x));
    const slope = (x: number): number => 2 * x + A * turn * Math.sin(turn * x);
    const alongOnTensors = (x: tf.Tensor): tf.Tensor => tf.add(tf.square(x), tf.mul(A, tf.sub(1, tf.cos(tf.mul(turn, x)))));
    return {
      f: {
        value: (x, y) => along(x) + along(y),
        gradient: (x, y) => [slope(x), slope(y)],
        onTensors: (x, y) => tf.add(alongOnTensors(x), alongOnTensors(y)),
        latex: '2 A + x^2 + y^2 - A \\cos 2 \\pi x - A \\cos 2 \\pi y',
      },
      parameters: { A },
      minima: [[0, 0]],
      window: { x: [-5.12, 5.12], y: [-5.12, 5.12] },
      starts: [[-3.4, 2.6], [1.4, -2.7], [0.4, 0.3]],
    };
  },
});
