import { gradientDescent as library, ravine, tf, type UpdateFunction } from 'descent';
import { update } from 'descent/exercises';

/**
 *   w ← w − η g
 *
 * w and g are tensors of one shape; η, called eta, is a number. Put the new weights where toDo stands, as a new tensor. It is all that is
 * returned: gradient descent remembers nothing. Leave the given tensors as they are.
 *
 * Useful: tf.sub, tf.mul. Each takes tensors and numbers: tf.mul(0.1, g).
 */
export const gradientDescent: UpdateFunction<'eta', never> = ({ w, g }, { eta }) => {
  /* BEGIN PROMPT
  return { w: toDo('1.1') };
  END PROMPT */
  // BEGIN SOLUTION
  // Against the gradient, hence the minus.
  return { w: tf.sub(w, tf.mul(eta, g)) };
  // END SOLUTION
};

export default update({
  title: 'finish a step of gradient descent',
  solution: gradientDescent,
  method: library,
  hints: [
    'In which direction does the loss fall: along the gradient, or against it?',
    'The step is eta times the gradient, and every weight takes its own part of it off.',
    'tf.mul(eta, g) is the step; tf.sub takes it off w.',
  ],
  hyper: { eta: 0.1 },
  witness: { from: 'torch and optax', weights: [0.97, -2.05, 0.501] },
  also: [
    // On w²/2 the gradient is w itself: 8, 4, 2.
    { name: 'it goes down', start: [8], gradients: [[8], [4]], hyper: { eta: 0.5 } },
  ],
  picture: { title: 'Does your step walk the library’s way down the ravine?', surface: ravine({ kappa: 10 }), start: [-10, 2], steps: 30, hyper: { eta: 0.17 } },
});
