import { adamw as library, ravine, tf, type UpdateFunction } from 'descent';
import { update } from 'descent/exercises';

/**
 *   m ← β₁ m + (1 − β₁) g        m̂ = m / (1 − β₁ᵗ)
 *   v ← β₂ v + (1 − β₂) g²       v̂ = v / (1 − β₂ᵗ)
 *   w ← w − η (m̂ / (√v̂ + ε) + λ w)
 *
 * w, g, m and v are tensors of one shape; t is the number of this step, from 1; η, β₁, β₂, ε and λ, called eta, beta1, beta2, epsilon and lambda, are
 * numbers. All of Adam is written, up to m̂ / (√v̂ + ε). Add the decay, make the step, and return new tensors { w, m, v }. Leave the given tensors as
 * they are.
 */
export const adamw: UpdateFunction<'eta' | 'beta1' | 'beta2' | 'epsilon' | 'lambda', 'm' | 'v'> = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon, lambda }) => {
  const newM = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g));
  const newV = tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(g)));
  const direction = tf.div(tf.div(newM, 1 - beta1 ** t), tf.add(tf.sqrt(tf.div(newV, 1 - beta2 ** t)), epsilon));
  // BEGIN SOLUTION
  // The decay joins after the division, so that nothing scales it but the rate.
  const step = tf.mul(eta, tf.add(direction, tf.mul(lambda, w)));
  return { w: tf.sub(w, step), m: newM, v: newV };
  // END SOLUTION
};

export default update({
  title: 'finish AdamW',
  solution: adamw,
  method: library,
  hints: [
    'What is multiplied by eta: the direction alone, or the decay as well?',
    'The decay is lambda times the weights before the step.',
    'The step is eta times (direction + lambda w), and the weights lose it.',
  ],
  hyper: { eta: 0.1, lambda: 0.1 },
  witness: { from: 'torch and optax', weights: [0.7319413303, -1.9006481874, 0.390116521] },
  also: [
    // 0.5 · (1 − 0.1 · 0.2)ᵗ.
    { name: 'an idle weight shrinks by 1 − ηλ', start: [0.5, -2], gradients: Array.from({ length: 5 }, () => [0, 0]), hyper: { eta: 0.1, lambda: 0.2 } },
    { name: 'another rate and another decay', start: [3], gradients: [[1], [-2], [0.5], [0]], hyper: { eta: 0.5, lambda: 0.3 } },
  ],
  wrong: [{
    says: 'the decay joins the gradient, as an L2 penalty does',
    formula: `
      m = beta1 * m + (1 - beta1) * (g + lambda * w)
      v = beta2 * v + (1 - beta2) * (g + lambda * w)^2
      w = w - eta * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
    `,
  }, {
    says: 'the weights are shrunk after the step, so that the step is shrunk, too',
    formula: `
      m = beta1 * m + (1 - beta1) * g
      v = beta2 * v + (1 - beta2) * g^2
      w = (1 - eta * lambda) * (w - eta * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon))
    `,
  }],
  picture: { title: 'Does your AdamW walk the library’s way down the ravine?', surface: ravine({ kappa: 25 }), start: [-10, 2], steps: 80, hyper: { eta: 0.5, lambda: 0.1 } },
});
