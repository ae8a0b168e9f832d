import * as tf from '@tensorflow/tfjs';
import { composition, type Composition } from './composition';

/**
 * Maxima over windows, and the slopes back through them. The wasm backend's own kernels begin each maximum at the smallest number above zero, so
 * that a window without a positive number has the maximum 0 (`MaxPool3D`, `MaxPoolWithArgmax`) and no slope (all gradients); only the plain
 * `MaxPool`, which is XNNPACK's, is right.
 */
export const maxPooling: readonly Composition[] = [
  composition('MaxPoolGrad', ({ dy, input, output }: Slopes<tf.Tensor4D>, { filterSize, strides, pad, dimRoundingMode }: tf.MaxPoolGradAttrs) =>
    back(dy, input, firstMaxima(input, output, axesOf(tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode)))),
  ),
  composition('MaxPool3DGrad', ({ dy, input, output }: Slopes<tf.Tensor5D>, { filterSize, strides, pad, dimRoundingMode }: tf.MaxPool3DGradAttrs) =>
    back(dy, input, firstMaxima(input, output, axesOf(tf.backend_util.computePool3DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode)))),
  ),
  composition('MaxPool3D', ({ x }: { x: tf.Tensor5D }, { filterSize, strides, pad, dimRoundingMode }: tf.MaxPool3DAttrs) =>
    maxima(x, axesOf(tf.backend_util.computePool3DInfo(x.shape, filterSize, strides, 1, pad, dimRoundingMode))),
  ),
  composition('MaxPoolWithArgmax', ({ x }: { x: tf.Tensor4D }, { filterSize, strides, pad, includeBatchInIndex }: tf.MaxPoolWithArgmaxAttrs) => {
    const axes = axesOf(tf.backend_util.computePool2DInfo(x.shape, filterSize, strides, 1, pad));
    const result = maxima(x, axes);
    const indexes = firstMaxima(x, result, axes);
    return [result, includeBatchInIndex ? indexes : tf.mod(indexes, tf.scalar(x.size / x.shape[0], 'int32'))];
  }),
];

interface Slopes<Input> {
  readonly dy: Input;
  readonly input: Input;
  readonly output: Input;
}

/** How windows lie along one axis of an image; a window may begin before it. */
interface Axis {
  readonly size: number;
  readonly out: number;
  readonly filter: number;
  readonly stride: number;
  readonly before: number;
}

type Plan = ReturnType<typeof tf.backend_util.computePool2DInfo> | ReturnType<typeof tf.backend_util.computePool3DInfo>;

function axesOf(plan: Plan): Axis[] {
  const { padInfo } = plan;
  const rows = { size: plan.inHeight, out: plan.outHeight, filter: plan.filterHeight, stride: plan.strideHeight, before: padInfo.top };
  const columns = { size: plan.inWidth, out: plan.outWidth, filter: plan.filterWidth, stride: plan.strideWidth, before: padInfo.left };
  if (!('inDepth' in plan)) return [rows, columns];
  return [{ size: plan.inDepth, out: plan.outDepth, filter: plan.filterDepth, stride: plan.strideDepth, before: plan.padInfo.front }, rows, columns];
}

/** Every window's entries, one tensor for each place in the window, in order. */
function places(x: tf.Tensor, axes: readonly Axis[]): tf.Tensor[] {
  const lengths = axes.map(({ out, filter, stride }) => (out - 1) * stride + filter);
  const border = axes.map(({ size, before }, axis): [number, number] => [before, Math.max((lengths[axis] as number) - size - before, 0)]);
  const padded = tf.pad(x, [[0, 0], ...border, [0, 0]], -Infinity);
  const [images, channels] = [x.shape[0] as number, x.shape[x.rank - 1] as number];
  return offsets(axes).map(offset => {
    const end = axes.map(({ out, stride }, axis) => (offset[axis] as number) + (out - 1) * stride + 1);
    return tf.stridedSlice(padded, [0, ...offset, 0], [images, ...end, channels], [1, ...axes.map(({ stride }) => stride), 1]);
  });
}

function maxima(x: tf.Tensor, axes: readonly Axis[]): tf.Tensor {
  return places(x, axes).reduce((largest, entries) => tf.maximum(largest, entries));
}

/** Where each window's maximum stands first, as a place in the whole input; a place outside where none equals it, as NaN does not. */
function firstMaxima(x: tf.Tensor, y: tf.Tensor, axes: readonly Axis[]): tf.Tensor {
  const all = offsets(axes);
  // The earlier an entry, the larger its mark, so that the largest mark is the first maximum's.
  const mark = places(x, axes)
    .map((entries, place) => tf.mul(tf.cast(tf.equal(entries, y), 'float32'), all.length - place))
    .reduce((largest, marks) => tf.maximum(largest, marks));
  const [images, channels] = [x.shape[0] as number, x.shape[x.rank - 1] as number];
  const along = axes.map((_, axis) => axes.slice(axis + 1).reduce((steps, { size }) => steps * size, channels));
  const moved = (offset: readonly number[]): number => offset.reduce((sum, steps, axis) => sum + steps * (along[axis] as number), 0);
  const byMark = tf.tensor1d([-x.size - moved(axes.map(({ size }) => size)), ...all.map(moved).reverse()], 'int32');
  const lines = [
    line(x.rank, 0, images, image => (image * x.size) / images),
    ...axes.map(({ out, stride, before }, axis) => line(x.rank, axis + 1, out, at => (at * stride - before) * (along[axis] as number))),
    line(x.rank, x.rank - 1, channels, channel => channel),
  ];
  return [tf.gather(byMark, tf.cast(mark, 'int32')), ...lines].reduce((sum, term) => tf.add(sum, term));
}

/** Puts every slope where its window's maximum stands. */
function back(dy: tf.Tensor, input: tf.Tensor, first: tf.Tensor): tf.Tensor {
  return tf.unsortedSegmentSum(tf.reshape(dy, [-1]), tf.reshape(first, [-1]) as tf.Tensor1D, input.size).reshape(input.shape);
}

function offsets(axes: readonly Axis[]): number[][] {
  return axes.reduce<number[][]>((before, { filter }) => before.flatMap(offset => Array.from({ length: filter }, (_, at) => [...offset, at])), [[]]);
}

/** Whole numbers along one axis of a tensor, and of length one along the others. */
function line(rank: number, axis: number, length: number, value: (at: number) => number): tf.Tensor {
  const shape = Array.from({ length: rank }, (_, other) => (other === axis ? length : 1));
  return tf.tensor(Int32Array.from({ length }, (_, at) => value(at)), shape, 'int32');
}
