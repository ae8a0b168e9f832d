// Work is cut into parts, which two threads take one after the other. They meet on a board, words of memory that are only read and written as a whole:
//   turn      which work it is above, whether it is calls, and how many parts nobody has taken below; taking one lowers it
//   working   what `turn` was when the helper took the part it is at; `handingOver` while it copies what came out; 0 else
//   handed    how many parts of this work the helper has handed over
//   present   1 once the helper is at work
//   mail      1 while there are functions that the helper has been sent and has not looked at
//   known     how many functions it knows
// and behind them `words`, which say what product it is, or `numbers`, which say what is called.

/** Words that are written during a work lie in cache lines of their own. */
const line = 64;

/** Where the words are, in bytes. */
export const board = {
  turn: 0, working: line, handed: 2 * line, present: 3 * line, mail: 4 * line, known: 5 * line, words: 6 * line, numbers: 8 * line,
} as const;

/** How many numbers a call may take besides those of its cut, which are as many as `callNumbers` names. */
export const mostNumbers = 120;

/** A call, in float64: which function it is, of how many weights, `size` a part, and how many of its numbers are addresses. `result` is what it came to. */
export const callNumbers = { result: 0, index: 1, count: 2, size: 3, addresses: 4, given: 5, others: 6 } as const;

/** Length of a board, in bytes. */
export const boardBytes = board.numbers + 8 * (callNumbers.others + mostNumbers);

/** What `working` is while a part is copied. */
export const handingOver = -1;

/** The lower bits of `turn`: a part is taken while any is set. */
export const mostParts = 2047;

/** The bit of `turn` that says that the work is calls. */
export const calls = 2048;

/** The upper bits of `turn` count works in steps of this. */
export const nextWork = 4096;
