import * as tf from '@tensorflow/tfjs';
import { channelNames, type ChannelOption } from './batch';
import { group, instance } from './documentation';
import { normalize, type Learnt, type Normalized } from './float64';
import { byExampleAndChannels, channelAxis, requireGroups, requireShape, type Grouping, type Shaped } from './groups';
import { standardize } from './normalization';
import { alongAxis, normalizedOnTensors, type LearntTensors, type NormalizedTensors } from './tensors';
import { knownOptions } from '../options';

/**
 * Group normalisation: in each example, runs of neighbouring channels to mean 0 and variance 1 over their places, then γ x̂ + β with γ and β per
 * channel, default 1 and 0. `groups` must divide the channels: 1 takes all of them together, as many as channels is `instanceNorm`.
 * `axis` is where the channels are, default −1 (torch: 1); ε in [0, inf), default 1e-5. The same in training and at inference.
 * Source: Wu & He 2018. Elsewhere: torch's GroupNorm has ε 1e-5, Keras's 1e-3; tfjs has none.
 */
export function groupNorm(x: Shaped, options: Learnt & ChannelOption & { readonly groups: number }): Normalized {
  const { groups, axis = -1, epsilon = 1e-5, ...learnt } = knownOptions('groupNorm', options, { ...channelNames, groups: true });
  requireShape('groupNorm', x);
  return normalize('groupNorm', standardize, x, groupNorm.grouping(x.shape, { groups, axis }), { ...learnt, epsilon });
}
groupNorm.rule = standardize;
groupNorm.grouping = (shape: readonly number[], options: ChannelOption & { readonly groups: number }): Grouping => {
  const { groups, axis = -1 } = knownOptions('groupNorm', options, { groups: true, axis: true });
  const channel = channelAxis('groupNorm', shape, axis);
  requireGroups('groupNorm', shape[channel] as number, groups);
  return byExampleAndChannels(shape, channel, groups);
};
groupNorm.documentation = group.documentation;
groupNorm.latex = group.latex;

/**
 * Instance normalisation: each channel of each example to mean 0 and variance 1 over its places, then γ x̂ + β. Options as for `groupNorm`.
 * A channel with a single place gives y = β. Statistics come example by example, channel after channel.
 * Source: Ulyanov, Vedaldi & Lempitsky 2016. Elsewhere: torch's InstanceNorm; Keras's GroupNormalization with groups = −1; tfjs has none.
 */
export function instanceNorm(x: Shaped, options: Learnt & ChannelOption = {}): Normalized {
  const { axis = -1, epsilon = 1e-5, ...learnt } = knownOptions('instanceNorm', options, channelNames);
  requireShape('instanceNorm', x);
  return normalize('instanceNorm', standardize, x, instanceNorm.grouping(x.shape, { axis }), { ...learnt, epsilon });
}
instanceNorm.rule = standardize;
instanceNorm.grouping = (shape: readonly number[], options: ChannelOption = {}): Grouping => {
  const { axis = -1 } = knownOptions('instanceNorm', options, { axis: true });
  const channel = channelAxis('instanceNorm', shape, axis);
  return byExampleAndChannels(shape, channel, shape[channel] as number);
};
instanceNorm.documentation = instance.documentation;
instanceNorm.latex = instance.latex;

/** `groupNorm` on tensors; differentiable by x, γ and β. Statistics of shape [examples, groups]. */
export function groupNormOnTensors(x: tf.Tensor, options: LearntTensors & ChannelOption & { readonly groups: number }): NormalizedTensors {
  const { groups, axis = -1, epsilon = 1e-5, ...learnt } = knownOptions('groupNorm', options, { ...channelNames, groups: true });
  return groupedOnTensors('groupNorm', x, groups, axis, epsilon, learnt);
}
groupNormOnTensors.documentation = group.documentation;
groupNormOnTensors.latex = group.latex;

/** `instanceNorm` on tensors; differentiable by x, γ and β. Statistics of shape [examples, channels]. */
export function instanceNormOnTensors(x: tf.Tensor, options: LearntTensors & ChannelOption = {}): NormalizedTensors {
  const { axis = -1, epsilon = 1e-5, ...learnt } = knownOptions('instanceNorm', options, channelNames);
  return groupedOnTensors('instanceNorm', x, undefined, axis, epsilon, learnt);
}
instanceNormOnTensors.documentation = instance.documentation;
instanceNormOnTensors.latex = instance.latex;

/** The channel axis is split into [groups, channels of a group]; statistics are over all but the example and the group. */
function groupedOnTensors(name: string, x: tf.Tensor, groups: number | undefined, axis: number, epsilon: number, given: LearntTensors): NormalizedTensors {
  const channel = channelAxis(name, x.shape, axis);
  const channels = x.shape[channel] as number;
  const count = groups ?? channels;
  requireGroups(name, channels, count);
  return tf.tidy(() => {
    const split = (shape: readonly number[]): number[] => [...shape.slice(0, channel), count, channels / count, ...shape.slice(channel + 1)];
    const { gamma, beta } = alongAxis(name, x.shape, channel, given);
    const learnt = { gamma: tf.reshape(gamma, split(gamma.shape)), beta: tf.reshape(beta, split(beta.shape)) };
    const shape = split(x.shape);
    const axes = shape.map((_, i) => i).filter(i => i !== 0 && i !== channel);
    const { y, mean, variance } = normalizedOnTensors(name, standardize, tf.reshape(x, shape), learnt, epsilon, axes);
    const perGroup = [x.shape[0] as number, count];
    return { y: tf.reshape(y, x.shape), mean: tf.reshape(mean, perGroup), variance: tf.reshape(variance, perGroup) };
  });
}
