import * as tf from '@tensorflow/tfjs';
import type { Exercises } from './exercises';
import { isList, numbersOf, whatIs } from './numbers-of';

/** Says that a student's function gave something of another kind than it should. */
export class AnswerError extends Error {
  override readonly name = 'AnswerError';
}

/** Makes what a function gave into what the kit goes on with. Errors: an `AnswerError` with what was expected, and what came. */
export type Reading = (value: unknown, given: readonly unknown[]) => unknown;

/** One number: also a list or a tensor that holds just one. */
export const number: Reading = value => {
  const [first, ...others] = numbersOf(value) ?? [];
  return first !== undefined && others.length === 0 ? first : refuse('a number', value);
};

/** A list of numbers: also a typed array or a tensor of one dimension. */
export const numbers: Reading = value => {
  const found = typeof value === 'number' ? undefined : numbersOf(value);
  return found ?? refuse('a list of numbers', value);
};

/** A list of lists of numbers: also a tensor of two dimensions. */
export const lists: Reading = value => {
  const parts = value instanceof tf.Tensor && value.rank === 2 && !value.isDisposed ? (value.arraySync() as number[][]) : value;
  const found = isList(parts) ? Array.from(parts, part => (typeof part === 'number' ? undefined : numbersOf(part))) : [undefined];
  return found.includes(undefined) ? refuse('a list of lists of numbers', value) : found;
};

/** A word. */
export const word: Reading = value => (typeof value === 'string' ? value : refuse('a text in quotes', value));

/** Numbers by name. */
export const named = (...names: string[]): Reading => value => {
  const object = withAll(names, value);
  return Object.fromEntries(names.map(name => [name, naming(name, () => number(object[name], []))]));
};

/** New weights and state, each as a tensor of the shape of the given one: also a number where that has no dimensions, a list, a list of lists. */
export const tensors = (...names: string[]): Reading => (value, [given]) => {
  const [object, before] = [withAll(names, value), given as Readonly<Record<string, tf.Tensor>>];
  return Object.fromEntries(names.map(name => [name, naming(name, () => tensorLike(object[name], before[name] ?? (before['w'] as tf.Tensor)))]));
};

/**
 * What each function of an exercise gives. `check` and the cells of a lesson read it by this, so that both take the same, and refuse the same
 * in the same words.
 */
const readings: { readonly [Slug in keyof Exercises]: { readonly [Name in keyof Exercises[Slug]]: Reading } } = {
  '01-gradient-descent': { gradientDescent: tensors('w'), regime: word, bestRate: number, twoValleys: named('near', 'far'), miniBatches: lists },
  '04-momentum': { momentum: tensors('w', 'V'), averageSettings: named('eta', 'beta'), ravineSettings: named('eta', 'gamma'), heavyBall: tensors('w', 'wprev') },
  '07-adam': { adam: tensors('w', 'm', 'v'), balancedBeta2: number, valleySettings: named('eta', 'beta1', 'beta2'), correctedAverage: numbers },
};

/** How the result of a function is read; undefined for one that no exercise asks for. */
export function readingOf(slug: string, name: string): Reading | undefined {
  const known: Readonly<Record<string, Readonly<Record<string, Reading>>>> = readings;
  return Object.hasOwn(known, slug) && Object.hasOwn(known[slug] ?? {}, name) ? known[slug]?.[name] : undefined;
}

/** A function whose results are read. Errors: what the function throws; what cannot be read, in its name. */
export function answering<Given extends unknown[]>(name: string, call: (...given: Given) => unknown, reading: Reading): (...given: Given) => unknown {
  return (...given) => {
    const value = call(...given);
    // A refusal is one answer; the promise's own failure would be another, and nobody would hear it.
    if (value instanceof Promise) value.catch(() => {});
    return naming(name, () => reading(value, given), value === undefined ? ' (is there a return?)' : '');
  };
}

function withAll(names: readonly string[], value: unknown): Readonly<Record<string, unknown>> {
  const complete = typeof value === 'object' && value !== null && !isList(value) && names.every(name => name in value);
  return complete ? (value as Readonly<Record<string, unknown>>) : refuse(`an object with ${names.join(', ')}`, value);
}

function tensorLike(value: unknown, like: tf.Tensor): tf.Tensor {
  const { shape, dtype, size } = like;
  const expected = shape.length === 0 ? 'a number, as a tensor or not' : `a tensor of shape [${shape.join(', ')}]`;
  if (value instanceof tf.Tensor) {
    if (value.isDisposed || value.shape.join() !== shape.join()) return refuse(expected, value);
    return value.dtype === dtype ? value : value.cast(dtype);
  }
  const found = numbersOf(value);
  return found?.length === size ? tf.tensor(found, shape, dtype) : refuse(expected, value);
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
