import { tf, toDo, type UpdateFunction } from 'descent';

/**
 * Exercise 1.1 — finish a step of gradient descent.
 *
 *   w ← w − η g
 *
 * w and g are tensors of one shape; η, called eta, is a number. Put the new weights where toDo stands, as a new tensor. It is all that is
 * returned: gradient descent remembers nothing. Leave the given tensors as they are.
 *
 * Useful: tf.sub, tf.mul. Each takes tensors and numbers: tf.mul(0.1, g).
 */
export const gradientDescent: UpdateFunction<'eta', never> = ({ w, g }, { eta }) => {
  return { w: toDo('1.1') };
};

/**
 * Exercise 1.2 — what will this rate do?
 *
 * On a parabola λ w² / 2, and from anywhere but its bottom, a rate η stands in one of five regimes. Return its name:
 *
 *   'slow'         w shrinks and keeps its side
 *   'one step'     w is at the bottom after the first step
 *   'overshoots'   w changes sides in every step, and shrinks
 *   'oscillates'   w changes sides for ever and never shrinks
 *   'diverges'     w changes sides and grows
 *
 * η is called eta and λ is called curvature. Both are positive: you need not check. Compute eta * curvature first and compare that; at the
 * two borders the tests use numbers whose product a computer knows exactly.
 */
export function regime(eta: number, curvature: number): 'slow' | 'one step' | 'overshoots' | 'oscillates' | 'diverges' {
  return toDo('1.2');
}

/**
 * Exercise 1.3 — the best rate for this one step.
 *
 * The loss is ½ (λ₁ w₁² + λ₂ w₂² + …). `gradient` holds its slopes g₁, g₂, … at the present weights, and `curvatures` λ₁, λ₂, …, all positive.
 * One step with the rate η goes to w − η g. Return the η with which the loss after this step is smallest. Not all slopes are 0.
 *
 * Write down the loss after the step as a function of η, and ask where its slope is 0. Cauchy's descent of 1847 chose its rate in this way, anew
 * in every step.
 */
export function bestRate(gradient: readonly number[], curvatures: readonly number[]): number {
  return toDo('1.3');
}

/**
 * Exercise 1.4 — one start, two valleys.
 *
 * Himmelblau's function has four minima. Return two rates with which gradient descent, 60 steps from (0, −4), ends within 0.1 of
 *
 *   near   (−3.779, −3.283)
 *   far    (−2.805, 3.131), across the middle
 *
 * Look for them with the slider at the end of the lesson. Why can the far one not be reached with a small rate?
 */
export function twoValleys(): { near: number; far: number } {
  return toDo('1.4');
}

/**
 * Exercise 1.5 — the planted bug.
 *
 * `order` lists the numbers of all examples, already shuffled. This should cut it, front to back, into batches of batchSize, a whole number from
 * 1. Every example is in exactly one batch; the last batch holds what is left over and may be shorter, but is never empty. Leave `order` as it is.
 *
 * One line does as lecture 5 does, and examples are never seen: of ten in batches of three, the tenth. Find it, mend it, and take the line with
 * toDo away.
 */
export function miniBatches(order: readonly number[], batchSize: number): number[][] {
  toDo('1.5');
  const count = Math.floor(order.length / batchSize);
  return Array.from({ length: count }, (_, k) => order.slice(k * batchSize, (k + 1) * batchSize));
}
