import type { Unreadable } from './subject';
import type { TensorData } from './tensor-data';

/**
 * A value as JSON. Numbers that JSON has, texts, booleans, null and lists stand for themselves; an object has one entry, which names what it is.
 * Bytes of tensors and typed arrays are base64, as they lie in memory.
 */
export type Wire =
  | null
  | boolean
  | number
  | string
  | readonly Wire[]
  | { readonly number: 'NaN' | 'Infinity' | '-Infinity' | '-0' }
  | { readonly undefined: true }
  | { readonly tensor: readonly [dtype: string, shape: readonly number[], bytes: string] }
  | { readonly typed: readonly [kind: string, bytes: string] }
  | { readonly record: readonly (readonly [name: string, value: Wire])[] }
  /** A function of the judging side, by a number under which it can be called. */
  | { readonly remote: number }
  | { readonly unreadable: string };

/** What is peculiar to one end of the wire. */
export interface End {
  /** A tensor as this end has it, as data or in words; undefined for what is no tensor. */
  tensorData?(value: object): TensorData | Unreadable | undefined;
  /** What becomes of a tensor that arrives; by default it stays data. */
  tensor?(data: TensorData): unknown;
  /** The number under which the other end may call a function; by default functions are unreadable. */
  lend?(call: (...given: never[]) => unknown): number;
  /** What stands for a function of the other end; by default none may arrive. */
  remote?(lent: number): unknown;
}

/** The most that one value, or one frame, may be as JSON, in signs. */
export const FRAME_LIMIT = 8 * 2 ** 20;

/** How deep lists and objects may lie in each other. */
export const DEEPEST = 100;

/** A value, or a frame, that is larger than may be. */
export class FrameLimitError extends Error {
  override readonly name = 'FrameLimitError';

  constructor(limit: number) {
    super(`more than ${limit >= 2 ** 20 ? `${+(limit / 2 ** 20).toFixed(1)} MB` : `${Math.ceil(limit / 2 ** 10)} KB`} at once`);
  }
}

/** Something arrived that is no value. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

/** The arrays of numbers that have a place on the wire. */
export type TypedKind =
  | Int8ArrayConstructor
  | Uint8ArrayConstructor
  | Uint8ClampedArrayConstructor
  | Int16ArrayConstructor
  | Uint16ArrayConstructor
  | Int32ArrayConstructor
  | Uint32ArrayConstructor
  | Float32ArrayConstructor
  | Float64ArrayConstructor;

export const typedKinds: ReadonlyMap<string, TypedKind> = new Map(
  [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array].map(
    kind => [kind.name, kind],
  ),
);

/** What the values of a tensor are on the wire, by its dtype. */
export const tensorKinds = new Map<string, Float32ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor>([
  ['float32', Float32Array],
  ['int32', Int32Array],
  ['bool', Uint8Array],
]);
