import { answer, number } from 'descent/exercises';

/**
 * A symbol's bits are its number in binary: 2 is 10, 3 is 11. `sent` and `decided` are lists of symbols of equal length, with `bits` bits each. Return the
 * bit error rate: the share of all bits that came out wrong. A wrong symbol may cost one bit or several.
 */
export function errorRate(sent: readonly number[], decided: readonly number[], bits: number): number {
  let wrong = 0;
  for (const [k, symbol] of sent.entries()) {
    // A bit of this is 1 where the two differ.
    let differing = symbol ^ (decided[k] as number);
    while (differing > 0) {
      /* BEGIN PROMPT
      wrong += 0; // In place of 0, the last bit of differing: what is left when it is divided by 2.
      END PROMPT */
      // BEGIN SOLUTION
      wrong += differing % 2;
      // END SOLUTION
      differing >>= 1;
    }
  }
  // BEGIN SOLUTION
  return wrong / (sent.length * bits);
  // END SOLUTION
}

// BEGIN SOLUTION NO PROMPT
type Lists = readonly number[];
const ones = (n: number): number => n.toString(2).split('1').length - 1;
const total = (cost: (a: number, b: number) => number, sent: Lists, decided: Lists): number => sent.reduce((sum, symbol, k) => sum + cost(symbol, decided[k] as number), 0);
const symbols = (sent: Lists, decided: Lists): number => total((a, b) => Number(a !== b), sent, decided);
const wrongBits = (sent: Lists, decided: Lists): number => total((a, b) => ones(a ^ b), sent, decided);
// END SOLUTION

export default answer({
  title: 'counting wrong bits',
  solution: errorRate,
  gives: number,
  hints: [
    'Of 1 and 2, that is 01 and 10, both bits differ; of 1 and 3 one does.',
    'differing % 2 is the last bit, and differing >>= 1 drops it.',
    'Divide by the number of all bits: the symbols times the bits of each.',
  ],
  cases: [
    { name: 'one bit of six', asks: [[[0, 1, 3], [0, 1, 2], 2]], hint: '3 is 11 and 2 is 10' },
    { name: 'a symbol that loses all its bits', asks: [[[0, 5], [15, 5], 4], [[1, 2], [2, 1], 2]], hint: (_, __, bits: number) => (bits === 4 ? '0 is 0000 and 15 is 1111' : '1 is 01 and 2 is 10') },
    { name: 'one bit a symbol', asks: [[[0, 1, 1, 0, 1], [1, 1, 0, 0, 1], 1]], hint: 'Two of five' },
    { name: 'all right, and one of four', asks: [[[3, 1], [3, 1], 2], [[3, 0, 2, 1], [1, 1, 3, 1], 2]], hint: (sent: readonly number[]) => (sent.length === 2 ? 'Where nothing differs nothing is wrong' : 'The first three lose one bit each, and the last none') },
  ],
  random: random => {
    const bits = 1 + random.integer(4);
    const draw = (): number[] => Array.from({ length: 12 }, () => random.integer(2 ** bits));
    return [draw(), draw(), bits];
  },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is the share of wrong symbols, which is that of wrong bits only where a symbol has one', is: (a: Lists, b: Lists) => symbols(a, b) / a.length },
    { says: 'a wrong symbol counts as one bit, however many of its bits differ', is: (a: Lists, b: Lists, bits: number) => symbols(a, b) / (a.length * bits) },
    { says: 'a wrong symbol counts with all its bits, and is then divided by the number of bits', is: (a: Lists, b: Lists, bits: number) => (symbols(a, b) * bits) / (a.length * bits) },
    { says: 'the wrong bits are divided by the number of symbols, not of bits', is: (a: Lists, b: Lists) => wrongBits(a, b) / a.length },
    { says: 'the wrong bits are counted and not divided', is: wrongBits },
    { says: 'it is the share of right bits', is: (a: Lists, b: Lists, bits: number) => 1 - wrongBits(a, b) / (a.length * bits) },
    { says: 'the numbers of the symbols are subtracted, which says nothing of their bits', is: (a: Lists, b: Lists, bits: number) => total((x, y) => Math.abs(x - y), a, b) / (a.length * bits) },
    { says: 'only the last bit of each symbol is looked at', is: (a: Lists, b: Lists, bits: number) => total((x, y) => (x ^ y) % 2, a, b) / (a.length * bits) },
  ],
  // END SOLUTION
});
