import * as tf from '@tensorflow/tfjs';
import { filterSlopesInMemory, inputSlopesInMemory } from '../convolution/on-wasm';
import { composition, type Composition } from './composition';

/**
 * The backward passes of convolutions, each of them a forward convolution, which XNNPACK computes fast. Where the kit multiplies matrices by functions of
 * its own, those of a convolution that is not depthwise are products of patches, which are faster still.
 *
 * By the filter: entry (i, j) sums input pixels times output slopes, s pixels apart. That is the input convolved with the slopes as a filter of
 * dilation s, images in the place of channels. By the input: the slopes, with s - 1 zeros between them and a border, convolved with the filter
 * turned by 180 degrees. s is the stride; a dilation of the filter becomes the stride of the first, and stays a dilation in the second.
 */
export const convolutionGradients: readonly Composition[] = [
  composition('Conv2DBackpropFilter', ({ x, dy }: { x: tf.Tensor4D; dy: tf.Tensor4D }, attributes: tf.Conv2DBackpropFilterAttrs) => {
    const plan = planOf(attributes, x.shape, attributes.filterShape);
    return filterSlopes(channelsLast(x, attributes), channelsLast(dy, attributes), plan);
  }),
  composition('Conv2DBackpropInput', ({ dy, filter }: { dy: tf.Tensor4D; filter: tf.Tensor4D }, attributes: tf.Conv2DBackpropInputAttrs) => {
    const slopes = inputSlopes(channelsLast(dy, attributes), filter, planOf(attributes, attributes.inputShape, filter.shape));
    return attributes.dataFormat === 'NCHW' ? tf.transpose(slopes, [0, 3, 1, 2]) : slopes;
  }),
  composition(
    'DepthwiseConv2dNativeBackpropFilter',
    ({ x, dy }: { x: tf.Tensor4D; dy: tf.Tensor4D }, attributes: tf.DepthwiseConv2dNativeBackpropFilterAttrs) =>
      depthwiseFilterSlopes(x, dy, planOf(attributes, x.shape, attributes.filterShape, true)),
  ),
  composition(
    'DepthwiseConv2dNativeBackpropInput',
    ({ dy, filter }: { dy: tf.Tensor4D; filter: tf.Tensor4D }, attributes: tf.DepthwiseConv2dNativeBackpropInputAttrs) =>
      depthwiseInputSlopes(dy, filter, planOf(attributes, attributes.inputShape, filter.shape, true)),
  ),
];

type Plan = ReturnType<typeof tf.backend_util.computeConv2DInfo>;
type Window = readonly [start: number, length: number];

/** What all four are told; a depthwise convolution has its channels last. */
interface Attributes extends Pick<tf.Conv2DBackpropFilterAttrs, 'strides' | 'pad' | 'dimRoundingMode'> {
  readonly dataFormat?: 'NHWC' | 'NCHW';
  readonly dilations?: [number, number] | number;
}

function planOf(attributes: Attributes, input: tf.Tensor4D['shape'], filter: tf.Tensor4D['shape'], depthwise = false): Plan {
  const { strides, pad, dilations = 1, dataFormat = 'NHWC', dimRoundingMode } = attributes;
  const format = tf.backend_util.convertConv2DDataFormat(dataFormat);
  return tf.backend_util.computeConv2DInfo(input, filter, strides, dilations, pad, dimRoundingMode, depthwise, format);
}

function filterSlopes(x: tf.Tensor4D, dy: tf.Tensor4D, plan: Plan): tf.Tensor {
  if (x.size === 0 || dy.size === 0) return tf.zeros(plan.filterShape);
  const inMemory = filterSlopesInMemory(x, dy, plan);
  if (inMemory !== undefined) return inMemory;
  const images = tf.transpose(seen(x, plan), [3, 1, 2, 0]);
  const slopes = tf.transpose(dy, [1, 2, 0, 3]);
  return tf.transpose(tf.conv2d(images, slopes, dilationsOf(plan), 'valid', 'NHWC', stridesOf(plan)), [1, 2, 0, 3]);
}

function inputSlopes(dy: tf.Tensor4D, filter: tf.Tensor4D, plan: Plan): tf.Tensor4D {
  const { batchSize, inHeight, inWidth, inChannels } = plan;
  if (dy.size === 0 || filter.size === 0) return tf.zeros([batchSize, inHeight, inWidth, inChannels]);
  const inMemory = inputSlopesInMemory(dy, filter, plan);
  if (inMemory !== undefined) return inMemory;
  const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2]);
  return tf.conv2d(spread(dy, plan), turned, 1, 'valid', 'NHWC', dilationsOf(plan));
}

