import type * as tf from '@tensorflow/tfjs';
import {
  batchNorm,
  batchNormOnTensors,
  groupNorm,
  groupNormOnTensors,
  instanceNorm,
  instanceNormOnTensors,
  layerNorm,
  layerNormOnTensors,
  rmsNorm,
  rmsNormOnTensors,
  type Learnt,
  type Normalized,
  type Shaped,
} from '../../../../src/normalizations';

/** A normalisation with its options settled, in both readings. */
export interface Norm {
  readonly name: string;
  float64(x: Shaped, learnt: Learnt): Normalized;
  tensors(x: tf.Tensor, gamma: tf.Tensor | undefined, beta: tf.Tensor | undefined): tf.Tensor;
}

/** torch's RMSNorm takes the machine precision of its numbers where no ε is given; the recordings are in float64. */
export function epsilonOf(args: Readonly<Record<string, unknown>>): number {
  return (args['eps'] as number | null) ?? 2 ** -52;
}

/** torch has the channels at axis 1. */
export function axisOf(args: Readonly<Record<string, unknown>>): number {
  return (args['axis'] as number | undefined) ?? 1;
}

/** What a torch class is called here, with its arguments, or why the kit does not cover it. */
export function normOf(kind: string, args: Readonly<Record<string, unknown>>): Norm | string {
  const [epsilon, axis] = [epsilonOf(args), axisOf(args)];
  const dims = (args['normalized_shape'] as number[] | undefined)?.length;
  const groups = args['num_groups'] as number;
  if (/^BatchNorm[123]d$/.test(kind)) {
    return {
      name: 'batchNorm',
      float64: (x, learnt) => batchNorm(x, { ...learnt, epsilon, axis }),
      tensors: (x, gamma, beta) => batchNormOnTensors(x, { gamma, beta, epsilon, axis }).y,
    };
  }
  if (/^InstanceNorm[123]d$/.test(kind)) {
    return {
      name: 'instanceNorm',
      float64: (x, learnt) => instanceNorm(x, { ...learnt, epsilon, axis }),
      tensors: (x, gamma, beta) => instanceNormOnTensors(x, { gamma, beta, epsilon, axis }).y,
    };
  }
  switch (kind) {
    case 'LayerNorm':
      return {
        name: 'layerNorm',
        float64: (x, learnt) => layerNorm(x, { ...learnt, epsilon, dims }),
        tensors: (x, gamma, beta) => layerNormOnTensors(x, { gamma, beta, epsilon, dims }),
      };
    case 'RMSNorm':
      return {
        name: 'rmsNorm',
        float64: (x, learnt) => rmsNorm(x, { ...learnt, epsilon, dims }),
        tensors: (x, gamma, beta) => rmsNormOnTensors(x, { gamma, beta, epsilon, dims }),
      };
    case 'GroupNorm':
      return {
        name: 'groupNorm',
        float64: (x, learnt) => groupNorm(x, { ...learnt, epsilon, groups, axis }),
        tensors: (x, gamma, beta) => groupNormOnTensors(x, { gamma, beta, epsilon, groups, axis }).y,
      };
    default:
      return `no normalisation "${kind}" yet`;
  }
}
