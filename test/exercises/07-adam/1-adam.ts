import { adam as library, rosenbrock, tf, type UpdateFunction } from 'descent';
import { update } from 'descent/exercises';

/**
 *   m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)
 *   v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)
 *   w ← w − η m̂ / (√v̂ + ε)
 *
 * w, g, m and v are tensors of one shape; t is the number of this step, from 1; η, β₁, β₂ and ε are numbers. The two averages are written.
 * Make the hats and the step, and return new tensors { w, m, v }: the new state is m and v, not m̂ and v̂. Leave the given tensors as they are.
 *
 * Useful: tf.sub, tf.mul, tf.div, tf.add, tf.sqrt. Each takes tensors and numbers: tf.mul(0.9, m). A power is beta1 ** t.
 */
export const adam: UpdateFunction<'eta' | 'beta1' | 'beta2' | 'epsilon', 'm' | 'v'> = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
  const newM = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g));
  const newV = tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(g)));
  // BEGIN SOLUTION
  // The formula, line by line.
  const mHat = tf.div(newM, 1 - beta1 ** t);
  const vHat = tf.div(newV, 1 - beta2 ** t);
  const step = tf.div(tf.mul(eta, mHat), tf.add(tf.sqrt(vHat), epsilon));
  return { w: tf.sub(w, step), m: newM, v: newV };
  // END SOLUTION
};

export default update({
  title: 'finish Adam',
  solution: adam,
  method: library,
  hints: [
    'Both averages start at zero. By what must each be divided in step t?',
    'm̂ = m / (1 − β₁ᵗ) and v̂ = v / (1 − β₂ᵗ); a power is written beta1 ** t.',
    'The step is eta times m̂, divided by the root of v̂ plus epsilon; the root is taken first.',
  ],
  hyper: { eta: 0.1 },
  witness: { from: 'torch and optax', weights: [0.7742416577, -1.9952280199, 0.412826983] },
  also: [
    { name: 'a constant gradient makes every step eta', start: [0], gradients: Array.from({ length: 20 }, () => [7]), hyper: { eta: 0.1 } },
    // Outside the root the step is 1e-3 / (1e-3 + 1e-3) = 1/2 of eta; inside it would be 0.03 of eta.
    { name: 'epsilon stands outside the root', start: [0], gradients: [[1e-3]], hyper: { eta: 0.1, epsilon: 1e-3 } },
  ],
  picture: { title: 'Does your Adam walk the library’s way through Rosenbrock’s valley?', surface: rosenbrock(), start: [-1.2, 1], steps: 80, hyper: { eta: 0.1 } },
});
