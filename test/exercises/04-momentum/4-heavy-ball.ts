import { heavyBall as library, ravine, tf, type UpdateFunction } from 'descent';
import { update } from 'descent/exercises';

/**
 *   w_{t+1} = w_t − η g_t + γ (w_t − w_{t−1})
 *
 * The heavy ball remembers where it was one step ago: wprev, which at first is w itself. As it stands here it goes down, but no faster than
 * gradient descent does. Find out why, mend it, and take the line with toDo away. Leave the given tensors as they are.
 */
export const heavyBall: UpdateFunction<'eta' | 'gamma', 'wprev'> = ({ w, g, wprev }, { eta, gamma }) => {
  /* BEGIN PROMPT
  toDo('4.4');
  END PROMPT */
  const move = tf.sub(tf.mul(gamma, tf.sub(w, wprev)), tf.mul(eta, g));
  /* BEGIN PROMPT
  const next = tf.add(w, move);
  return { w: next, wprev: next };
  END PROMPT */
  // BEGIN SOLUTION
  // What is remembered is where the ball was, not where it is now; else there is never a last move.
  return { w: tf.add(w, move), wprev: tf.clone(w) };
  // END SOLUTION
};

export default update({
  title: 'the planted bug',
  solution: heavyBall,
  method: library,
  hints: [
    'Print wprev and w in the first three steps. Is there ever a last move to keep?',
    'The ball should remember where it was before this step.',
    'Of what is returned, w is right; wprev should be the w that was given.',
  ],
  hyper: { eta: 0.1, gamma: 0.9 },
  // At a constant rate the heavy ball is where momentum is, so these are the weights that torch has for momentum.
  witness: { from: 'torch', weights: [0.916279, -2.088988, 0.49929] },
  also: [{ name: 'with a gradient that never changes the steps grow tenfold', start: [0], gradients: Array.from({ length: 200 }, () => [1]), hyper: { eta: 0.02 } }],
  picture: { title: 'Does your heavy ball roll the library’s way down the ravine?', surface: ravine({ kappa: 25 }), start: [-10, 2], steps: 40, hyper: { eta: 0.05, gamma: 0.7 } },
});
