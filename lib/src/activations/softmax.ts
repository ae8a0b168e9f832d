import * as tf from '@tensorflow/tfjs';

/**
 * Softmax: scores to probabilities that sum to 1, p_i = e^{s_i − m} / Σ_j e^{s_j − m} with m = max s, which changes nothing but keeps
 * every exponent at most 0. A plain function: each output depends on all inputs.
 *
 * An array gives the probabilities of one example, in float64; a tensor is taken along its last axis, differentiably. Equal scores give equal
 * probabilities; a score 745 below the largest gives exactly 0. Errors: no scores at all.
 * Source: Bridle 1990. The same as torch's (dim = −1), Keras's, JAX's and tfjs's.
 */
export function softmax(scores: tf.Tensor): tf.Tensor;
export function softmax(scores: ArrayLike<number>): Float64Array;
export function softmax(scores: tf.Tensor | ArrayLike<number>): tf.Tensor | Float64Array {
  if (scores instanceof tf.Tensor) return tf.softmax(scores);
  const logs = logSoftmax(scores);
  return logs.map(Math.exp);
}

/** The logarithm of softmax, s_i − m − log Σ_j e^{s_j − m}, finite also where the probability itself is too small for a number. */
export function logSoftmax(scores: ArrayLike<number>): Float64Array {
  if (scores.length === 0) throw new Error('softmax: needs at least one score, got none');
  const values = Float64Array.from(scores);
  const largest = values.reduce((a, b) => Math.max(a, b));
  const log = Math.log(values.reduce((sum, score) => sum + Math.exp(score - largest), 0));
  return values.map(score => score - largest - log);
}

/** Softmax's Jacobian at the scores of one example, ∂p_i/∂s_j = p_i (δ_ij − p_j), row i for output i. Every row and column sums to 0. */
export function softmaxJacobian(scores: ArrayLike<number>): Float64Array[] {
  const p = softmax(scores);
  return Array.from(p, (pi, i) => p.map((pj, j) => (i === j ? pi * (1 - pi) : -pi * pj)));
}
