import * as tf from '@tensorflow/tfjs';
import type { Shaped } from '../../src/normalizations';

/** A recorded array of any rank. */
export type Nested = number | readonly Nested[];

export function flat(values: Nested): number[] {
  return typeof values === 'number' ? [values] : values.flatMap(flat);
}

export function shapeOf(values: Nested): number[] {
  return typeof values === 'number' ? [] : [values.length, ...shapeOf(values[0] as Nested)];
}

export function shaped(values: Nested): Shaped {
  return { shape: shapeOf(values), values: Float64Array.from(flat(values)) };
}

/** The numbers of some tensors, which are freed with everything that led to them. */
export async function numbersOf(compute: () => tf.Tensor[]): Promise<number[][]> {
  const tensors = tf.tidy(compute);
  const numbers = await Promise.all(tensors.map(async tensor => Array.from(await tensor.data())));
  tf.dispose(tensors);
  return numbers;
}
