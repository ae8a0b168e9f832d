import * as tf from '@tensorflow/tfjs';
import { largest, smallest } from '../../src/extremes';
import { weightNorm, weightNormOnTensors, type Shaped } from '../../src/normalizations';
import type { Compared, Replayed } from './comparison';
import { flat, numbersOf, shapeOf, shaped, type Nested } from './nested';

export interface WeightNormCase {
  readonly id: string;
  readonly kind: 'weight_norm';
  readonly layer: string;
  readonly args: { readonly dim: number | null };
  readonly weight_initial: Nested;
  readonly g_from_initial_weight: Nested;
  readonly g: Nested;
  readonly v: Nested;
  readonly bias: number[];
  readonly weight: Nested;
  readonly x: Nested;
  readonly gy: Nested;
  readonly y: Nested;
  readonly grad_weight: Nested;
  readonly grad_g: Nested;
  readonly grad_v: Nested;
  readonly grad_bias: Nested;
  readonly grad_x: Nested;
}

type Finish = (method: string, reading: Replayed['reading'], parts: readonly Compared[]) => void;

/**
 * Replays weight normalisation: the kernel, its gradients by v and g, and in float64 also the layer around it, with plain sums. Tensors: the kernel
 * and its gradients, within 16 roundings of the largest term, one for every few numbers of a slice.
 */
export async function replayWeightNorm(recorded: WeightNormCase, finish: Finish, uncover: (why: string) => void): Promise<void> {
  if (!['Linear', 'Conv1d', 'Conv2d', 'Conv3d'].includes(recorded.layer)) {
    uncover(`no layer "${recorded.layer}" to put a normalised weight into`);
    return;
  }
  const { args, v, weight, weight_initial, bias } = recorded;
  const [g, x, gy] = [flat(recorded.g), shaped(recorded.x), shaped(recorded.gy)];
  const result = weightNorm(shaped(v), { g, axis: args.dim });
  const kernel = { shape: shapeOf(v), values: result.w };
  const { y, gradX, gradKernel, gradBias } = throughLayer(x, kernel, bias, gy);
  const gradients = result.backward(gradKernel);
  const exact = (got: ArrayLike<number>, expected: Nested): Compared => ({ got: Array.from(got), expected: flat(expected), allowance: 0 });
  finish('weightNorm', 'float64', [
    exact(weightNorm(shaped(weight_initial), { axis: args.dim }).norms, recorded.g_from_initial_weight),
    exact(result.w, weight),
    exact(y, recorded.y),
    exact(gradX, recorded.grad_x),
    exact(gradKernel, recorded.grad_weight),
    exact(gradBias, recorded.grad_bias),
    exact(gradients.g, recorded.grad_g),
    exact(gradients.v, recorded.grad_v),
  ]);

  const f = (direction: tf.Tensor, length: tf.Tensor): tf.Tensor => weightNormOnTensors(direction, length, { axis: args.dim });
  const [w = [], gradV = [], gradG = []] = await numbersOf(() => {
    const { value, grads } = tf.valueAndGrads(f)([tf.tensor(v as number[]), tf.tensor1d(g)], tf.tensor(recorded.grad_weight as number[]));
    return [value, ...grads];
  });
  const size = (values: Nested): number => largest(flat(values).map(Math.abs));
  const shortest = smallest(result.norms);
  const upstream = size(recorded.grad_weight);
  const part = (got: ArrayLike<number>, expected: Nested, size: number): Compared => ({
    ...exact(got, expected),
    allowance: 16 * 2 ** -24 * size,
  });
  finish('weightNorm', 'tensors', [
    part(w, weight, size(weight)),
    part(gradV, recorded.grad_v, (upstream * size(recorded.g) * (result.w.length / g.length)) / shortest),
    part(gradG, recorded.grad_g, upstream * (result.w.length / g.length)),
  ]);
}

/** torch's layer around a kernel [out, in, …places], x [examples, in, …places] without padding, in plain sums; a linear layer has no places. */
function throughLayer(
  x: Shaped,
  kernel: Shaped,
  bias: readonly number[],
  gy: Shaped,
): { y: Float64Array; gradX: Float64Array; gradKernel: Float64Array; gradBias: Float64Array } {
  const [y, gradX] = [new Float64Array(gy.values.length), new Float64Array(x.values.length)];
  const [gradKernel, gradBias] = [new Float64Array(kernel.values.length), new Float64Array(bias.length)];
  positions(gy.shape).forEach(([example, out, ...place], at) => {
    y[at] = bias[out as number] as number;
    const upstream = gy.values[at] as number;
    gradBias[out as number] = (gradBias[out as number] as number) + upstream;
    positions(kernel.shape).forEach(([kernelOut, input, ...offset], k) => {
      if (kernelOut !== out) return;
      const i = position(x.shape, [example as number, input as number, ...offset.map((o, axis) => o + (place[axis] as number))]);
      y[at] = (y[at] as number) + (kernel.values[k] as number) * (x.values[i] as number);
      gradX[i] = (gradX[i] as number) + (kernel.values[k] as number) * upstream;
      gradKernel[k] = (gradKernel[k] as number) + (x.values[i] as number) * upstream;
    });
  });
  return { y, gradX, gradKernel, gradBias };
}

function positions(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>((all, size) => all.flatMap(start => Array.from({ length: size }, (_, i) => [...start, i])), [[]]);
}

function position(shape: readonly number[], index: readonly number[]): number {
  return index.reduce((at, i, axis) => at * (shape[axis] as number) + i, 0);
}
