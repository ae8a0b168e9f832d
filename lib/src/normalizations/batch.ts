import * as tf from '@tensorflow/tfjs';
import { byChannel, channelAxis, requireShape, type Grouping, type Shaped } from './groups';
import { batch, batchInference } from './documentation';
import { normalize, type Learnt, type Normalized } from './float64';
import { latexOfProgram, standardize, standardizeGiven } from './normalization';
import { alongAxis, normalizedOnTensors, type LearntTensors, type NormalizedTensors } from './tensors';
import { knownOptions, type Names } from '../options';

/** Where a normalisation by channel finds them. */
export interface ChannelOption {
  /** Where the channels are; default −1, tfjs's and Keras's place. torch has them at 1. */
  readonly axis?: number | undefined;
}

export const channelNames: Names<Learnt & ChannelOption> = { gamma: true, beta: true, epsilon: true, axis: true };

/**
 * Batch normalisation while training: each channel to mean 0 and variance 1 over all examples and places, then y = γ x̂ + β.
 * x of shape [examples, …] with the channels at `axis`; γ and β one per channel (default 1 and 0); ε in [0, inf), default 1e-5.
 *
 * It returns the batch's statistics too (biased variance): hand them to `updateRunning`. A batch of one number per channel gives y = β and
 * no gradient. Σ gx = 0 in every channel. Source: Ioffe & Szegedy 2015, Algorithm 1; deck 002:275–295, whose α is γ here.
 * Elsewhere: torch's BatchNorm has ε 1e-5, Keras's and tfjs's 1e-3; how their running statistics differ: `RunningConvention`.
 */
export function batchNorm(x: Shaped, options: Learnt & ChannelOption = {}): Normalized {
  const { axis = -1, epsilon = 1e-5, ...learnt } = knownOptions('batchNorm', options, channelNames);
  requireShape('batchNorm', x);
  return normalize('batchNorm', standardize, x, batchNorm.grouping(x.shape, { axis }), { ...learnt, epsilon });
}
batchNorm.rule = standardize;
batchNorm.grouping = (shape: readonly number[], options: ChannelOption = {}): Grouping => {
  const { axis = -1 } = knownOptions('batchNorm', options, { axis: true });
  return byChannel(shape, channelAxis('batchNorm', shape, axis));
};
batchNorm.documentation = batch.documentation;
batchNorm.latex = batch.latex;

/**
 * Batch normalisation at inference: with running statistics in place of the batch's, so that an example's result does not depend on its company
 * and gx = γ gy / √(σ² + ε). Options as for `batchNorm`. Errors: statistics of another size, a negative variance.
 */
export function batchNormInference(
  x: Shaped,
  running: { readonly mean: ArrayLike<number>; readonly variance: ArrayLike<number> },
  options: Learnt & ChannelOption = {},
): Normalized {
  const { axis = -1, epsilon = 1e-5, ...learnt } = knownOptions('batchNormInference', options, channelNames);
  requireShape('batchNormInference', x);
  const channels = x.shape[channelAxis('batchNormInference', x.shape, axis)] as number;
  for (const which of ['mean', 'variance'] as const) {
    if (running[which].length !== channels) throw new Error(`batchNormInference: the running ${which} needs ${channels} values, got ${running[which].length}`);
  }
  const negative = Array.from(running.variance).find(v => !(v >= 0));
  if (negative !== undefined) throw new Error(`batchNormInference: a variance must be in [0, inf), got ${negative}`);
  return normalize('batchNormInference', standardizeGiven, x, byChannel(x.shape, channelAxis('batchNormInference', x.shape, axis)), { ...learnt, epsilon }, running);
}
batchNormInference.documentation = batchInference.documentation;
batchNormInference.latex = batchInference.latex;

/** `batchNorm` on tensors, differentiable by x, γ and β, with the batch's mean and biased variance, one per channel. */
export function batchNormOnTensors(x: tf.Tensor, options: LearntTensors & ChannelOption = {}): NormalizedTensors {
  const { axis = -1, epsilon = 1e-5, gamma, beta } = knownOptions('batchNorm', options, channelNames);
  const channel = channelAxis('batchNorm', x.shape, axis);
  return tf.tidy(() => {
    const axes = x.shape.map((_, i) => i).filter(i => i !== channel);
    const { y, mean, variance } = normalizedOnTensors('batchNorm', standardize, x, alongAxis('batchNorm', x.shape, channel, { gamma, beta }), epsilon, axes);
    return { y, mean: tf.reshape(mean, [-1]), variance: tf.reshape(variance, [-1]) };
  });
}
batchNormOnTensors.documentation = batch.documentation;
batchNormOnTensors.latex = batch.latex;

/** `batchNormInference` on tensors, the statistics of shape [channels]; differentiable by x, γ and β. */
export function batchNormInferenceOnTensors(
  x: tf.Tensor,
  running: { readonly mean: tf.Tensor; readonly variance: tf.Tensor },
  options: LearntTensors & ChannelOption = {},
): tf.Tensor {
  const { axis = -1, epsilon = 1e-5, gamma, beta } = knownOptions('batchNormInference', options, channelNames);
  const channel = channelAxis('batchNormInference', x.shape, axis);
  return tf.tidy(() => {
    const { gamma: mu, beta: v } = alongAxis('batchNormInference', x.shape, channel, { gamma: running.mean, beta: running.variance });
    const learnt = alongAxis('batchNormInference', x.shape, channel, { gamma, beta });
    return normalizedOnTensors('batchNormInference', standardizeGiven, x, learnt, epsilon, [], { mu, v }).y;
  });
}
batchNormInferenceOnTensors.documentation = batchInference.documentation;
batchNormInferenceOnTensors.latex = batchInference.latex;

/** The formula of batch, layer, group and instance normalisation, for one group of numbers. */
export function normalizationLatex(): string {
  return latexOfProgram(standardize);
}
