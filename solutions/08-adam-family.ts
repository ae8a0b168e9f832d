import { tf, type UpdateFunction } from 'descent';

/**
 * Exercise 8.1 — finish AdaMax.
 *
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
  // The maximum needs no correction, the average does.
  const newU = tf.maximum(tf.mul(beta2, u), tf.add(tf.abs(g), epsilon));
  const step = tf.div(tf.mul(eta, newM), tf.mul(1 - beta1 ** t, newU));
  return { w: tf.sub(w, step), m: newM, u: newU };
};

/**
 * Exercise 8.2 — how long a large gradient is remembered.
 *
 *   u ← max(β₂ u, |g|)
 *
 * All gradients of a weight are 1, but one was c, which is larger. Return how many of the steps after that one still have a u above 1. c = 1
 * gives 0.
 *
 * What is u in the k-th step after it? A count is a whole number. Useful: Math.log, Math.floor, Math.ceil.
 */
export function remembered(c: number, beta2: number): number {
  // β₂ᵏ c > 1 as long as k < ln c / ln(1/β₂); the last such whole number counts them.
  return Math.max(0, Math.ceil(Math.log(c) / -Math.log(beta2)) - 1);
}

/**
 * Exercise 8.3 — the share of the variance.
 *
 *   m_t = β₁ m_{t−1} + (1 − β₁) g_t
 *
 * The gradients are independent, with one mean and the variance σ². In the long run the mean of (g_t − m_t)², which is what AdaBelief's s comes to, is
 * a share of σ². Return this share for a given β₁. The lesson found 0.85 at 0.9.
 *
 * From lesson 3: in the long run the variance of m_{t−1} is σ² (1 − β₁)/(1 + β₁). And m_{t−1} knows nothing of g_t.
 */
export function surprise(beta1: number): number {
  // g − m = β₁ (g − m of the step before), and the variance of a difference of independent numbers is the sum of theirs.
  return beta1 ** 2 * (1 + (1 - beta1) / (1 + beta1));
}

/**
 * Exercise 8.4 — a trap for Adam.
 *
 * The gradient is C in the first of every ten steps and −1 in the nine others. Return { C, beta1, beta2 } with which Adam, from w = 0 at η = 0.01, is
 * above w = 1 after 1000 steps, and AMSGrad below 0. So that it is a trap, the way down must be downwards, C > 9, and so that it is not too easy, Adam
 * must have momentum, beta1 ≥ 0.5. The sliders at the end of the lesson help to look.
 */
export function trap(): { C: number; beta1: number; beta2: number } {
  // A memory so short that the root has forgotten the large gradient when the small ones come.
  return { C: 12, beta1: 0.5, beta2: 0.3 };
}

/**
 * Exercise 8.5 — the planted bug.
 *
 *   m ← β₁ m + (1 − β₁) g
 *   v ← β₂ v + (1 − β₂) g²                                v̂ = v / (1 − β₂ᵗ)
 *   m̄ = β₁ m / (1 − β₁ᵗ⁺¹) + (1 − β₁) g / (1 − β₁ᵗ)
 *   w ← w − η m̄ / (√v̂ + ε)
 *
 * Nadam with a constant β₁. What stands below is as lecture 2 prints it: the line has m on both sides. Under a constant gradient the twentieth step
 * is 895 η long. Mend it, and take the line with toDo away. Leave the given tensors as they are.
 */
export const nadam: UpdateFunction<'eta' | 'beta1' | 'beta2' | 'epsilon', 'm' | 'v'> = ({ w, g, m, v, t }, { eta, beta1, beta2, epsilon }) => {
  const newV = tf.add(tf.mul(beta2, v), tf.mul(1 - beta2, tf.square(g)));
  const root = tf.sqrt(tf.div(newV, 1 - beta2 ** t));
  // The moment is one thing, what is stepped along another; only the first is remembered.
  const newM = tf.add(tf.mul(beta1, m), tf.mul(1 - beta1, g));
  const ahead = tf.add(tf.mul(beta1 / (1 - beta1 ** (t + 1)), newM), tf.mul((1 - beta1) / (1 - beta1 ** t), g));
  return { w: tf.sub(w, tf.div(tf.mul(eta, ahead), tf.add(root, epsilon))), m: newM, v: newV };
};
