import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { setKernels } from '../../lib/src/backend/kernels/mode';
import { seededRandom } from '../../lib/src/datasets';

const random = seededRandom(11);
const filled = (shape: readonly number[], shift = 0): Float32Array =>
  Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, () => random.normal() + shift);

/** An entry sums some hundred products of numbers of size one, each rounded to 2^-24 of a sum of size ten. */
const bound = 300 * 10 * 2 ** -24;

type Inputs = Readonly<Record<string, readonly [shape: readonly number[], values: Float32Array | Int32Array]>>;

/**
 * What a kernel answers on cpu, and on wasm by passes over memory where there are some, and by operations. Wasm must leave nothing behind and be right
 * where memory was used before.
 */
async function onBoth(kernel: string, inputs: Inputs, attributes: object): Promise<number[][]> {
  const answers: number[][] = [];
  for (const [backend, kernels] of [['cpu', 'auto'], ['wasm', 'auto'], ['wasm', 'off']] as const) {
    await useBackend(backend);
    const mode = setKernels(kernels);
    const tensors = Object.fromEntries(
      Object.entries(inputs).map(([name, [shape, values]]) => [
        name,
        tf.tensor(values, [...shape], values instanceof Int32Array ? 'int32' : 'float32'),
      ]),
    );
    tf.dispose(tf.tidy(() => [10, 100, 1000, 10000].map(size => tf.mul(tf.fill([size], 777), 2))));
    const before = tf.memory().numTensors;
    const answer = tf.engine().runKernel<tf.Tensor>(kernel, tensors, { ...attributes });
    expect(tf.memory().numTensors).toBe(before + 1);
    answers.push([...answer.shape, ...answer.dataSync()]);
    tf.dispose([answer, tensors]);
    setKernels(mode);
  }
  return answers;
}

function expectClose([theirs, ...ours]: number[][]): void {
  for (const own of ours) {
    expect(own).toHaveLength((theirs as number[]).length);
    const worst = (theirs as number[]).reduce((error, value, index) => Math.max(error, Math.abs(value - own[index]!)), 0);
    expect(worst).toBeLessThan(bound);
  }
}

type Shape = [number, number, number, number];
type Padding = Parameters<typeof tf.backend_util.computeConv2DInfo>[4];

describe.each<[string, Shape, Shape]>([
  ['images', [2, 7, 6, 3], [3, 3, 3, 4]],
  ['one image of one channel', [1, 5, 5, 1], [1, 1, 1, 2]],
  ['a tall filter', [3, 9, 8, 2], [5, 3, 2, 1]],
  ['no image', [0, 7, 6, 3], [3, 3, 3, 4]],
])('the slopes of a convolution: %s', (_, input, filter) => {
  describe.each<[string, Padding]>([
    ['same', 'same'],
    ['valid', 'valid'],
    ['1', 1],
    ['uneven', [[0, 0], [2, 0], [1, 2], [0, 0]]],
    ['wider than the filter', [[0, 0], [5, 6], [6, 5], [0, 0]]],
  ])('padding %s', (__, pad) => {
    test.each<[number, number]>([[1, 1], [2, 2], [2, 3], [3, 1]])('strides %i, %i', async (...strides) => {
      const [rows, columns] = strides;
      // Of a number, the forward pass of tensorflow.js takes the width of an output from the rows.
      if (typeof pad === 'number' && (filter[0] !== filter[1] || rows !== columns)) return;
      const plain = tf.backend_util.computeConv2DInfo(input, filter, strides, 1, pad);
      const depthwise = tf.backend_util.computeConv2DInfo(input, filter, strides, 1, pad, undefined, true);
      const [x, w] = [filled(input), filled(filter)];
      const [dy, dyOfEach] = [filled(plain.outShape), filled(depthwise.outShape)];
      const attributes = { strides, pad, dataFormat: 'NHWC' };
      expectClose(await onBoth('Conv2DBackpropFilter', { x: [input, x], dy: [plain.outShape, dy] }, { ...attributes, filterShape: filter }));
      expectClose(await onBoth('Conv2DBackpropInput', { dy: [plain.outShape, dy], filter: [filter, w] }, { ...attributes, inputShape: input }));
      const own = { strides, pad, dilations: [1, 1] };
      const ofFilter: Inputs = { x: [input, x], dy: [depthwise.outShape, dyOfEach] };
      const ofInput: Inputs = { dy: [depthwise.outShape, dyOfEach], filter: [filter, w] };
      expectClose(await onBoth('DepthwiseConv2dNativeBackpropFilter', ofFilter, { ...own, filterShape: filter }));
      expectClose(await onBoth('DepthwiseConv2dNativeBackpropInput', ofInput, { ...own, inputShape: input }));
    });
  });
});