/** Each image's channels are channels of one image here, and the sum over images follows. */
function depthwiseFilterSlopes(x: tf.Tensor4D, dy: tf.Tensor4D, plan: Plan): tf.Tensor {
  const { batchSize, inChannels, outChannels, outHeight, outWidth, filterHeight, filterWidth, filterShape } = plan;
  if (x.size === 0 || dy.size === 0) return tf.zeros(filterShape);
  const window = seen(x, plan);
  const [, height, width] = window.shape;
  const images = tf.reshape<tf.Rank.R4>(tf.transpose(window, [1, 2, 0, 3]), [1, height, width, batchSize * inChannels]);
  const slopes = tf.transpose(dy, [1, 2, 0, 3]).reshape<tf.Tensor4D>([outHeight, outWidth, batchSize * inChannels, outChannels / inChannels]);
  const ofImages = tf.depthwiseConv2d(images, slopes, dilationsOf(plan), 'valid', 'NHWC', stridesOf(plan));
  return tf.sum(tf.reshape(ofImages, [filterHeight * filterWidth, batchSize, outChannels]), 1).reshape(filterShape);
}

/** Every output channel goes back through its own filter; those of one input channel are then added. */
function depthwiseInputSlopes(dy: tf.Tensor4D, filter: tf.Tensor4D, plan: Plan): tf.Tensor {
  const { batchSize, inHeight, inWidth, inChannels, outChannels, filterHeight, filterWidth } = plan;
  if (dy.size === 0 || filter.size === 0) return tf.zeros([batchSize, inHeight, inWidth, inChannels]);
  const turned = tf.reverse(filter, [0, 1]).reshape<tf.Tensor4D>([filterHeight, filterWidth, outChannels, 1]);
  const ofOutputs = tf.depthwiseConv2d(spread(dy, plan), turned, 1, 'valid', 'NHWC', dilationsOf(plan));
  if (outChannels === inChannels) return ofOutputs;
  const perInput = tf.reshape(ofOutputs, [batchSize * inHeight * inWidth, inChannels, outChannels / inChannels]);
  return tf.sum(perInput, 2).reshape([batchSize, inHeight, inWidth, inChannels]);
}

/** The part of the padded input that the filter reads. */
function seen(x: tf.Tensor4D, plan: Plan): tf.Tensor4D {
  const { outHeight, outWidth, strideHeight, strideWidth, effectiveFilterHeight, effectiveFilterWidth, padInfo } = plan;
  const height = (outHeight - 1) * strideHeight + effectiveFilterHeight;
  const width = (outWidth - 1) * strideWidth + effectiveFilterWidth;
  return framed(x, [-padInfo.top, height], [-padInfo.left, width]);
}

/** The slopes of the outputs a stride apart, with the border that makes a convolution as large as the input. */
function spread(dy: tf.Tensor4D, plan: Plan): tf.Tensor4D {
  const { inHeight, inWidth, outChannels, strideHeight, strideWidth, effectiveFilterHeight, effectiveFilterWidth, padInfo } = plan;
  const [batchSize, height, width] = dy.shape;
  const columns = tf.pad(tf.reshape(dy, [batchSize * height, width, 1, outChannels]), [[0, 0], [0, 0], [0, strideWidth - 1], [0, 0]]);
  const rows = tf.pad(tf.reshape(columns, [batchSize, height, 1, -1]), [[0, 0], [0, 0], [0, strideHeight - 1], [0, 0]]);
  const apart = tf.reshape<tf.Rank.R4>(rows, [batchSize, height * strideHeight, width * strideWidth, outChannels]);
  const [above, before] = [effectiveFilterHeight - 1 - padInfo.top, effectiveFilterWidth - 1 - padInfo.left];
  return framed(apart, [-above, inHeight + effectiveFilterHeight - 1], [-before, inWidth + effectiveFilterWidth - 1]);
}

/** Rows and columns from a start, which may lie outside: there everything is zero. */
function framed(x: tf.Tensor4D, [top, height]: Window, [left, width]: Window): tf.Tensor4D {
  const [batchSize, rows, columns, channels] = x.shape;
  const border = (start: number, length: number, size: number): [number, number] => [Math.max(-start, 0), Math.max(start + length - size, 0)];
  const padded = tf.pad(x, [[0, 0], border(top, height, rows), border(left, width, columns), [0, 0]]);
  return tf.slice(padded, [0, Math.max(top, 0), Math.max(left, 0), 0], [batchSize, height, width, channels]);
}

function channelsLast(x: tf.Tensor4D, { dataFormat }: Attributes): tf.Tensor4D {
  return dataFormat === 'NCHW' ? tf.transpose(x, [0, 2, 3, 1]) : x;
}

function stridesOf({ strideHeight, strideWidth }: Plan): [number, number] {
  return [strideHeight, strideWidth];
}

function dilationsOf({ dilationHeight, dilationWidth }: Plan): [number, number] {
  return [dilationHeight, dilationWidth];
}
