import { adamax as library, rosenbrock, tf, type UpdateFunction } from 'descent';
import { update } from 'descent/exercises';

/**
 *   m ← β₁ m + (1 − β₁) g
 *   u ← max(β₂ u, |g| + ε)
 *   w ← w − η m / ((1 − β₁ᵗ) u)
 *
 * w, g, m and u are tensors of one shape; t is the number of this step, from 1; η, β₁, β₂ and ε are numbers. m and u start as zeros, and that is
 * done for you. The average is written. Make the maximum and the step, and return new tensors { w, m, u }. Leave the given tensors as they are.
 *
 * Useful: tf.maximum, tf.abs, tf.add, tf.mul, tf.div, tf.sub. Each takes tensors and numbers: tf.mul(beta2, u). A power is beta1 ** t.
 */
export const adamax: UpdateFunction<'eta' | 'beta1' | 'beta2' | 'epsilon', 'm' | 'u'> = ({ w, g, m, u, t }, { eta, beta1, beta2, epsilon }) => {
  const newM = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g));
  // BEGIN SOLUTION
  // The maximum needs no correction, the average does.
  const newU = tf.maximum(tf.mul(beta2, u), tf.add(tf.abs(g), epsilon));
  const step = tf.div(tf.mul(eta, newM), tf.mul(1 - beta1 ** t, newU));
  return { w: tf.sub(w, step), m: newM, u: newU };
  // END SOLUTION
};

export default update({
  title: 'finish AdaMax',
  solution: adamax,
  method: library,
  hints: [
    'Which is larger: what is left of the old maximum, or the new gradient? A gradient of -3 is as large as one of 3.',
    'tf.maximum(tf.mul(beta2, u), …) takes the larger of the two for each weight.',
    'The step is eta times the average, divided by 1 - beta1 ** t and by the new u.',
  ],
  hyper: { eta: 0.1 },
  witness: { from: 'torch and optax', weights: [0.8100547073, -1.9494642383, 0.4514326516] },
  also: [
    { name: 'a constant gradient makes every step eta', start: [0], gradients: Array.from({ length: 20 }, () => [-7]), hyper: { eta: 0.1 } },
    { name: 'one large gradient is remembered, and fades', start: [0], gradients: [[1], [20], [1], [1], [1], [1]], hyper: { eta: 0.1, beta2: 0.5 } },
  ],
  picture: { title: 'Does your AdaMax walk the library’s way through Rosenbrock’s valley?', surface: rosenbrock(), start: [-1.2, 1], steps: 80, hyper: { eta: 0.1 } },
});
