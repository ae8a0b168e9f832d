import { tf, type UpdateFunction } from 'descent';

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
  // Against the gradient, hence the minus.
  return { w: tf.sub(w, tf.mul(eta, g)) };
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
  // A step multiplies w by 1 − ηλ; at ηλ = 1 that is 0, at 2 it is −1.
  const product = eta * curvature;
  if (product < 1) return 'slow';
  if (product === 1) return 'one step';
  if (product < 2) return 'overshoots';
  if (product === 2) return 'oscillates';
  return 'diverges';
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
  // The step changes the loss by −η Σ g² + ½ η² Σ λ g², whose slope over η is 0 at Σ g² / Σ λ g².
  let squares = 0;
  let bent = 0;
  for (const [i, slope] of gradient.entries()) {
    squares += slope ** 2;
    bent += (curvatures[i] as number) * slope ** 2;
  }
  return squares / bent;
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
  // Short steps stay in the valley where they begin; long ones leap out of it.
  return { near: 0.01, far: 0.021 };
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
  // What is left over is a batch, too, so the count is rounded up.
  const count = Math.ceil(order.length / batchSize);
  return Array.from({ length: count }, (_, k) => order.slice(k * batchSize, (k + 1) * batchSize));
}
