import * as tf from '@tensorflow/tfjs';
import { maxSlopesInMemory } from '../pooling/on-wasm';
import { composition, type Composition } from './composition';

/**
 * Maxima over windows, and the slopes back through them. The wasm backend's own kernels begin each maximum at the smallest number above zero, so
 * that a window without a positive number has the maximum 0 (`MaxPool3D`, `MaxPoolWithArgmax`) and no slope (all gradients); only the plain
 * `MaxPool`, which is XNNPACK's, is right. In the plane, where networks learn by them, slopes are one pass over memory where that can be had.
 */
export const maxPooling: readonly Composition[] = [
  composition('MaxPoolGrad', ({ dy, input, output }: Slopes<tf.Tensor4D>, { filterSize, strides, pad, dimRoundingMode }: tf.MaxPoolGradAttrs) => {
    const plan = tf.backend_util.computePool2DInfo(input.shape, filterSize, strides, 1, pad, dimRoundingMode);
    return maxSlopesInMemory(dy, input, output, plan) ?? back(dy, input, firstMaxima(input, output, axesOf(plan)));
  }),
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

/** Every window's entries, one tensor for each place in the window, in the order of `offsets`. `beyond` stands outside of the image. */
function places(x: tf.Tensor, axes: readonly Axis[], beyond: number): tf.Tensor[] {
  const after = ({ size, before, out, stride, filter }: Axis): number => Math.max(out * stride + filter - 1 - size - before, 0);
  const border = axes.map((axis): [number, number] => [axis.before, after(axis)]);
  const padded = tf.pad(x, [[0, 0], ...border, [0, 0]], beyond);
  return axes.reduce<tf.Tensor[]>(
    (found, { filter, out, stride }, axis) =>
      found.flatMap(part => Array.from({ length: filter }, (_, at) => everyOther(part, axis + 1, at, out, stride))),
    [padded],
  );
}

/** Along one axis `count` entries, a stride apart. Slices of whole blocks, which the backend copies many times as fast as single entries. */
function everyOther(x: tf.Tensor, axis: number, start: number, count: number, stride: number): tf.Tensor {
  const [outer, inner] = [tf.util.sizeFromShape(x.shape.slice(0, axis)), tf.util.sizeFromShape(x.shape.slice(axis + 1))];
  const blocks = tf.slice(tf.reshape(x, [outer, x.shape[axis] as number, inner]), [0, start, 0], [outer, count * stride, inner]);
  const firsts = stride === 1 ? blocks : tf.slice(tf.reshape(blocks, [outer * count, stride, inner]), [0, 0, 0], [outer * count, 1, inner]);
  return tf.reshape(firsts, [...x.shape.slice(0, axis), count, ...x.shape.slice(axis + 1)]);
}

function maxima(x: tf.Tensor, axes: readonly Axis[]): tf.Tensor {
  return places(x, axes, -Infinity).reduce((largest, entries) => tf.maximum(largest, entries));
}

/** Where each window's maximum stands first, as a place in the whole input; a place outside where none equals it, as NaN does not. */
function firstMaxima(x: tf.Tensor, y: tf.Tensor, axes: readonly Axis[]): tf.Tensor {
  const channels = x.shape[x.rank - 1] as number;
  const along = axes.map((_, axis) => axes.slice(axis + 1).reduce((steps, { size }) => steps * size, channels));
  const moved = (at: readonly number[]): number => at.reduce((sum, steps, axis) => sum + steps * (along[axis] as number), 0);
  const inWindow = offsets(axes).map(moved);
  const all = (value: number): tf.Tensor => tf.fill(y.shape, value, 'int32');
  // From the last place to the first, so that the first one stays. NaN equals nothing: a maximum of −∞ stands in the image, not outside of it.
  const found = places(x, axes, NaN).reduceRight(
    (place, entries, index) => tf.where(tf.equal(entries, y), all(inWindow[index] as number), place),
    all(-2 * x.size),
  );
  const corners = axes
    .reduce<number[][]>((before, { out, stride, before: border }) =>
      before.flatMap(corner => Array.from({ length: out }, (_, at) => [...corner, at * stride - border])), [[]])
    .map(moved);
  const images = x.shape[0] as number;
  const begins = Int32Array.from({ length: y.size }, (_, index) => {
    const window = Math.floor(index / channels);
    return Math.floor(window / corners.length) * (x.size / images) + (corners[window % corners.length] as number) + (index % channels);
  });
  return tf.add(found, tf.tensor(begins, y.shape, 'int32'));
}

/** Puts every slope where its window's maximum stands. */
function back(dy: tf.Tensor, input: tf.Tensor, first: tf.Tensor): tf.Tensor {
  return tf.unsortedSegmentSum(tf.reshape(dy, [-1]), tf.reshape(first, [-1]) as tf.Tensor1D, input.size).reshape(input.shape);
}

function offsets(axes: readonly Axis[]): number[][] {
  return axes.reduce<number[][]>((before, { filter }) => before.flatMap(offset => Array.from({ length: filter }, (_, at) => [...offset, at])), [[]]);
}
