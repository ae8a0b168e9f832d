import * as tf from '@tensorflow/tfjs';
import type { Program } from '../formula/check';
import { layer, rms } from './documentation';
import { normalize, type Learnt, type Normalized } from './float64';
import { byTrailingAxes, requireShape, type Grouping, type Shaped } from './groups';
import { rootMeanSquare, standardize } from './normalization';
import { inShape, normalizedOnTensors, type LearntTensors } from './tensors';
import { knownOptions, type Names } from '../options';

/** Which axes a normalisation by example takes together. */
export interface TrailingOption {
  /** How many of the last axes are normalised together; default 1. torch states their sizes instead, `normalized_shape`. */
  readonly dims?: number | undefined;
}

const names: Names<Learnt & TrailingOption> = { gamma: true, beta: true, epsilon: true, dims: true };

/**
 * Layer normalisation: each example (each position of the leading axes) to mean 0 and variance 1 over its last `dims` axes, then γ x̂ + β with a γ and β
 * per place, default 1 and 0. It needs no batch, so training and inference are the same. ε in [0, inf), default 1e-5.
 * Equal numbers give y = β, and their gradient is that of a variance 0, divided by √ε.
 * Source: Ba, Kiros & Hinton 2016. Elsewhere: torch's LayerNorm has ε 1e-5, Keras's and tfjs's 1e-3.
 */
export function layerNorm(x: Shaped, options: Learnt & TrailingOption = {}): Normalized {
  const { dims = 1, epsilon = 1e-5, ...learnt } = knownOptions('layerNorm', options, names);
  requireShape('layerNorm', x);
  return normalize('layerNorm', standardize, x, layerNorm.grouping(x.shape, { dims }), { ...learnt, epsilon });
}
layerNorm.rule = standardize;
layerNorm.grouping = (shape: readonly number[], options: TrailingOption = {}): Grouping => trailing('layerNorm', shape, options);
layerNorm.documentation = layer.documentation;
layerNorm.latex = layer.latex;

/**
 * RMS normalisation: y = γ x / √(mean(x²) + ε) + β over the last `dims` axes: layer normalisation that takes no mean away. γ default 1, β default 0
 * (the paper has none); ε in [0, inf), default 1e-6. Zeros stay zeros.
 * Source: Zhang & Sennrich 2019. Elsewhere: Keras's has ε 1e-6, torch's by default the machine epsilon; neither has a β; tfjs has none.
 */
export function rmsNorm(x: Shaped, options: Learnt & TrailingOption = {}): Normalized {
  const { dims = 1, epsilon = 1e-6, ...learnt } = knownOptions('rmsNorm', options, names);
  requireShape('rmsNorm', x);
  return normalize('rmsNorm', rootMeanSquare, x, rmsNorm.grouping(x.shape, { dims }), { ...learnt, epsilon });
}
rmsNorm.rule = rootMeanSquare;
rmsNorm.grouping = (shape: readonly number[], options: TrailingOption = {}): Grouping => trailing('rmsNorm', shape, options);
rmsNorm.documentation = rms.documentation;
rmsNorm.latex = rms.latex;

/** `layerNorm` on tensors; differentiable by x, γ and β. */
export function layerNormOnTensors(x: tf.Tensor, options: LearntTensors & TrailingOption = {}): tf.Tensor {
  const { dims = 1, epsilon = 1e-5, ...learnt } = knownOptions('layerNorm', options, names);
  return overTrailing('layerNorm', standardize, x, dims, epsilon, learnt);
}
layerNormOnTensors.documentation = layer.documentation;
layerNormOnTensors.latex = layer.latex;

/** `rmsNorm` on tensors; differentiable by x, γ and β. */
export function rmsNormOnTensors(x: tf.Tensor, options: LearntTensors & TrailingOption = {}): tf.Tensor {
  const { dims = 1, epsilon = 1e-6, ...learnt } = knownOptions('rmsNorm', options, names);
  return overTrailing('rmsNorm', rootMeanSquare, x, dims, epsilon, learnt);
}
rmsNormOnTensors.documentation = rms.documentation;
rmsNormOnTensors.latex = rms.latex;

function trailing(name: string, shape: readonly number[], options: TrailingOption): Grouping {
  const { dims = 1 } = knownOptions(name, options, { dims: true });
  return byTrailingAxes(name, shape, dims);
}

function overTrailing(name: string, rule: Program, x: tf.Tensor, dims: number, epsilon: number, learnt: LearntTensors): tf.Tensor {
  if (!Number.isInteger(dims) || dims < 1 || dims > x.rank) throw new Error(`${name}: dims must be in [1, ${x.rank}] for shape [${x.shape}], got ${dims}`);
  return tf.tidy(() => {
    const axes = x.shape.map((_, i) => i).slice(-dims);
    return normalizedOnTensors(name, rule, x, inShape(name, x.shape.slice(-dims), learnt), epsilon, axes).y;
  });
}
