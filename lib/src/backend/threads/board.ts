import { productWords, roomOf } from './blocks';
import type { TileShape } from './shape';

// A large product is cut into parts, rectangles of C, which two threads take one after the other. Each number of C is made by the same operations whichever
// of them makes it, so the result is that of one thread to the last bit.
//
// They meet on a board, words of memory that are only read and written as a whole:
//   turn      which product it is above, how many parts nobody has taken below; taking one lowers it
//   working   what `turn` was when the helper took the part it is at; `handingOver` while it copies what came out; 0 else
//   handed    how many parts of this product the helper has handed over
//   present   1 once the helper is at work
// and behind them those of `partWords`, which say what the product is.
//
// The helper computes aside and copies at the end. A part that it does not hand over in time, since something else has its core, is made by the first
// thread, which then clears `working`; what the helper finds out later is thrown away. So nobody waits for whom the system has put to sleep.

/** Words that are written during a product lie in cache lines of their own. */
const line = 64;

/** Where the words are, in bytes. */
export const board = { turn: 0, working: line, handed: 2 * line, present: 3 * line, words: 4 * line } as const;

/** What `working` is while a part is copied. */
export const handingOver = -1;

/** The lower bits of `turn`. */
export const mostParts = 4095;

/** A product, and how it is cut: parts have `height` rows and `width` columns, and `down` of them lie below each other. */
export const partWords = [...productWords, 'height', 'width', 'down'] as const;

/** Length of a board, in bytes. */
export const boardBytes = board.words + line * Math.ceil((4 * partWords.length) / line);

/** The most numbers that a part of C has: they stay in the second cache. */
export const partNumbers = 128 * 1024;

/** The room of a thread, in bytes: what `product` needs, then which columns of B it holds packed, then, the helper's only, a part of C. */
export function threadRoom(shape: TileShape): { readonly packed: number; readonly part: number; readonly bytes: number } {
  const packed = roomOf(shape).bytes;
  return { packed, part: packed + 16, bytes: packed + 16 + 4 * partNumbers };
}
