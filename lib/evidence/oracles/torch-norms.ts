import type * as tf from '@tensorflow/tfjs';
import {
  batchNorm, batchNormOnTensors, groupNorm, groupNormOnTensors, instanceNorm, instanceNormOnTensors, layerNorm, layerNormOnTensors, rmsNorm,
  rmsNormOnTensors, type Learnt, type Normalized, type Shaped,
} from '../../src/normalizations';

/** A normalisation with its options settled, in both readings. */
export interface Norm {
  readonly name: string;
  float64(x: Shaped, learnt: Learnt): Normalized;
  tensors(x: tf.Tensor, gamma: tf.Tensor | undefined, beta: tf.Tensor | undefined): tf.Tensor;
}

/** What a torch class is called here, with its arguments, or why the kit does not cover it. torch has the channels at axis 1. */
export function normOf(kind: string, args: Readonly<Record<string, unknown>>): Norm | string {
  const epsilon = args['eps'] as number;
  const dims = (args['normalized_shape'] as number[] | undefined)?.length;
  const groups = args['num_groups'] as number;
  if (/^BatchNorm[123]d$/.test(kind)) {
    return {
      name: 'batch normalisation',
      float64: (x, learnt) => batchNorm(x, { ...learnt, epsilon, axis: 1 }),
      tensors: (x, gamma, beta) => batchNormOnTensors(x, { gamma, beta, epsilon, axis: 1 }).y,
    };
  }
  if (/^InstanceNorm[123]d$/.test(kind)) {
    return {
      name: 'instance normalisation',
      float64: (x, learnt) => instanceNorm(x, { ...learnt, epsilon, axis: 1 }),
      tensors: (x, gamma, beta) => instanceNormOnTensors(x, { gamma, beta, epsilon, axis: 1 }).y,
    };
  }
  switch (kind) {
    case 'LayerNorm':
      return {
        name: 'layer normalisation',
        float64: (x, learnt) => layerNorm(x, { ...learnt, epsilon, dims }),
        tensors: (x, gamma, beta) => layerNormOnTensors(x, { gamma, beta, epsilon, dims }),
      };
    case 'RMSNorm':
      return {
        name: 'rms normalisation',
        float64: (x, learnt) => rmsNorm(x, { ...learnt, epsilon, dims }),
        tensors: (x, gamma, beta) => rmsNormOnTensors(x, { gamma, beta, epsilon, dims }),
      };
    case 'GroupNorm':
      return {
        name: 'group normalisation',
        float64: (x, learnt) => groupNorm(x, { ...learnt, epsilon, groups, axis: 1 }),
        tensors: (x, gamma, beta) => groupNormOnTensors(x, { gamma, beta, epsilon, groups, axis: 1 }).y,
      };
    default:
      return `no normalisation "${kind}" yet`;
  }
}
