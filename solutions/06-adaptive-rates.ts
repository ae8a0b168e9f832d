import { tf, type UpdateFunction } from 'descent';

/**
 * Exercise 6.1 — finish AdaGrad.
 *
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
  // The root of the whole sum, this gradient with it, and ε outside.
  const step = tf.div(tf.mul(eta, g), tf.add(tf.sqrt(newG), epsilon));
  return { w: tf.sub(w, step), G: newG };
};

/**
 * Exercise 6.2 — RMSProp's rate for a rare weight.
 *
 *   v ← β v + (1 − β) g²        w ← w − η g / √v
 *
 * A weight's gradient is 1 in every k-th step and 0 in between, and RMSProp has run for a long time (ε → 0). Return its step in those steps in
 * which the gradient comes. k is a whole number from 1; at k = 1 the step is η.
 *
 * Write v out in the moment after a gradient of 1: what is left of the one k steps before, and of the one before that?
 */
export function rareRate(eta: number, beta: number, k: number): number {
  // v = (1 − β)(1 + βᵏ + β²ᵏ + …), a geometric series.
  return eta * Math.sqrt((1 - beta ** k) / (1 - beta));
}

/**
 * Exercise 6.3 — a gentle beginning.
 *
 * AdaGrad's sum begins with δ instead of 0, so that G = δ + g² after the first gradient (and ε → 0). Return the δ with which the first step of a
 * gradient g is s · η long, for a share s in (0, 1].
 *
 * Write the step down, set it to s · η, and solve for δ.
 */
export function gentleStart(g: number, s: number): number {
  // |g| / √(δ + g²) = s, so δ + g² = g² / s².
  return g ** 2 / s ** 2 - g ** 2;
}

/**
 * Exercise 6.4 — a memory for the ravine.
 *
 * Return { eta, beta } with which RMSProp, from (−10, 2) in the ravine with the curvatures 1 and 25, is below a loss of 1e-8 after 60 steps.
 * At the usual β = 0.9 no rate is good enough: with a short memory its steps stay long at the bottom. The sliders at the end of the lesson help to
 * look.
 */
export function longMemory(): { eta: number; beta: number } {
  // With a long memory the large gradients of the beginning keep the root large, and the steps shrink with the gradient, as AdaGrad's do.
  return { eta: 0.5, beta: 0.99 };
}

/**
 * Exercise 6.5 — the planted bug.
 *
 *   v ← ρ v + (1 − ρ) g²                      the recent gradients
 *   Δw = …                                    against the gradient, in the units of w
 *   D ← ρ D + (1 − ρ) Δw²                     the recent steps
 *   w ← w + η Δw
 *
 * AdaDelta, with v and D starting as zeros. One line is as the algorithm box of lecture 1 has it: it climbs, its steps have no unit, and ε stands
 * outside the root. Mend it, and take the line with toDo away. Leave the given tensors as they are.
 */
export const adadelta: UpdateFunction<'eta' | 'rho' | 'epsilon', 'v' | 'D'> = ({ w, g, v, D }, { eta, rho, epsilon }) => {
  const newV = tf.add(tf.mul(rho, v), tf.mul(1 - rho, tf.square(g)));
  // The size of the steps before this one stands above the line, and at first that is √ε.
  const ratio = tf.div(tf.sqrt(tf.add(D, epsilon)), tf.sqrt(tf.add(newV, epsilon)));
  const dw = tf.neg(tf.mul(ratio, g));
  const newD = tf.add(tf.mul(rho, D), tf.mul(1 - rho, tf.square(dw)));
  return { w: tf.add(w, tf.mul(eta, dw)), v: newV, D: newD };
};
