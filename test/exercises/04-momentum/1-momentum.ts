import { momentum as library, ravine, tf, type UpdateFunction } from 'descent';
import { update } from 'descent/exercises';

/**
 *   V ← γ V + η g
 *   w ← w − V
 *
 * w, g and V are tensors of one shape; η and γ, called eta and gamma, are numbers. V starts as zeros, and that is done for you.
 * Return new tensors { w, V }: V is the step that has just been taken. Leave the given tensors as they are.
 *
 * Useful: tf.add, tf.sub, tf.mul. Each takes tensors and numbers: tf.mul(0.9, V).
 */
export const momentum: UpdateFunction<'eta' | 'gamma', 'V'> = ({ w, g, V }, { eta, gamma }) => {
  // BEGIN SOLUTION
  // V is made first, because the step is the new V.
  const newV = tf.add(tf.mul(gamma, V), tf.mul(eta, g));
  return { w: tf.sub(w, newV), V: newV };
  // END SOLUTION
};

/** 200 gradients of 1: by then 0.9²⁰⁰, 7e-10, of the way to tenfold steps is missing. */
const always = Array.from({ length: 200 }, () => [1]);

export default update({
  title: 'write the step of momentum',
  solution: momentum,
  method: library,
  hints: [
    'There are two lines. Which has to come first, so that the second can use what it gives?',
    'eta belongs to the gradient, not to the whole sum; gamma to the old V.',
    'const newV = tf.add(tf.mul(gamma, V), tf.mul(eta, g)); and the weights lose newV.',
  ],
  hyper: { eta: 0.1, gamma: 0.9 },
  witness: { from: 'torch, optax and Keras', weights: [0.916279, -2.088988, 0.49929] },
  also: [
    { name: 'with a gradient that never changes the step grows tenfold', start: [0], gradients: always, hyper: { eta: 0.02 } },
    { name: 'when the rate falls, the velocity keeps its old size', start: [0], gradients: always.slice(0, 5), hyper: { eta: [1, 1, 0.1, 0.1, 0.1] } },
  ],
  picture: { title: 'Does your momentum walk the library’s way down the ravine?', surface: ravine({ kappa: 25 }), start: [-10, 2], steps: 40, hyper: { eta: 0.05, gamma: 0.7 } },
});
