import { ravine, rmspropCenteredInside as library, tf, type UpdateFunction } from 'descent';
import { update } from 'descent/exercises';

/**
 *   v ← β v + (1 − β) g²
 *   m ← β m + (1 − β) g
 *   w ← w − η g / √(v − m² + ε)
 *
 * w, g, v and m are tensors of one shape; η, β and ε are numbers. The two averages are written. Make the step, and return new tensors { w, v, m }.
 * Leave the given tensors as they are. Rounding can make v − m² a little less than 0: tf.maximum(x, 0) keeps it from that.
 *
 * Useful: tf.sub, tf.mul, tf.div, tf.add, tf.square, tf.sqrt, tf.maximum.
 */
export const rmspropCentred: UpdateFunction<'eta' | 'beta' | 'epsilon', 'v' | 'm'> = ({ w, g, v, m }, { eta, beta, epsilon }) => {
  const newV = tf.add(tf.mul(beta, v), tf.mul(1 - beta, tf.square(g)));
  const newM = tf.add(tf.mul(beta, m), tf.mul(1 - beta, g));
  // BEGIN SOLUTION
  // ε comes after the difference, and is added to it.
  const spread = tf.maximum(tf.sub(newV, tf.square(newM)), 0);
  const step = tf.div(tf.mul(eta, g), tf.sqrt(tf.add(spread, epsilon)));
  return { w: tf.sub(w, step), v: newV, m: newM };
  // END SOLUTION
};

export default update({
  title: 'the centred step',
  solution: rmspropCentred,
  method: library,
  hints: [
    'What stands under the root: two averages, and ε to keep a division by zero away.',
    'First v − m², kept from going below 0; then ε is added; then the root.',
    'The step is eta times g, divided by that root, and it is taken off w.',
  ],
  hyper: { eta: 0.1, beta: 0.9, epsilon: 1e-7 },
  also: [{ name: 'a gradient of zero makes no step', start: [1], gradients: [[0], [0], [1], [0]], hyper: { eta: 0.1, epsilon: 1e-7 } }],
  picture: { title: 'Does your centred RMSProp walk the library’s way down the ravine?', surface: ravine(), start: [-10, 2], steps: 60, hyper: { eta: 0.2 } },
});
