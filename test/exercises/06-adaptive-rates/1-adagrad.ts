import { adagrad as library, ravine, tf, type UpdateFunction } from 'descent';
import { update } from 'descent/exercises';

/**
 *   G ← G + g²
 *   w ← w − η g / (√G + ε)
 *
 * w, g and G are tensors of one shape; η and ε, called eta and epsilon, are numbers. G starts as zeros, and that is done for you. The new sum is
 * written: make the step, and return new tensors { w, G }. Leave the given tensors as they are.
 *
 * Useful: tf.sub, tf.mul, tf.div, tf.add, tf.sqrt. Each takes tensors and numbers: tf.add(tf.sqrt(G), 0.1).
 */
export const adagrad: UpdateFunction<'eta' | 'epsilon', 'G'> = ({ w, g, G }, { eta, epsilon }) => {
  const newG = tf.add(G, tf.square(g));
  // BEGIN SOLUTION
  // The root of the whole sum, this gradient with it, and ε outside.
  const step = tf.div(tf.mul(eta, g), tf.add(tf.sqrt(newG), epsilon));
  return { w: tf.sub(w, step), G: newG };
  // END SOLUTION
};

export default update({
  title: 'finish AdaGrad',
  solution: adagrad,
  method: library,
  hints: [
    'By which of the two sums is the gradient divided: the one before this gradient, or the one with it?',
    'The root is taken first, and epsilon is added to it.',
    'The step is tf.div(tf.mul(eta, g), tf.add(tf.sqrt(newG), epsilon)), and the weights lose it.',
  ],
  hyper: { eta: 0.1 },
  witness: { from: 'torch', weights: [0.829102757, -2.0518540925, 0.4894427197] },
  also: [
    { name: 'a constant gradient makes steps of eta over the root of t', start: [0], gradients: Array.from({ length: 25 }, () => [7]), hyper: { eta: 0.1 } },
    // Outside the root the step is 1e-3 / (1e-3 + 1e-3) = 1/2 of eta; inside it would be 0.03 of eta.
    { name: 'epsilon stands outside the root', start: [0], gradients: [[1e-3]], hyper: { eta: 0.1, epsilon: 1e-3 } },
  ],
  picture: { title: 'Does your AdaGrad walk the library’s way down the ravine?', surface: ravine({ kappa: 25 }), start: [-10, 2], steps: 60, hyper: { eta: 1 } },
});
