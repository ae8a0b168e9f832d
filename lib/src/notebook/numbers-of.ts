import * as tf from '@tensorflow/tfjs';
import { TensorData } from './tensor-data';
import { Unreadable } from './unreadable';

/** Numbers in whatever a student's function may give them: one, a list, a list of lists, a typed array, a tensor. Undefined for anything else. */
export function numbersOf(value: unknown): number[] | undefined {
  if (typeof value === 'number') return [value];
  if (value instanceof tf.Tensor) return value.isDisposed ? undefined : Array.from(value.dataSync());
  if (value instanceof TensorData) return [...value.values];
  if (!isList(value)) return undefined;
  const parts = Array.from(value, numbersOf);
  return parts.some(part => part === undefined) ? undefined : parts.flatMap(part => part ?? []);
}

/** An array of any kind that has an order. */
export function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** What a student's function gave, for a sentence that refuses it. */
export function whatIs(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value instanceof Promise) return 'a promise (leave out async and await: what TensorFlow.js computes is there at once)';
  if (value instanceof tf.Tensor) return value.isDisposed ? 'a tensor that has been disposed' : `a tensor of shape [${value.shape.join(', ')}]`;
  if (value instanceof TensorData) return `a tensor of shape [${value.shape.join(', ')}]`;
  if (value instanceof Unreadable) return value.what;
  if (isList(value)) return `a list of ${value.length}${numbersOf(value) === undefined ? ', not all of them numbers' : ''}`;
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) return `an object with ${Object.keys(value).join(', ') || 'no entries'}`;
  return `${value === null ? '' : `${typeof value} `}${typeof value === 'string' ? JSON.stringify(value) : String(value)}`;
}