test('channels first', async () => {
  const [input, filter]: [Shape, Shape] = [[2, 3, 7, 6], [3, 2, 3, 4]];
  const { outShape } = tf.backend_util.computeConv2DInfo(input, filter, 2, 1, 'same', undefined, false, 'channelsFirst');
  const [x, w, dy] = [filled(input), filled(filter), filled(outShape)];
  const attributes = { strides: [2, 2], pad: 'same', dataFormat: 'NCHW' };
  expectClose(await onBoth('Conv2DBackpropFilter', { x: [input, x], dy: [outShape, dy] }, { ...attributes, filterShape: filter }));
  expectClose(await onBoth('Conv2DBackpropInput', { dy: [outShape, dy], filter: [filter, w] }, { ...attributes, inputShape: input }));
});

// The cpu backend's slopes ignore the dilation. A convolution is linear in both, so with slopes d, sum(y * d) = sum(x * dx) = sum(w * dw).
test.each<['same' | 'valid', [number, number]]>([['same', [2, 2]], ['valid', [2, 1]], ['same', [1, 3]]])(
  'a dilated depthwise filter, padding %s, dilations %s', async (pad, dilations) => {
    await useBackend('wasm');
    const x = tf.tensor4d(filled([2, 9, 8, 3]), [2, 9, 8, 3]);
    const w = tf.tensor4d(filled([3, 2, 3, 2]), [3, 2, 3, 2]);
    const y = tf.depthwiseConv2d(x, w, 1, pad, 'NHWC', dilations);
    const dy = tf.tensor4d(filled(y.shape), y.shape);
    const own = { strides: [1, 1], pad, dilations };
    const dw = tf.engine().runKernel<tf.Tensor>('DepthwiseConv2dNativeBackpropFilter', { x, dy }, { ...own, filterShape: w.shape });
    const dx = tf.engine().runKernel<tf.Tensor>('DepthwiseConv2dNativeBackpropInput', { dy, filter: w }, { ...own, inputShape: x.shape });
    const dot = (a: tf.Tensor, b: tf.Tensor): number =>
      Array.from(a.dataSync()).reduce((sum, value, index) => sum + value * (b.dataSync()[index] as number), 0);
    const expected = dot(y, dy);
    // A thousand products of numbers of size three, each of a float32 sum.
    expect(dot(x, dx)).toBeCloseTo(expected, 3);
    expect(dot(w, dw)).toBeCloseTo(expected, 3);
    tf.dispose([x, w, y, dy, dw, dx]);
  });

describe.each([0, -3, 3])('maxima of numbers around %i', shift => {
  test.each<[number, number, 'same' | 'valid' | number]>([[2, 2, 'valid'], [3, 2, 'same'], [2, 1, 'same'], [3, 1, 1], [2, 3, 'valid']])(
    'windows of %i, strides %i, padding %s', async (filterSize, strides, pad) => {
      const attributes = { filterSize, strides, pad };
      for (const shape of [[2, 7, 6, 3], [2, 4, 5, 6, 2]]) {
        const volumes = shape.length === 5;
        const input = filled(shape, shift);
        const output = await onBoth(volumes ? 'MaxPool3D' : 'MaxPool', { x: [shape, input] }, attributes);
        expectClose(output);
        const outShape = (output[0] as number[]).slice(0, shape.length);
        const y = Float32Array.from((output[0] as number[]).slice(shape.length));
        const inputs: Inputs = { dy: [outShape, filled(outShape)], input: [shape, input], output: [outShape, y] };
        expectClose(await onBoth(volumes ? 'MaxPool3DGrad' : 'MaxPoolGrad', inputs, attributes));
      }
    });
});

