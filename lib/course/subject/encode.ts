import { types } from 'node:util';
import { whatIs } from '../../src/notebook/numbers-of';
import { Unreadable } from './subject';
import { TensorData } from './tensor-data';
import { DEEPEST, FRAME_LIMIT, FrameLimitError, tensorKinds, typedKinds, type End, type Wire } from './wire-format';

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

const typedArrays = Object.getPrototypeOf(Uint8Array.prototype) as object;
const readTag = Object.getOwnPropertyDescriptor(typedArrays, Symbol.toStringTag)?.get as () => unknown;

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
