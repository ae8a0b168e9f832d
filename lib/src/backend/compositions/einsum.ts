import * as tf from '@tensorflow/tfjs';
import { composition } from './composition';

/** Einstein's sums as products of matrices: axes in both factors and in the answer become a batch, those in both but not in the answer are summed. */
export const einsum = composition('Einsum', (inputs: tf.Tensor[], { equation }: tf.EinsumAttrs) => {
  const { allDims, summedDims, idDims } = tf.backend_util.decodeEinsumEquation(equation, inputs.length);
  tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, inputs);
  const answer = allDims.map((_, axis) => axis).filter(axis => !summedDims.includes(axis));
  const [first, second] = inputs.map((tensor, factor): Labelled => ({ tensor, axes: idDims[factor] as number[] })) as [Labelled, Labelled?];
  return ordered(summed(second ? product(first, second, answer) : first, answer), answer);
});

/** A tensor and what its axes are called. */
interface Labelled {
  readonly tensor: tf.Tensor;
  readonly axes: readonly number[];
}

function product(a: Labelled, b: Labelled, answer: readonly number[]): Labelled {
  const [left, right] = [summed(a, [...b.axes, ...answer]), summed(b, [...a.axes, ...answer])];
  const shared = left.axes.filter(axis => right.axes.includes(axis));
  const batch = shared.filter(axis => answer.includes(axis));
  const inner = shared.filter(axis => !answer.includes(axis));
  const rows = left.axes.filter(axis => !shared.includes(axis));
  const columns = right.axes.filter(axis => !shared.includes(axis));
  const length = (axis: number): number => sizeOf(axis, left) ?? (sizeOf(axis, right) as number);
  const total = (axes: readonly number[]): number => axes.reduce((size, axis) => size * length(axis), 1);
  const matrices = (factor: Labelled, first: readonly number[], second: readonly number[]): tf.Tensor =>
    tf.reshape(ordered(factor, [...batch, ...first, ...second]), [total(batch), total(first), total(second)]);
  const axes = [...batch, ...rows, ...columns];
  return { axes, tensor: tf.reshape(tf.matMul(matrices(left, rows, inner), matrices(right, inner, columns)), axes.map(length)) };
}

/** The sum over all axes but those to keep. */
function summed({ tensor, axes }: Labelled, keep: readonly number[]): Labelled {
  const over = axes.flatMap((axis, place) => (keep.includes(axis) ? [] : [place]));
  return over.length === 0 ? { tensor, axes } : { tensor: tf.sum(tensor, over), axes: axes.filter(axis => keep.includes(axis)) };
}

function ordered({ tensor, axes }: Labelled, order: readonly number[]): tf.Tensor {
  return tf.transpose(tensor, order.map(axis => axes.indexOf(axis)));
}

function sizeOf(axis: number, { tensor, axes }: Labelled): number | undefined {
  return tensor.shape[axes.indexOf(axis)];
}
