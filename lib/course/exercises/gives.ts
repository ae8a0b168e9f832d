import type { Gives } from '../../src/notebook/answers';

/** One number; also a list or a tensor that holds just one. */
export const number: Gives = { kind: 'number' };

/** A list of numbers; also a typed array or a tensor of one dimension. */
export const numbers: Gives = { kind: 'numbers' };

/** A list of lists of numbers; also a tensor of two dimensions. */
export const lists: Gives = { kind: 'lists' };

/** A text. */
export const word: Gives = { kind: 'word' };

/** An object of numbers with these names. */
export function named(...names: string[]): Gives {
  return { kind: 'named', names };
}
