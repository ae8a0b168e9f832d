import { tf, toDo, type Exercises } from 'descent';

/**
 * Exercise 1.1 — one step of gradient descent.
 *
 *   w ← w − η g
 *
 * w and g are tensors of one shape; η, called eta, is a number. Return new tensors, here only { w }: gradient descent remembers nothing.
 * Leave the given tensors as they are.
 *
 * Useful: tf.sub, tf.mul. Each takes tensors and numbers: tf.mul(0.1, g).
 */
export const gradientDescent: Exercises['01-gradient-descent']['gradientDescent'] = ({ w, g }, { eta }) => {
  return toDo('1.1');
};

/**
 * Exercise 1.2 — what will this rate do?
 *
 * On the parabola λ w² / 2 the gradient is λ w, so a step makes (1 − η λ) w of w. Return the regime in which η stands:
 *
 *   'slow'         w shrinks and keeps its side
 *   'one step'     w is at the minimum after the first step
 *   'overshoots'   w changes sides in every step, and shrinks
 *   'oscillates'   w changes sides for ever and never shrinks
 *   'diverges'     w changes sides and grows
 *
 * η is called eta and λ is called curvature. Both are positive: you need not check. Compute eta * curvature first and compare that; at the
 * two borders the tests use numbers whose product a computer knows exactly.
 */
export const regime: Exercises['01-gradient-descent']['regime'] = (eta, curvature) => {
  return toDo('1.2');
};

/**
 * Exercise 1.3 — mini-batches that lose nobody.
 *
 * `order` lists the numbers of all examples, already shuffled. Cut it, front to back, into batches of batchSize (a whole number from 1).
 * Every example is in exactly one batch; the last batch holds what is left over and may be shorter, but is never empty.
 * Ten examples in batches of three give four batches, of 3, 3, 3 and 1. Leave `order` as it is.
 *
 * Useful: order.slice(from, to), which stops at the end of the array by itself.
 */
export const miniBatches: Exercises['01-gradient-descent']['miniBatches'] = (order, batchSize) => {
  return toDo('1.3');
};
