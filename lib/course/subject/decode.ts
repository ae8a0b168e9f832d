import { Unreadable } from './subject';
import { TensorData } from './tensor-data';
import { DEEPEST, tensorKinds, typedKinds, WireError, type End, type TypedKind } from './wire-format';

/** How long the words for what cannot be read may be; those that `encode` has are shorter. */
const MOST_WORDS = 200;

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
      if (tag === 'unreadable' && typeof content === 'string') return new Unreadable(content.slice(0, MOST_WORDS));
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
