import * as tf from '@tensorflow/tfjs';
import { evaluateFloat64 } from '../formula/float64';
import { evaluateTensors } from '../formula/tensors';
import { runningAverage } from './normalization';

/**
 * How running statistics follow the batches. "Momentum" is the weight of the NEW value in torch and of the OLD one in Keras, so the word is
 * not used here: exactly one of `weightOfNew` and `weightOfOld` is given, in [0, 1], or `weightOfNew: 'cumulative'` for the plain average of
 * all batches so far (torch's momentum=None). The variance is filed as n/(n − 1) times the batch's (unbiased) or as it is (biased).
 */
export type RunningConvention = { readonly variance: 'unbiased' | 'biased' } & (
  | { readonly weightOfNew: number | 'cumulative'; readonly weightOfOld?: undefined }
  | { readonly weightOfOld: number; readonly weightOfNew?: undefined }
);

/** torch's: a tenth of the new, unbiased variance. */
export const torchRunning: RunningConvention = { weightOfNew: 0.1, variance: 'unbiased' };

/** Keras's and tfjs's: 99 hundredths of the old, biased variance. */
export const kerasRunning: RunningConvention = { weightOfOld: 0.99, variance: 'biased' };

/** Running mean and variance per channel, after so many batches. */
export interface RunningStatistics {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly batches: number;
}

/** Where running statistics start: mean 0, variance 1, no batch. */
export function freshRunning(channels: number): RunningStatistics {
  return { mean: new Float64Array(channels), variance: new Float64Array(channels).fill(1), batches: 0 };
}

/**
 * Running statistics after one more batch, r ← (1 − α) r + α s, with `count` numbers per channel behind the batch's biased variance. The
 * arguments stay as they are. Errors: a weight outside [0, 1], statistics of different sizes, an unbiased variance of a single number.
 */
export function updateRunning(
  running: RunningStatistics,
  batch: { readonly mean: ArrayLike<number>; readonly variance: ArrayLike<number>; readonly count: number },
  convention: RunningConvention,
): RunningStatistics {
  checkConvention('updateRunning', convention);
  const channels = running.mean.length;
  if (batch.mean.length !== channels) throw new Error(`updateRunning: the batch has ${batch.mean.length} channels, the running statistics ${channels}`);
  const share = shareOfNew(convention, running.batches);
  const factor = varianceFactor('updateRunning', convention, batch.count);
  const follow = (old: Float64Array, now: Float64Array): Float64Array => evaluateFloat64(runningAverage, { running: old, batch: now, share }) as Float64Array;
  return {
    mean: follow(running.mean, Float64Array.from(batch.mean)),
    variance: follow(running.variance, Float64Array.from(batch.variance, v => v * factor)),
    batches: running.batches + 1,
  };
}

/** The same step for one statistic on tensors. */
export function updateRunningOnTensors(running: tf.Tensor, batch: tf.Tensor, share: number | tf.Tensor): tf.Tensor {
  return tf.tidy(() => evaluateTensors(runningAverage, { running, batch, share }) as tf.Tensor);
}

/** α, the weight of the new value, after so many batches. */
export function shareOfNew({ weightOfNew, weightOfOld }: RunningConvention, batches: number): number {
  if (weightOfNew === 'cumulative') return 1 / (batches + 1);
  return weightOfNew ?? 1 - (weightOfOld as number);
}

/** What a biased variance of `count` numbers is multiplied by before it is filed. */
export function varianceFactor(name: string, { variance }: RunningConvention, count: number): number {
  if (variance === 'biased') return 1;
  if (count < 2) throw new Error(`${name}: an unbiased variance needs at least two numbers per channel, got ${count}; use a larger batch or variance "biased"`);
  return count / (count - 1);
}

export function checkConvention(name: string, { weightOfNew, weightOfOld, variance }: RunningConvention): void {
  if ((weightOfNew === undefined) === (weightOfOld === undefined)) throw new Error(`${name}: give exactly one of weightOfNew (torch's momentum) and weightOfOld (Keras's)`);
  const weight = weightOfNew ?? weightOfOld;
  if (weight !== 'cumulative' && !((weight as number) >= 0 && (weight as number) <= 1)) {
    throw new Error(`${name}: ${weightOfNew === undefined ? 'weightOfOld' : 'weightOfNew'} must be in [0, 1] or "cumulative" (of the new), got ${String(weight)}`);
  }
  if (variance !== 'unbiased' && variance !== 'biased') throw new Error(`${name}: variance must be "unbiased" or "biased", got ${JSON.stringify(variance)}`);
}
