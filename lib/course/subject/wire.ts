import { types } from 'node:util';
import { whatIs } from '../../src/notebook/numbers-of';
import { Unreadable } from './subject';
import { TensorData } from './tensor-data';

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
const DEEPEST = 100;

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

/**
 * Copies a value for the wire. What has no place on it becomes an `Unreadable`, in words: so nothing that a student's code makes can harm either
 * end, neither a Proxy, nor an entry that throws when it is read. Errors: a `FrameLimitError`, before it has grown to more than the limit.
 */
export function encode(value: unknown, end: End = {}, limit = FRAME_LIMIT): Wire {
  const open = new Set<object>();
  // Known by themselves and not by their class, because to ask a student's error for its class is to run the student's code.
  const ours = new Set<unknown>();
  let left = limit;

  const raise = (error: FrameLimitError | Circle): never => {
    ours.add(error);
    throw error;
  };
  const spend = (signs: number): void => {
    left -= signs;
    if (left < 0) raise(new FrameLimitError(limit));
  };
  const unreadable = (what: string): Wire => {
    spend(what.length);
    return { unreadable: what };
  };
  const tensor = ({ dtype, shape, values }: TensorData): Wire => {
    const Kind = tensorKinds.get(dtype);
    if (Kind === undefined) return unreadable(`a tensor of dtype ${dtype}`);
    spend(base64Length(values.length * Kind.BYTES_PER_ELEMENT));
    return { tensor: [dtype, [...shape], base64(Kind.from(values))] };
  };

  const one = (value: unknown): Wire => {
    spend(2);
    switch (typeof value) {
      case 'number':
        return number(value);
      case 'string':
        spend(value.length);
        return value;
      case 'boolean':
        return value;
      case 'undefined':
        return { undefined: true };
      case 'function':
        return end.lend === undefined ? unreadable('a function') : { remote: end.lend(value as () => unknown) };
      case 'object':
        return value === null ? null : guarded(() => object(value));
      default:
        return unreadable(`a ${typeof value}`);
    }
  };

  const guarded = (encoded: () => Wire): Wire => {
    try {
      return encoded();
    } catch (error) {
      if (ours.has(error)) throw error;
      return unreadable('something that throws when it is read');
    }
  };

  const object = (value: object): Wire => {
    // Before anything else, for whatever else is asked of it is asked of the student's code.
    if (types.isProxy(value)) return unreadable('a Proxy');
    if (value instanceof Unreadable) return unreadable(value.what);
    const data = value instanceof TensorData ? value : end.tensorData?.(value);
    if (data !== undefined) return data instanceof Unreadable ? unreadable(data.what) : tensor(data);
    if (types.isPromise(value)) return unreadable(whatIs(value));
    if (open.has(value)) raise(new Circle(value));
    if (open.size >= DEEPEST) return unreadable(`lists or objects in each other more than ${DEEPEST} deep`);
    open.add(value);
    try {
      return parts(value);
    } catch (error) {
      if (!ours.has(error) || (error as Circle).around !== value) throw error;
      return unreadable(`${Array.isArray(value) ? 'a list' : 'an object'} that contains itself`);
    } finally {
      open.delete(value);
    }
  };

  const parts = (value: object): Wire => {
    if (Array.isArray(value)) {
      spend(2 * value.length);
      return filled(value.length, index => read(value, index));
    }
    if (types.isTypedArray(value)) {
      const kind = typedKind(value);
      if (!typedKinds.has(kind)) return unreadable(`a ${kind}`);
      spend(base64Length(value.byteLength));
      return { typed: [kind, base64(value)] };
    }
    if (!isPlain(value)) return unreadable(classOf(value));
    const names = Object.keys(value);
    return {
      record: filled(names.length, index => {
        const name = names[index] as string;
        spend(name.length + 4);
        return [name, read(value, name)] as const;
      }),
    };
  };

  const read = (owner: object, key: string | number): Wire => guarded(() => one((owner as Record<string | number, unknown>)[key]));

  return one(value);
}

