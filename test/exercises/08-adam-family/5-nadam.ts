import { nadamConstant as library, rosenbrock, tf, type UpdateFunction } from 'descent';
import { update } from 'descent/exercises';

/**
 *   m ← β₁ m + (1 − β₁) g
 *   v ← β₂ v + (1 − β₂) g²                                v̂ = v / (1 − β₂ᵗ)
 *   m̄ = β₁ m / (1 − β₁ᵗ⁺¹) + (1 − β₁) g / (1 − β₁ᵗ)
 *   w ← w − η m̄ / (√v̂ + ε)
 *
 * Nadam with a constant β₁. What stands below is as lecture 2 prints it: the line has m on both sides. Under a constant gradient the twentieth step
 * is 895 η long. Mend it, and take the line with toDo away. Leave the given tensors as they are.
 */
export const nadam: UpdateFunction<'eta' | 'beta1' | 'beta2' | 'epsilon', 'm' | 'v'> = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
  /* BEGIN PROMPT
  toDo('8.5');
  END PROMPT */
  const newV = tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(g)));
  const root = tf.sqrt(tf.div(newV, 1 - beta2 ** t));
  /* BEGIN PROMPT
  const newM = tf.add(tf.mul(beta1 / (1 - beta1 ** (t + 1)), m), tf.mul((1 - beta1) / (1 - beta1 ** t), g));
  return { w: tf.sub(w, tf.div(tf.mul(eta, newM), tf.add(root, epsilon))), m: newM, v: newV };
  END PROMPT */
  // BEGIN SOLUTION
  // The moment is one thing, what is stepped along another; only the first is remembered.
  const newM = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g));
  const ahead = tf.add(tf.mul(beta1 / (1 - beta1 ** (t + 1)), newM), tf.mul((1 - beta1) / (1 - beta1 ** t), g));
  return { w: tf.sub(w, tf.div(tf.mul(eta, ahead), tf.add(root, epsilon))), m: newM, v: newV };
  // END SOLUTION
};

export default update({
  title: 'the planted bug',
  solution: nadam,
  method: library,
  hints: [
    'How many names do the four lines of the formula have for averages of the gradient, and how many has the code?',
    'Make m first, as Adam does. Then make what is stepped along from the new m, under another name.',
    'Remember the m of the first line, not what you step along.',
  ],
  hyper: { eta: 0.1 },
  witness: { from: 'optax', weights: [0.7165100534, -2.0265325242, 0.4229022785] },
  also: [
    // (1 + β₁ / (1 + β₁)) η.
    { name: 'the first step looks one ahead', start: [0], gradients: [[5]], hyper: { eta: 0.1 } },
    { name: 'a constant gradient makes steps of eta in the end', start: [0], gradients: Array.from({ length: 40 }, () => [2]), hyper: { eta: 0.1 } },
  ],
  picture: { title: 'Does your Nadam walk the library’s way through Rosenbrock’s valley?', surface: rosenbrock(), start: [-1.2, 1], steps: 80, hyper: { eta: 0.1 } },
});
