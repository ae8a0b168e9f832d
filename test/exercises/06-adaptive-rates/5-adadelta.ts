import { adadelta as library, ravine, tf, type UpdateFunction } from 'descent';
import { update } from 'descent/exercises';

/**
 *   v ← ρ v + (1 − ρ) g²                      the recent gradients
 *   Δw = …                                    against the gradient, in the units of w
 *   D ← ρ D + (1 − ρ) Δw²                     the recent steps
 *   w ← w + η Δw
 *
 * AdaDelta, with v and D starting as zeros. One line is as the algorithm box of lecture 1 has it: it climbs, its steps have no unit, and ε stands
 * outside the root. Mend it, and take the line with toDo away. Leave the given tensors as they are.
 */
export const adadelta: UpdateFunction<'eta' | 'rho' | 'epsilon', 'v' | 'D'> = ({ w, g, v, D }, { eta, rho, epsilon }) => {
  /* BEGIN PROMPT
  toDo('6.5');
  END PROMPT */
  const newV = tf.add(tf.mul(rho, v), tf.mul(1 - rho, tf.square(g)));
  /* BEGIN PROMPT
  const dw = tf.div(g, tf.add(tf.sqrt(newV), epsilon));
  END PROMPT */
  // BEGIN SOLUTION
  // The size of the steps before this one stands above the line, and at first that is √ε.
  const ratio = tf.div(tf.sqrt(tf.add(D, epsilon)), tf.sqrt(tf.add(newV, epsilon)));
  const dw = tf.neg(tf.mul(ratio, g));
  // END SOLUTION
  const newD = tf.add(tf.mul(rho, D), tf.mul(1 - rho, tf.square(dw)));
  return { w: tf.add(w, tf.mul(eta, dw)), v: newV, D: newD };
};

export default update({
  title: 'the planted bug',
  solution: adadelta,
  method: library,
  hints: [
    'In which direction does the line step, and by how much if all gradients are multiplied by 1000?',
    'What has the units of w and is at hand before the step is made? Mind which D that is: the old one.',
    'Δw = −√(D + ε) / √(v + ε) · g, with the old D and the new v.',
  ],
  hyper: { rho: 0.95 },
  witness: { from: 'torch, optax and Keras', weights: [0.9900959328, -2.0063120041, 0.5012175931] },
  also: [
    // √ε / √(1 − ρ) = 0.00316 at the default ρ of 0.9; outside the root it would be a thousandth of that.
    { name: 'the first step is made of the root of epsilon', start: [1], gradients: [[5]], hyper: { rho: 0.9 } },
    { name: 'steps grow from steps', start: [0], gradients: Array.from({ length: 100 }, () => [1]), hyper: { rho: 0.9, epsilon: 1e-4 } },
  ],
  picture: { title: 'Does your AdaDelta walk the library’s way down the ravine?', surface: ravine({ kappa: 25 }), start: [-10, 2], steps: 100, hyper: { rho: 0.9, epsilon: 1e-2 } },
});
