import * as tf from '@tensorflow/tfjs';
import { documentation, type Parameter } from '../documentation';

/**
 * Softmax: scores to probabilities that sum to 1, p_i = e^{s_i − m} / Σ_j e^{s_j − m} with m = max s, which changes nothing but keeps
 * every exponent at most 0. A plain function: each output depends on all inputs.
 *
 * An array gives the probabilities of one example, in float64; a tensor is taken along its last axis, differentiably. Equal scores give equal
 * probabilities; a score 746 below the largest gives exactly 0. Errors: no scores at all.
 * Source: Bridle 1990. The same as torch's (dim = −1), Keras's, JAX's and tfjs's.
 */
export function softmax(scores: tf.Tensor): tf.Tensor;
export function softmax(scores: ArrayLike<number>): Float64Array;
export function softmax(scores: tf.Tensor | ArrayLike<number>): tf.Tensor | Float64Array {
  if (scores instanceof tf.Tensor) {
    requireScores(scores.shape[scores.rank - 1] ?? 1);
    return tf.softmax(scores);
  }
  const logs = logSoftmax(scores);
  return logs.map(Math.exp);
}

const scores: Parameter = {
  name: 'scores',
  glyph: 's',
  meaning: 'one score per class (logits)',
  values: 'an array, or a tensor with the classes along its last axis',
};

softmax.documentation = documentation(
  {
    name: 'softmax',
    title: 'Softmax',
    idea: 'Turn scores into probabilities that sum to 1.',
    source: { paper: 'Bridle 1990' },
    differs: 'the same as torch\'s with dim = −1, Keras\'s, JAX\'s and tfjs\'s.',
  },
  { parameters: [scores], where: [{ glyph: 'm', meaning: 'largest score' }] },
);
softmax.latex = (): string => 'p_i = \\frac{e^{s_i - m}}{\\sum_j e^{s_j - m}}';

/** The logarithm of softmax, s_i − m − log Σ_j e^{s_j − m}, finite also where the probability itself is too small for a number. */
export function logSoftmax(scores: ArrayLike<number>): Float64Array {
  requireScores(scores.length);
  const values = Float64Array.from(scores);
  const largest = values.reduce((a, b) => Math.max(a, b));
  const log = Math.log(values.reduce((sum, score) => sum + Math.exp(score - largest), 0));
  return values.map(score => score - largest - log);
}

function requireScores(count: number): void {
  if (count === 0) throw new Error('softmax: needs at least one score, got none');
}

logSoftmax.documentation = documentation(
  {
    name: 'logSoftmax',
    title: 'Logarithm of softmax',
    idea: 'Turn scores into log-probabilities, finite also where the probability is too small for a number.',
    source: softmax.documentation.source,
    differs: 'log_softmax in torch, JAX and Keras, logSoftmax in tfjs.',
  },
  { parameters: [{ ...scores, values: 'an array' }], where: softmax.documentation.where },
);
logSoftmax.latex = (): string => '\\log p_i = s_i - m - \\log \\sum_j e^{s_j - m}';

/** Softmax's Jacobian at the scores of one example, ∂p_i/∂s_j = p_i (δ_ij − p_j), row i for output i. Every row and column sums to 0. */
export function softmaxJacobian(scores: ArrayLike<number>): Float64Array[] {
  const p = softmax(scores);
  return Array.from(p, (pi, i) => p.map((pj, j) => (i === j ? pi * (1 - pi) : -pi * pj)));
}

softmaxJacobian.documentation = documentation(
  {
    name: 'softmaxJacobian',
    title: 'Jacobian of softmax',
    idea: 'How every probability changes with every score.',
    source: softmax.documentation.source,
  },
  {
    parameters: [{ ...scores, values: 'an array' }],
    where: [
      { glyph: 'p', meaning: 'the probabilities' },
      { glyph: '\\delta_{ij}', meaning: '1 where i = j, else 0' },
    ],
  },
);
softmaxJacobian.latex = (): string => '\\frac{\\partial p_i}{\\partial s_j} = p_i \\left( \\delta_{ij} - p_j \\right)';
