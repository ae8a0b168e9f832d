import type * as tf from '@tensorflow/tfjs';
import type { Documented, Parameter } from '../documentation';

/** How the losses of the examples become one number: their mean, or their sum, whose gradient grows with their number. */
export type LossReduction = 'mean' | 'sum';

/** What every loss can be told. */
export const reductionParameter: Parameter = {
  name: 'reduction',
  meaning: 'how the losses of the examples become one number',
  values: '"mean" or "sum"',
  default: 'mean',
  torch: 'reduction',
  keras: 'reduction',
  tfjs: 'reduction',
};

/**
 * A loss with its options settled: in float64 on plain arrays, and on tensors, where it is differentiable.
 * `Prediction` is one number or one row of class scores per example, `Target` what it should have been.
 */
export interface Loss<Prediction, Target, Gradient> extends Documented {
  /** One loss per example, what torch calls `reduction: 'none'`. */
  each(prediction: Prediction, target: Target): Float64Array;
  /** The mean or the sum of them. */
  value(prediction: Prediction, target: Target): number;
  /** The gradient of `value` by the prediction; with `upstream`, one number per example, that of Σ upstream · each. */
  gradient(prediction: Prediction, target: Target, upstream?: ArrayLike<number>): Gradient;
  /** `each` on tensors, differentiable by the prediction. */
  eachOnTensors(prediction: tf.Tensor, target: tf.Tensor): tf.Tensor;
  /** `value` on tensors, differentiable by the prediction. */
  onTensors(prediction: tf.Tensor, target: tf.Tensor): tf.Scalar;
  /** `onTensors` with its arguments in tfjs's order, for `model.compile({ loss: huber().compiled })`; tfjs wants targets of the output's shape there. */
  compiled(target: tf.Tensor, prediction: tf.Tensor): tf.Scalar;
  /** The loss of one example, as the lecture would write it. */
  latex(): string;
}

export function requireReduction(name: string, reduction: unknown): void {
  if (reduction !== 'mean' && reduction !== 'sum') {
    throw new Error(`${name}: reduction must be "mean" or "sum", got ${JSON.stringify(reduction)}; for one loss per example call each`);
  }
}

/** A loss of nothing has no mean, and a broadcast shape is the oldest bug there is. */
export function requireSameCount(name: string, predictions: number, targets: number): void {
  if (predictions === 0) throw new Error(`${name}: needs at least one example, got none`);
  if (predictions !== targets) throw new Error(`${name}: needs one target per prediction, got ${predictions} predictions and ${targets} targets`);
}