test('where a maximum stands', async () => {
  for (const includeBatch of [true, false]) {
    const found: number[][] = [];
    for (const backend of ['cpu', 'wasm'] as const) {
      await useBackend(backend);
      const x = tf.tensor4d([-1, -2, -3, -4, -5, -6, -7, -8, 3, 3, -1, 3, 3, -1, 2, 2], [2, 4, 2, 1]);
      const { result, indexes } = tf.maxPoolWithArgmax(x, [3, 2], 1, 'same', includeBatch) as { result: tf.Tensor; indexes: tf.Tensor };
      found.push([...result.dataSync(), ...indexes.dataSync()]);
      tf.dispose([x, result, indexes]);
    }
    expect(found[1]).toEqual(found[0]);
  }
});

const steps: Array<[number, 'same' | 'valid']> = [[1, 'valid'], [2, 'valid'], [1, 'same'], [2, 'same'], [3, 'same']];
test.each(steps)('volumes, strides %i, padding %s', async (strides, pad) => {
  const [input, filter]: [[...Shape, number], [...Shape, number]] = [[2, 4, 5, 6, 2], [2, 3, 2, 2, 3]];
  const { outShape } = tf.backend_util.computeConv3DInfo(input, filter, strides, 1, pad);
  const [x, w, dy] = [filled(input), filled(filter), filled(outShape)];
  expectClose(await onBoth('Conv3DBackpropFilterV2', { x: [input, x], dy: [outShape, dy] }, { strides, pad, filterShape: filter }));
  expectClose(await onBoth('Conv3DBackpropInputV2', { dy: [outShape, dy], filter: [filter, w] }, { strides, pad, inputShape: input }));
});

describe.each(['cpu', 'wasm'] as const)('resizing on %s', backend => {
  test.each([[14, 18], [4, 3], [9, 7], [1, 1]])('to %i, %i: its slopes are those of a linear map', async (...size) => {
    await useBackend(backend);
    for (const resize of [tf.image.resizeBilinear, tf.image.resizeNearestNeighbor]) {
      for (const [align, centers] of [[false, false], [true, false], [false, true]] as const) {
        const [x, other] = [1, 2].map(() => tf.tensor4d(filled([2, 7, 6, 3]), [2, 7, 6, 3])) as [tf.Tensor4D, tf.Tensor4D];
        const dy = tf.tensor4d(filled([2, ...size, 3]), [2, ...size, 3] as Shape);
        const loss = (images: tf.Tensor4D): tf.Scalar => tf.tidy(() => tf.sum(tf.mul(resize(images, size as [number, number], align, centers), dy)));
        // Linear, so the loss at another point is the slope's product with it, whatever the point where the slope was asked.
        const slope = tf.grad(loss as (images: tf.Tensor) => tf.Scalar)(x);
        const [expected, got] = [loss(other), tf.tidy(() => tf.sum(tf.mul(slope, other)))];
        expect(got.dataSync()[0]).toBeCloseTo(expected.dataSync()[0] as number, 3);
        tf.dispose([x, other, dy, slope, expected, got]);
      }
    }
  });
});

test('sums of segments, of which some are empty and some numbers belong to none', async () => {
  const ids = Int32Array.from([2, 0, 2, -1, 4, 9, 0]);
  const inputs: Inputs = { x: [[7, 3], filled([7, 3])], segmentIds: [[7], ids] };
  expectClose(await onBoth('UnsortedSegmentSum', inputs, { numSegments: 5 }));
});

test.each<[string, ...number[][]]>([
  ['ij,jk->ik', [3, 4], [4, 5]],
  ['ij,jk->ki', [3, 4], [4, 5]],
  ['bij,bjk->bik', [2, 3, 4], [2, 4, 5]],
  ['abc,cd->dba', [2, 3, 4], [4, 5]],
  ['i,j->ij', [3], [4]],
  ['i,i->', [3], [3]],
  ['ij->ji', [3, 4]],
  ['ij->', [3, 4]],
  ['ij->ij', [3, 4]],
])('einsum %s', async (equation, ...shapes) => {
  const values = shapes.map(shape => filled(shape));
  const answers: number[][] = [];
  for (const backend of ['cpu', 'wasm'] as const) {
    await useBackend(backend);
    const factors = values.map((numbers, index) => tf.tensor(numbers, shapes[index]));
    const answer = tf.einsum(equation, ...factors);
    answers.push([...answer.shape, ...answer.dataSync()]);
    tf.dispose([answer, ...factors]);
  }
  expectClose(answers);
});
