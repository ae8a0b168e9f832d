import * as tf from '@tensorflow/tfjs';
import type { LbfgsState } from './step';

/** What L-BFGS remembers as a tensor of bits: as float32 numbers, "save and continue" would no longer equal "never stopped". */
export function encodeLbfgs({ iterations, step, scale, pairs, direction, gradient }: LbfgsState): tf.Tensor {
  const numbers = joined([
    [iterations, step, scale, pairs.length],
    direction,
    gradient,
    ...pairs.flatMap(({ s, y, inverse }) => [[inverse], s, y]),
  ]);
  return tf.tensor1d(new Int32Array(numbers.buffer), 'int32');
}

export async function decodeLbfgs(tensor: tf.Tensor): Promise<LbfgsState> {
  const numbers = new Float64Array(Int32Array.from(await tensor.data()).buffer);
  const [iterations = 0, step = 0, scale = 1, count = 0] = numbers;
  const size = (numbers.length - 4 - count) / (2 + 2 * count);
  const vector = (from: number): Float64Array => numbers.slice(from, from + size);
  const pairs = Array.from({ length: count }, (_, k) => {
    const from = 4 + 2 * size + k * (1 + 2 * size);
    return { inverse: numbers[from] as number, s: vector(from + 1), y: vector(from + 1 + size) };
  });
  return { iterations, step, scale, direction: vector(4), gradient: vector(4 + size), pairs };
}

/** Lists of numbers one after the other. */
export function joined(lists: ReadonlyArray<ArrayLike<number>>): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const list of lists) {
    all.set(list, from);
    from += list.length;
  }
  return all;
}
