import { tf, toDo, type UpdateFunction } from 'descent';

/**
 * Exercise 9.1 — finish AdamW.
 *
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
  return toDo('9.1');
};

/**
 * Exercise 9.2 — a decay that halves.
 *
 *   w ← w − η (m̂ / (√v̂ + ε) + λ w)
 *
 * The gradient of a weight has always been zero. Return the λ with which AdamW, in this form, has halved the weight after n steps at the rate η,
 * exactly. n is a whole number from 1.
 */
export function halvingDecay(eta: number, n: number): number {
  return toDo('9.2');
}

/**
 * Exercise 9.3 — where the penalty ends.
 *
 * The loss of one weight is c (w − a)² / 2: its curvature is c, and its minimum a. Lecture 2 adds λ w² to it, without a half. Return the weight at
 * which gradient descent, and Adam as well, comes to rest. c, a and λ are called curvature, minimum and lambda; c is above 0, λ 0 or more.
 */
export function penalisedEnd(curvature: number, minimum: number, lambda: number): number {
  return toDo('9.3');
}

/**
 * Exercise 9.4 — keep one and clear the other.
 *
 * The loss is (x − 1)² / 2: it does not ask for the second weight, y, whose gradient is always zero. Return { eta, lambda } with which AdamW, from
 * (0, 1), after 300 steps has x within 0.01 of 1, and y below 0.01. The sliders at the end of the lesson help to look.
 */
export function keepAndClear(): { eta: number; lambda: number } {
  return toDo('9.4');
}

/**
 * Exercise 9.5 — the planted bug.
 *
 * Decoupled decay: before a step every weight shrinks by ηλ of itself. Given the weights, η, called eta, and λ, called lambda, return the shrunk
 * weights. One line is as it once stood in a large library, and wrong: the larger λ, the less the weights shrink. Find it, mend it, and take the line
 * with toDo away.
 */
export function shrunk(weights: readonly number[], eta: number, lambda: number): number[] {
  toDo('9.5');
  return weights.map(w => w - w * (1 - eta * lambda));
}
