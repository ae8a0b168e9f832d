import * as tf from '@tensorflow/tfjs';
import { composition, type Composition } from './composition';

type Plan = ReturnType<typeof tf.backend_util.computeConv3DInfo>;

/**
 * The backward passes of convolutions of volumes, one plane of the filter after the other, each by the backward pass in two dimensions. The wasm
 * backend's own kernels give wrong slopes.
 */
export const convolutionGradients3d: readonly Composition[] = [
  composition('Conv3DBackpropFilterV2', ({ x, dy }: Record<'x' | 'dy', tf.Tensor5D>, { strides, pad, filterShape }: tf.Conv3DBackpropFilterV2Attrs) => {
    const plan = tf.backend_util.computeConv3DInfo(x.shape, filterShape, strides, 1, pad);
    const { batchSize, inDepth, inHeight, inWidth, inChannels, outDepth, strideDepth, filterDepth, padInfo } = plan;
    const needed = (outDepth - 1) * strideDepth + filterDepth;
    const padded = tf.pad(x, [[0, 0], [padInfo.front, Math.max(needed - inDepth - padInfo.front, 0)], [0, 0], [0, 0], [0, 0]]);
    const slopes = planes(dy);
    const ofPlane = (plane: number): tf.Tensor => {
      const end = plane + (outDepth - 1) * strideDepth + 1;
      const met = tf.stridedSlice(padded, [0, plane, 0, 0, 0], [batchSize, end, inHeight, inWidth, inChannels], [1, strideDepth, 1, 1, 1]);
      const inputs = { x: planes(met as tf.Tensor5D), dy: slopes };
      return tf.engine().runKernel<tf.Tensor>('Conv2DBackpropFilter', inputs, { ...flat(plan), filterShape: plan.filterShape.slice(1) });
    };
    return tf.stack(Array.from({ length: filterDepth }, (_, plane) => ofPlane(plane)));
  }),
  composition('Conv3DBackpropInputV2', ({ dy, filter }: Record<'dy' | 'filter', tf.Tensor5D>, attributes: tf.Conv3DBackpropInputV2Attrs) => {
    const { strides, pad, inputShape } = attributes;
    const plan = tf.backend_util.computeConv3DInfo(inputShape, filter.shape, strides, 1, pad);
    const { batchSize, inDepth, inHeight, inWidth, inChannels, outDepth, strideDepth, filterDepth, padInfo } = plan;
    const slopes = planes(dy);
    const size = inHeight * inWidth * inChannels;
    const needed = Math.max((outDepth - 1) * strideDepth + filterDepth, inDepth + padInfo.front);
    const ofPlane = (plane: number, turned: tf.Tensor): tf.Tensor => {
      const told = { ...flat(plan), inputShape: [batchSize * outDepth, inHeight, inWidth, inChannels] };
      const met = tf.engine().runKernel<tf.Tensor>('Conv2DBackpropInput', { dy: slopes, filter: turned }, told);
      const apart = tf.pad(tf.reshape(met, [batchSize, outDepth, 1, size]), [[0, 0], [0, 0], [0, strideDepth - 1], [0, 0]]);
      const length = (outDepth - 1) * strideDepth + 1;
      const column = tf.slice(tf.reshape(apart, [batchSize, outDepth * strideDepth, size]), [0, 0, 0], [batchSize, length, size]);
      return tf.pad(column, [[0, 0], [plane, needed - plane - length], [0, 0]]);
    };
    const all = tf.addN(tf.unstack(filter).map((turned, plane) => ofPlane(plane, turned)));
    return tf.slice(all, [0, padInfo.front, 0], [batchSize, inDepth, size]).reshape(inputShape);
  }),
];

/** Images out of volumes: the planes of a volume become images of a batch. */
function planes(volumes: tf.Tensor5D): tf.Tensor4D {
  const [count, depth, height, width, channels] = volumes.shape;
  return tf.reshape(volumes, [count * depth, height, width, channels]);
}

/** What the convolution of one plane is told. */
function flat({ strideHeight, strideWidth, padInfo }: Plan): { strides: [number, number]; pad: ReadonlyArray<[number, number]>; dataFormat: 'NHWC' } {
  const pad: Array<[number, number]> = [[0, 0], [padInfo.top, padInfo.bottom], [padInfo.left, padInfo.right], [0, 0]];
  return { strides: [strideHeight, strideWidth], pad, dataFormat: 'NHWC' };
}
