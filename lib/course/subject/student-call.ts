import { types } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { Unreadable } from './subject';
import { TensorData } from './tensor-data';
import { decode, encode, FRAME_LIMIT, type End, type Wire } from './wire';

/** One call as it comes back on the wire: see `Called`. */
export interface WireAnswer {
  readonly value: Wire;
  readonly after: readonly Wire[];
  readonly leaked: number;
}

export type AnyFunction = (...given: never[]) => unknown;

/** Calls a function of the judging side, by its number, and waits for what it gives. */
export type CallBack = (lent: number, given: readonly Wire[]) => Wire;

/** A student's file, loaded and ready to be called. */
export interface LoadedFile {
  /** What it exports; may change as its own code runs. */
  readonly exports: Readonly<Record<string, unknown>>;
  /** Sets an exported function of the file, for all that call it, the file itself included; false where that cannot be. */
  readonly replace: (name: string, standIn: unknown) => boolean;
}

/** What is asked of a student's file. */
export interface WireCall {
  readonly name: string;
  readonly given: readonly Wire[];
  /** Functions of the judging side, by their numbers, that stand in for exported ones meanwhile. */
  readonly standIns: readonly (readonly [name: string, lent: number])[];
}

/**
 * Calls a student's function where it lives, with tensors of TensorFlow.js made for it. Afterwards all tensors that the call has made are gone, but
 * for those that were made to stay, by `tf.keep` or as variables. Errors: what the function throws; a `FrameLimitError`.
 */
export function callStudent(file: LoadedFile, { name, given, standIns }: WireCall, callBack: CallBack, limit = FRAME_LIMIT): WireAnswer {
  return tidily(() => {
    const before = tf.memory().numTensors;
    const firstOwn = nextTensorId();
    const lent = new Set<tf.Tensor>();
    const returned = new Set<tf.Tensor>();
    const end: Required<Pick<End, 'tensor' | 'tensorData' | 'remote'>> = {
      tensor: ({ values, shape, dtype }) => {
        const made = tf.tensor([...values], [...shape], dtype as tf.DataType);
        lent.add(made);
        return made;
      },
      tensorData: readTensor,
      remote: number => (...given: unknown[]) => decode(callBack(number, given.map(value => encode(value, { tensorData: readTensor }, limit))), end),
    };
    const returning: End = {
      tensorData: value => {
        if (value instanceof tf.Tensor && !value.isDisposed && value.id >= firstOwn) returned.add(value);
        return readTensor(value);
      },
    };
    const parameters = given.map(wire => decode(wire, end));
    const value = standingIn(file, standIns.map(([name, number]) => [name, end.remote(number)]), () =>
      Reflect.apply(file.exports[name] as AnyFunction, undefined, parameters) as unknown,
    );
    // It is refused as an answer, so that it fails later is no second fault.
    if (types.isPromise(value)) void Promise.prototype.then.call(value, undefined, () => {});
    const encoded = encode(value, returning, limit);
    const after = parameters.map(parameter => encode(parameter, { tensorData: readTensor }, limit));
    const known = [...new Set([...lent, ...returned])].filter(tensor => !tensor.isDisposed).length;
    return { value: encoded, after, leaked: Math.max(0, tf.memory().numTensors - before - known) };
  });
}

/** As `tf.tidy`, but for any result, and also where what runs leaves scopes of its own open. */
function tidily<Result>(run: () => Result): Result {
  const engine = tf.engine();
  const { scopeStack } = engine.state;
  const depth = scopeStack.length;
  engine.startScope();
  try {
    return run();
  } finally {
    while (scopeStack.length > depth) engine.endScope();
  }
}

/** A function that something is to stand in for cannot be set in the file. */
class NotReplaceableError extends Error {
  override readonly name = 'NotReplaceableError';
}

type StandIns = readonly (readonly [name: string, standIn: unknown])[];

function standingIn<Result>({ exports, replace }: LoadedFile, standIns: StandIns, run: () => Result): Result {
  const own = standIns.map(([name]) => [name, exports[name]] as const);
  try {
    for (const [name, standIn] of standIns) {
      if (!replace(name, standIn)) throw new NotReplaceableError(`"${name}" cannot be replaced; write it as "export const ${name} = …"`);
    }
    return run();
  } finally {
    for (const [name, call] of own) replace(name, call);
  }
}

function readTensor(value: object): TensorData | Unreadable | undefined {
  if (!(value instanceof tf.Tensor)) return undefined;
  if (value.isDisposed) return new Unreadable('a tensor that has been disposed');
  if (value.dtype === 'string') return new Unreadable('a tensor of texts');
  if (value.dtype === 'complex64') return new Unreadable('a tensor of complex numbers');
  return new TensorData(Array.from(value.dataSync()), value.shape, value.dtype);
}

/** Tensors are numbered in the order in which they are made. */
function nextTensorId(): number {
  const marker = tf.scalar(0);
  marker.dispose();
  return marker.id + 1;
}
