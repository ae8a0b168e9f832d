import { numbers, run } from './cpu';
import { float, number, operation, type Attributes, type Info, type Operation } from './operation';

/** Operations whose windows move over images: convolutions, pooling and resizing. */
export const windowOperations: Readonly<Record<string, Operation>> = {
  Conv2D: operation(number, 'T T', ([x, filter], attributes) => run('Conv2D', { x, filter }, windows(attributes))),
  Conv3D: operation(float, 'T T', ([x, filter], attributes) => run('Conv3D', { x, filter }, windows(attributes))),
  DepthwiseConv2dNative: operation(float, 'T T', ([x, filter], attributes) => run('DepthwiseConv2dNative', { x, filter }, windows(attributes))),
  ...Object.fromEntries(['Conv2DBackpropFilter', 'Conv3DBackpropFilterV2', 'DepthwiseConv2dNativeBackpropFilter'].map(kernel => [
    kernel,
    operation(float, 'T int32 T', ([x, shape, dy], attributes) => run(kernel, { x, dy }, { ...windows(attributes), filterShape: numbers(shape) })),
  ])),
  ...Object.fromEntries(['Conv2DBackpropInput', 'Conv3DBackpropInputV2', 'DepthwiseConv2dNativeBackpropInput'].map(kernel => [
    kernel,
    operation(float, 'int32 T T', ([shape, filter, dy], attributes) =>
      run(kernel, { dy, filter }, { ...windows(attributes), inputShape: numbers(shape) })),
  ])),

  ...Object.fromEntries(['MaxPool', 'MaxPool3D', 'AvgPool', 'AvgPool3D'].map(kernel => [
    kernel,
    operation(float, 'T', ([x], attributes) => run(kernel, { x }, windows(attributes))),
  ])),
  ...Object.fromEntries(['MaxPoolGrad', 'MaxPool3DGrad'].map(kernel => [
    kernel,
    operation(float, 'T T T', ([input, output, dy], attributes) => run(kernel, { input, output, dy }, windows(attributes))),
  ])),
  // Of the input these need the shape only.
  ...Object.fromEntries(['AvgPoolGrad', 'AvgPool3DGrad'].map(kernel => [
    kernel,
    operation(float, 'int32 T', ([shape, dy], attributes) =>
      run(kernel, { dy, input: { ...(dy as Info), shape: numbers(shape) } }, windows(attributes))),
  ])),

  ...Object.fromEntries(['ResizeBilinear', 'ResizeNearestNeighbor'].map(kernel => [
    kernel,
    operation(number, 'T int32', ([images, size], { align_corners: alignCorners, half_pixel_centers: halfPixelCenters }) =>
      run(kernel, { images }, { size: numbers(size), alignCorners, halfPixelCenters })),
  ])),
};

/** How windows move, in the words of cpu: along the sides of an image, which lie between the examples and the channels. */
function windows({ ksize, strides, padding, dilations, data_format: dataFormat }: Attributes): object {
  if (dataFormat !== 'NHWC' && dataFormat !== 'NDHWC') throw new Error(`tensorflow stand-in: it knows no images of format ${String(dataFormat)}`);
  const [filterSize, steps, rates] = [ksize, strides, dilations].map(sides => (sides as number[] | undefined)?.slice(1, -1));
  return { filterSize, strides: steps, pad: String(padding).toLowerCase(), dilations: rates ?? steps?.map(() => 1), dataFormat };
}
