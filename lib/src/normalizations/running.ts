import * as tf from '@tensorflow/tfjs';
import { documentation } from '../documentation';
import { evaluateFloat64 } from '../formula/float64';
import { latex } from '../formula/latex';
import { evaluateTensors } from '../formula/tensors';
import { runningAverage } from './normalization';
import { requireKnown } from '../options';

/**
 * How running statistics follow the batches. "Momentum" is the weight of the NEW value in torch and of the OLD one in Keras, so the word is
 * not used here: exactly one of `weightOfNew` and `weightOfOld` is given, in [0, 1], or `weightOfNew: 'cumulative'` for the plain average of
 * all batches so far (torch's momentum=None). The variance is filed as n/(n − 1) times the batch's (unbiased) or as it is (biased).
 */
export type RunningConvention = {
  /** Which variance is filed: n/(n − 1) times the batch's, or the batch's own. */
  readonly variance: 'unbiased' | 'biased';
} & (OfNew | OfOld);

interface OfNew {
  /** The weight of the new value, in [0, 1], or 1/batches; torch's momentum. */
  readonly weightOfNew: number | 'cumulative';
  readonly weightOfOld?: undefined;
}

interface OfOld {
  /** The weight of the old value, in [0, 1]; Keras's and tfjs's momentum. */
  readonly weightOfOld: number;
  readonly weightOfNew?: undefined;
}

/** torch's: a tenth of the new, unbiased variance. */
export const torchRunning: RunningConvention = { weightOfNew: 0.1, variance: 'unbiased' };

/** Keras's and tfjs's: 99 hundredths of the old, biased variance. */
export const kerasRunning: RunningConvention = { weightOfOld: 0.99, variance: 'biased' };

/** Running mean and variance per channel, after so many batches. */
export interface RunningStatistics {
  /** One running mean per channel. */
  readonly mean: Float64Array;
  /** One running variance per channel. */
  readonly variance: Float64Array;
  /** How many batches stand behind them. */
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

updateRunning.documentation = documentation(
  {
    name: 'updateRunning',
    title: 'Running statistics',
    idea: 'Let the statistics for inference follow those of the batches, each new batch with a small weight.',
    source: { paper: 'Ioffe & Szegedy 2015' },
    differs:
      '"Momentum" is the weight of the new value in torch and of the old one in Keras and tfjs; torch files the unbiased variance, they the ' +
      'biased one.',
  },
  {
    parameters: [
      { name: 'running', glyph: 'r', meaning: 'running mean and variance so far', values: 'what freshRunning or updateRunning gives' },
      { name: 'batch', glyph: 's', meaning: 'mean, biased variance and count of a batch', values: 'what batchNorm gives' },
      {
        name: 'convention',
        glyph: '\\alpha',
        meaning: 'the weight of the new value, and which variance is filed',
        values: 'torchRunning, kerasRunning or your own',
      },
    ],
  },
);
updateRunning.latex = (): string => `r \\leftarrow ${latex(runningAverage)}`;

/** The same step for one statistic on tensors, r ← (1 − α) r + α s, where `share` is α, the weight of the new value. */
export function updateRunningOnTensors(running: tf.Tensor, batch: tf.Tensor, share: number | tf.Tensor): tf.Tensor {
  return tf.tidy(() => evaluateTensors(runningAverage, { running, batch, share }) as tf.Tensor);
}
updateRunningOnTensors.documentation = documentation(
  { ...updateRunning.documentation, name: 'updateRunningOnTensors' },
  {
    parameters: [
      { name: 'running', glyph: 'r', meaning: 'running statistic so far', values: 'a tensor' },
      { name: 'batch', glyph: 's', meaning: 'statistic of this batch', values: 'a tensor' },
      { name: 'share', glyph: '\\alpha', meaning: 'weight of the new value', interval: '[0, 1]' },
    ],
  },
);
updateRunningOnTensors.latex = updateRunning.latex;

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

export function checkConvention(name: string, convention: RunningConvention): void {
  requireKnown(`${name}: the convention`, convention, ['weightOfNew', 'weightOfOld', 'variance']);
  const { weightOfNew, weightOfOld, variance } = convention;
  if ((weightOfNew === undefined) === (weightOfOld === undefined)) throw new Error(`${name}: give exactly one of weightOfNew (torch's momentum) and weightOfOld (Keras's)`);
  const weight = weightOfNew ?? weightOfOld;
  if (weight !== 'cumulative' && !((weight as number) >= 0 && (weight as number) <= 1)) {
    throw new Error(`${name}: ${weightOfNew === undefined ? 'weightOfOld' : 'weightOfNew'} must be in [0, 1] or "cumulative" (of the new), got ${String(weight)}`);
  }
  if (variance !== 'unbiased' && variance !== 'biased') throw new Error(`${name}: variance must be "unbiased" or "biased", got ${JSON.stringify(variance)}`);
}