/** What `encode` has made, as this end has it. Errors: a `WireError` for anything that `encode` does not make. */
export function decode(wire: unknown, end: End = {}): unknown {
  const tensor = ([dtype, shape, bytes]: readonly unknown[]): unknown => {
    const Kind = typeof dtype === 'string' ? tensorKinds.get(dtype) : undefined;
    const lengths = Array.isArray(shape) && shape.every(length => Number.isSafeInteger(length) && length >= 0) ? (shape as number[]) : undefined;
    if (Kind === undefined || lengths === undefined) throw new WireError('no tensor');
    const values = elements(Kind, bytes);
    if (values.length !== lengths.reduce((size, length) => size * length, 1)) throw new WireError('a tensor of another size than its shape');
    const data = new TensorData(Array.from(values), lengths, dtype as string);
    return end.tensor === undefined ? data : end.tensor(data);
  };

  const one = (wire: unknown, depth: number): unknown => {
    if (wire === null || ['boolean', 'number', 'string'].includes(typeof wire)) return wire;
    if (typeof wire !== 'object' || depth > DEEPEST) throw new WireError(depth > DEEPEST ? 'too deep' : 'no value');
    if (Array.isArray(wire)) return wire.map(part => one(part, depth + 1));
    const [[tag, content] = [], ...others] = Object.entries(wire as object);
    if (others.length === 0) {
      if (tag === 'number' && (content === 'NaN' || content === 'Infinity' || content === '-Infinity' || content === '-0')) return Number(content);
      if (tag === 'undefined') return undefined;
      if (tag === 'unreadable' && typeof content === 'string') return new Unreadable(content);
      if (tag === 'remote' && typeof content === 'number' && end.remote !== undefined) return end.remote(content);
      if (tag === 'tensor' && Array.isArray(content)) return tensor(content);
      if (tag === 'typed' && Array.isArray(content)) {
        const Kind = typedKinds.get(content[0] as string);
        if (Kind !== undefined) return elements(Kind, content[1]);
      }
      if (tag === 'record' && Array.isArray(content)) {
        // `fromEntries` defines entries, it sets none: one called `__proto__` is an entry like any other.
        return Object.fromEntries(content.map(entry => [nameIn(entry), one((entry as unknown[])[1], depth + 1)]));
      }
    }
    throw new WireError('no value');
  };

  return one(wire, 0);
}

/** By arithmetic alone, because a student's code may have changed what numbers can do. */
function number(value: number): Wire {
  if (value !== value) return { number: 'NaN' };
  if (value - value !== 0) return { number: value > 0 ? 'Infinity' : '-Infinity' };
  return value === 0 && 1 / value < 0 ? { number: '-0' } : value;
}

/** An object was met again while it was being read. */
class Circle extends Error {
  constructor(readonly around: object) {
    super();
  }
}

type TypedKind =
  | Int8ArrayConstructor
  | Uint8ArrayConstructor
  | Uint8ClampedArrayConstructor
  | Int16ArrayConstructor
  | Uint16ArrayConstructor
  | Int32ArrayConstructor
  | Uint32ArrayConstructor
  | Float32ArrayConstructor
  | Float64ArrayConstructor;

const typedKinds: ReadonlyMap<string, TypedKind> = new Map(
  [Int8Array, Uint8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array, Float32Array, Float64Array].map(kind => [kind.name, kind]),
);

const tensorKinds = new Map<string, Float32ArrayConstructor | Int32ArrayConstructor | Uint8ArrayConstructor>([
  ['float32', Float32Array],
  ['int32', Int32Array],
  ['bool', Uint8Array],
]);

function elements(Kind: TypedKind, bytes: unknown): InstanceType<TypedKind> {
  if (typeof bytes !== 'string') throw new WireError('no bytes');
  const copy = new Uint8Array(Buffer.from(bytes, 'base64'));
  if (copy.length % Kind.BYTES_PER_ELEMENT !== 0) throw new WireError('half an element');
  return new Kind(copy.buffer);
}

function nameIn(entry: unknown): string {
  if (!Array.isArray(entry) || entry.length !== 2 || typeof entry[0] !== 'string') throw new WireError('no entry');
  return entry[0];
}

function base64({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}

function base64Length(bytes: number): number {
  return Math.ceil((bytes * 4) / 3);
}

/** By index alone, because a student's code may have changed what lists can do. */
function filled<Part>(length: number, part: (index: number) => Part): Part[] {
  const list = new Array<Part>(length);
  for (let index = 0; index < length; index++) list[index] = part(index);
  return list;
}

/** The name of its kind, also of a Buffer and of other descendants. */
function typedKind(value: NodeJS.TypedArray): string {
  return readTag.call(value) as string;
}

const readTag = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)?.get as () => unknown;

/** Made by braces, here or in another realm, or without a prototype. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** "a Date", "an Error". */
function classOf(value: object): string {
  try {
    const { name } = (Object.getPrototypeOf(value) as { constructor: { name: unknown } }).constructor;
    if (typeof name === 'string' && /^[\p{L}_$][\p{L}\p{N}_$]{0,60}$/u.test(name)) return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
  } catch {
    // It has been made to look like nothing.
  }
  return 'an object of a class without a name';
}
