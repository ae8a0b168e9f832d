import * as tf from '@tensorflow/tfjs';
import { formula } from '../formula/check';
import { isList, numbersOf, whatIs } from './numbers-of';
import { TensorData } from './tensor-data';

/** Says that a student's function gave something of another kind than it should. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

/** What a function gives. It is data, for the manifest of a course says it too. */
export type Gives =
  /** One number; a list of them; a list of lists of them; a text. */
  | { readonly kind: 'number' | 'numbers' | 'lists' | 'word' }
  /** Numbers by name; new weights and state by name, each a tensor of the shape of the given one. */
  | { readonly kind: 'named' | 'tensors'; readonly names: readonly string[] }
  /** A formula in a text, of these names. */
  | { readonly kind: 'expression'; readonly of: readonly string[] };

/** Makes what a function gave into what the kit goes on with. Errors: an `AnswerError` with what was expected, and what came. */
export type Reading = (value: unknown, given: readonly unknown[]) => unknown;

/**
 * How a result is read: by `check`, by the grader and by the cells of a lesson, so that all take the same, and refuse the same in the same words.
 */
export function reading(gives: Gives): Reading {
  switch (gives.kind) {
    case 'number':
      return number;
    case 'numbers':
      return numbers;
    case 'lists':
      return lists;
    case 'word':
      return word;
    case 'named':
      return named(gives.names);
    case 'tensors':
      return tensors(gives.names);
    case 'expression':
      return expression(gives.of);
  }
}

/** One number: also a list or a tensor that holds just one. */
const number: Reading = value => {
  const [first, ...others] = numbersOf(value) ?? [];
  return first !== undefined && others.length === 0 ? first : refuse('a number', value);
};

/** A list of numbers: also a typed array or a tensor of one dimension. */
const numbers: Reading = value => {
  const found = typeof value === 'number' ? undefined : numbersOf(value);
  return found ?? refuse('a list of numbers', value);
};

/** A list of lists of numbers: also a tensor of two dimensions. */
const lists: Reading = value => {
  const parts = rowsOf(value);
  const found = isList(parts) ? Array.from(parts, part => (typeof part === 'number' ? undefined : numbersOf(part))) : [undefined];
  return found.includes(undefined) ? refuse('a list of lists of numbers', value) : found;
};

/** A word. */
const word: Reading = value => (typeof value === 'string' ? value : refuse('a text in quotes', value));

/** Numbers by name. */
const named = (names: readonly string[]): Reading => value => {
  const object = withAll(names, value);
  return Object.fromEntries(names.map(name => [name, naming(name, () => number(object[name], []))]));
};

/** A formula of these names, in a text that the engine can read. */
const expression = (of: readonly string[]): Reading => value => {
  if (typeof value !== 'string') return refuse(`a formula of ${of.join(', ')} in quotes`, value);
  try {
    formula(value, { scalars: of });
  } catch (error) {
    throw new AnswerError((error as Error).message);
  }
  return value;
};

/** New weights and state, each as a tensor of the shape of the given one: also a number where that has no dimensions, a list, a list of lists. */
const tensors = (names: readonly string[]): Reading => (value, [given]) => {
  const [object, before] = [withAll(names, value), given as Readonly<Record<string, AnyTensor>>];
  return Object.fromEntries(names.map(name => [name, naming(name, () => tensorLike(object[name], before[name] ?? (before['w'] as AnyTensor)))]));
};

/** A tensor of TensorFlow.js, or one that has crossed from where it was made. */
type AnyTensor = tf.Tensor | TensorData;

/** A function whose results are read. Errors: what the function throws; what cannot be read, in its name. */
export function answering<Given extends unknown[]>(name: string, call: (...given: Given) => unknown, read: Reading): (...given: Given) => unknown {
  return (...given) => {
    const value = call(...given);
    // A refusal is one answer; the promise's own failure would be another, and nobody would hear it.
    if (value instanceof Promise) value.catch(() => {});
    return readAnswer(name, read, value, given);
  };
}

/** What a function of this name has given. Errors: what cannot be read, in its name. */
export function readAnswer(name: string, read: Reading, value: unknown, given: readonly unknown[]): unknown {
  return naming(name, () => read(value, given), value === undefined ? ' (is there a return?)' : '');
}

function withAll(names: readonly string[], value: unknown): Readonly<Record<string, unknown>> {
  const complete = typeof value === 'object' && value !== null && !isList(value) && names.every(name => name in value);
  return complete ? (value as Readonly<Record<string, unknown>>) : refuse(`an object with ${names.join(', ')}`, value);
}

function tensorLike(value: unknown, like: AnyTensor): AnyTensor {
  const { shape, dtype } = like;
  const expected = shape.length === 0 ? 'a number, as a tensor or not' : `a tensor of shape [${shape.join(', ')}]`;
  if (value instanceof tf.Tensor || value instanceof TensorData) {
    if ((value instanceof tf.Tensor && value.isDisposed) || value.shape.join() !== shape.join()) return refuse(expected, value);
    if (value instanceof TensorData) return new TensorData(value.values, shape, dtype);
    return value.dtype === dtype ? value : value.cast(dtype as tf.DataType);
  }
  const found = numbersOf(value);
  const size = shape.reduce((product, length) => product * length, 1);
  if (found?.length !== size) return refuse(expected, value);
  return like instanceof TensorData ? new TensorData(found, shape, dtype) : tf.tensor(found, like.shape, like.dtype);
}

/** A matrix as its rows; anything else as it is. */
function rowsOf(value: unknown): unknown {
  if (value instanceof tf.Tensor && value.rank === 2 && !value.isDisposed) return value.arraySync();
  if (!(value instanceof TensorData) || value.shape.length !== 2) return value;
  const [rows = 0, columns = 0] = value.shape;
  return Array.from({ length: rows }, (_, row) => value.values.slice(row * columns, (row + 1) * columns));
}

function refuse(expected: string, value: unknown): never {
  throw new AnswerError(`expected ${expected}, got ${whatIs(value)}`);
}

function naming<Result>(name: string, read: () => Result, hint = ''): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof AnswerError) throw new AnswerError(`${name}: ${error.message}${hint}`);
    throw error;
  }
}
