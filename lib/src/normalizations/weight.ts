import * as tf from '@tensorflow/tfjs';
import { runFloat64 } from '../formula/float64';
import { weight } from './documentation';
import { channelAxis, requireShape, type Shaped } from './groups';
import { directionTimesLength, normalizeTensors } from './normalization';
import { knownOptions } from '../options';

/** Which slices of a kernel have a length of their own. */
export interface WeightNormOption {
  /** The axis that keeps a length of its own, counted from either end; null for one length over everything. Default −1, the units of a tfjs kernel; torch's is 0. */
  readonly axis?: number | null | undefined;
}

/** A kernel w = g v / ‖v‖ in float64, with the way back: given gw, gg = Σ gw v/‖v‖ and gv = (g/‖v‖) (gw − gg v/‖v‖), slice by slice. */
export interface WeightNormalized {
  /** The kernel, in the order of v. */
  readonly w: Float64Array;
  /** ‖v‖ of each slice: the g that leaves v as it is. */
  readonly norms: Float64Array;
  /** The gradients of a loss by v and g, given its gradient by w. */
  backward(gw: ArrayLike<number>): { readonly v: Float64Array; readonly g: Float64Array };
}

/**
 * Weight normalisation: a kernel as a direction v and a length g of its own per slice, w = g v/‖v‖, so that a step changes one or the other. gv is at
 * right angles to v, so ‖v‖ only ever grows under gradient descent. g has one number per slice (default ‖v‖, which gives w = v).
 * Errors: a slice of v that is all zeros, which has no direction; a wrong number of lengths.
 * Source: Salimans & Kingma 2016. Elsewhere: torch's weight_norm with dim = 0 (null is its None); Keras and tfjs have none.
 */
export function weightNorm(v: Shaped, options: WeightNormOption & { readonly g?: ArrayLike<number> | undefined } = {}): WeightNormalized {
  const { g, axis = -1 } = knownOptions('weightNorm', options, { g: true, axis: true });
  requireShape('weightNorm', v);
  const slices = slicesOf(v, axis);
  if (g && g.length !== slices.length) throw new Error(`weightNorm: g needs ${slices.length} values, got ${g.length}`);
  const w = new Float64Array(v.values.length);
  const norms = new Float64Array(slices.length);
  const direction = slices.map((members, s) => {
    const slice = Float64Array.from(members, i => v.values[i] as number);
    const norm = runFloat64(directionTimesLength, { v: slice, g: 1 })['n'] as number;
    if (norm === 0) throw new Error(`weightNorm: slice ${s} of v is all zeros and has no direction; start from other weights`);
    norms[s] = norm;
    const kernel = runFloat64(directionTimesLength, { v: slice, g: lengthOf(s) })['w'] as Float64Array;
    members.forEach((i, k) => (w[i] = kernel[k] as number));
    return slice.map(value => value / norm);
  });
  function lengthOf(s: number): number {
    return g ? (g[s] as number) : (norms[s] as number);
  }
  const backward = (gw: ArrayLike<number>): { v: Float64Array; g: Float64Array } => {
    if (gw.length !== w.length) throw new Error(`weightNorm: needs one upstream gradient per weight, got ${gw.length} for ${w.length}`);
    const gradients = { v: new Float64Array(w.length), g: new Float64Array(slices.length) };
    slices.forEach((members, s) => {
      const unit = direction[s] as Float64Array;
      const along = members.reduce((sum, i, k) => sum + (gw[i] as number) * (unit[k] as number), 0);
      gradients.g[s] = along;
      members.forEach((i, k) => (gradients.v[i] = (lengthOf(s) / (norms[s] as number)) * ((gw[i] as number) - along * (unit[k] as number))));
    });
    return gradients;
  };
  return { w, norms, backward };
}
weightNorm.documentation = weight.documentation;
weightNorm.latex = weight.latex;

/** `weightNorm` on tensors, differentiable by v and g. A slice of zeros gives NaN: a tensor's values cannot be looked at without waiting for them. */
export function weightNormOnTensors(v: tf.Tensor, g: tf.Tensor, options: WeightNormOption = {}): tf.Tensor {
  const { axis = -1 } = knownOptions('weightNorm', options, { axis: true });
  return tf.tidy(() => {
    const kept = axis === null ? -1 : sliceAxis(v.shape, axis);
    const shape = v.shape.map((size, i) => (i === kept ? size : 1));
    const lengths = shape.reduce((a, b) => a * b, 1);
    if (g.size !== lengths) throw new Error(`weightNorm: g needs ${lengths} values, got ${g.size}`);
    const axes = v.shape.map((_, i) => i).filter(i => i !== kept);
    return normalizeTensors(directionTimesLength, { v, g: tf.reshape(g, shape) }, axes)['w'] as tf.Tensor;
  });
}
weightNormOnTensors.documentation = weight.documentation;
weightNormOnTensors.latex = weight.latex;

function slicesOf({ shape, values }: Shaped, axis: number | null): number[][] {
  if (axis === null) return [Array.from(values, (_, i) => i)];
  const kept = sliceAxis(shape, axis);
  const stride = shape.slice(kept + 1).reduce((a, b) => a * b, 1);
  const slices = Array.from({ length: shape[kept] as number }, (): number[] => []);
  for (let i = 0; i < values.length; i++) slices[Math.floor(i / stride) % slices.length]?.push(i);
  return slices;
}

/** As a channel axis, but the first axis of a kernel holds no examples. */
function sliceAxis(shape: readonly number[], axis: number): number {
  return channelAxis('weightNorm', [1, ...shape], axis < 0 ? axis : axis + 1) - 1;
}
