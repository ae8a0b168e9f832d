import * as tf from '@tensorflow/tfjs';
import type { Program } from '../formula/check';
import { squaringScale } from '../formula/tensor-norm';
import { requireEpsilon } from './float64';
import { normalizeTensors } from './normalization';

/** What every normalisation is called with on tensors; defaults as in float64. */
export interface LearntTensors {
  /** Scale, one per channel (or per place in a group); default all 1. */
  readonly gamma?: tf.Tensor | undefined;
  /** Shift; default all 0. */
  readonly beta?: tf.Tensor | undefined;
  /** Keeps the root away from zero, in [0, inf). */
  readonly epsilon?: number | undefined;
}

/** A normalised tensor of x's shape with its statistics (the mean square in place of the variance for RMS normalisation). */
export interface NormalizedTensors {
  /** The normalised numbers, scaled and shifted, in the shape of x. */
  readonly y: tf.Tensor;
  /** One mean per group; zeros for RMS normalisation. */
  readonly mean: tf.Tensor;
  /** One biased variance per group. */
  readonly variance: tf.Tensor;
}

/** γ and β, one per channel, in a shape that broadcasts over all other axes. */
export function alongAxis(
  name: string,
  shape: readonly number[],
  axis: number,
  { gamma, beta }: Pick<LearntTensors, 'gamma' | 'beta'>,
): { gamma: tf.Tensor; beta: tf.Tensor } {
  return inShape(name, shape.map((size, i) => (i === axis ? size : 1)), { gamma, beta });
}

/** γ and β in the given shape; ones and zeros where there are none. */
export function inShape(name: string, shape: readonly number[], { gamma, beta }: Pick<LearntTensors, 'gamma' | 'beta'>): { gamma: tf.Tensor; beta: tf.Tensor } {
  const size = shape.reduce((a, b) => a * b, 1);
  for (const [which, tensor] of [['gamma', gamma], ['beta', beta]] as const) {
    if (tensor && tensor.size !== size) throw new Error(`${name}: ${which} needs ${size} values, got ${tensor.size}`);
  }
  return {
    gamma: gamma ? tf.reshape(gamma, [...shape]) : tf.ones([...shape]),
    beta: beta ? tf.reshape(beta, [...shape]) : tf.zeros([...shape]),
  };
}

/**
 * Runs a rule with statistics over `axes`, or with the given ones. Groups of very large numbers are scaled down meanwhile, and without an ε very
 * small ones up, since their squares would be beyond float32; so the variance may be Infinity where y is not.
 */
export function normalizedOnTensors(
  name: string,
  rule: Program,
  x: tf.Tensor,
  learnt: { readonly gamma: tf.Tensor; readonly beta: tf.Tensor },
  epsilon: number,
  axes: readonly number[],
  given: Readonly<Record<string, tf.Tensor>> = {},
): NormalizedTensors {
  requireEpsilon(name, epsilon);
  if (axes.length === 0) {
    const { y, mu, v } = normalizeTensors(rule, { x, ...learnt, ...given, epsilon }, axes);
    return { y: y as tf.Tensor, mean: mu as tf.Tensor, variance: v as tf.Tensor };
  }
  if (x.size === 0) {
    // Nothing has no statistics, and tfjs's wasm backend divides by the number of its groups.
    const none = tf.fill(x.shape.map((size, axis) => (axes.includes(axis) ? 1 : size)), NaN);
    return { y: tf.clone(x), mean: none, variance: none };
  }
  const scale = squaringScale(x, axes, { upwards: epsilon === 0 });
  const scaled = { x: tf.mul(x, scale), epsilon: epsilon === 0 ? 0 : tf.mul(tf.mul(epsilon, scale), scale) };
  const { y, mu, v } = normalizeTensors(rule, { ...scaled, ...learnt, ...given }, axes);
  const variance = tf.div(tf.div(v as tf.Tensor, scale), scale);
  return { y: y as tf.Tensor, mean: mu === undefined ? tf.zerosLike(variance) : tf.div(mu as tf.Tensor, scale), variance };
}
