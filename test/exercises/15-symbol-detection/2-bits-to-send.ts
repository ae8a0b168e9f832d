import { answer, number } from 'descent/exercises';

/**
 * Each bit comes out wrong with the chance p, by itself. Of n bits n p are wrong on average, with a standard deviation of √(n p (1 − p)). How many bits must
 * be sent, so that this standard deviation is a share r of the average? Return n; it need not be a whole number.
 *
 * p is between 0 and 1, r above 0.
 */
export function bitsToSend(p: number, r: number): number {
  // BEGIN SOLUTION
  // √(n p (1 − p)) = r n p, so n p (1 − p) = r² n² p².
  return (1 - p) / (p * r ** 2);
  // END SOLUTION
}

export default answer({
  title: 'how much must be sent',
  solution: bitsToSend,
  gives: number,
  hints: [
    'If one bit in a thousand is wrong, and ten wrong ones are seen: could it as well have been seven, or thirteen?',
    'Set √(n p (1 − p)) equal to r · n p, and square both sides.',
    'n stands on both sides, once squared; divide by it.',
  ],
  cases: [
    { name: 'a rate of one in a thousand, to a tenth', asks: [[0.001, 0.1]], hint: 'About a hundred wrong bits must be seen' },
    { name: 'as often wrong as right', asks: [[0.5, 0.1], [0.5, 1]], hint: 'With p = 1/2 it is 1/r²' },
    { name: 'a tenfold rarer error, and half the share', asks: [[0.0001, 0.1], [0.001, 0.05]], hint: (p: number) => (p < 0.001 ? 'Ten times as many bits as at 0.001' : 'Four times as many bits as for a tenth') },
  ],
  properties: [
    {
      name: 'of so many bits the wanted share comes out',
      asks: [[0.02, 0.2], [0.3, 0.05]],
      holds: (n: number, p: number, r: number) => {
        const share = Math.sqrt(n * p * (1 - p)) / (n * p);
        // What comes as a float32 tensor has seven digits.
        return Math.abs(share / r - 1) < 1e-5 ? undefined : `of ${Number(n.toPrecision(4))} bits at p = ${p} the standard deviation is ${Number(share.toPrecision(4))} of the average, not ${r}`;
      },
    },
  ],
  random: random => [10 ** (-3 * random.uniform()) * 0.6, 0.02 + 0.5 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  // Named by hand: the sentences about a formula's slips would quote it.
  wrong: [
    { says: 'r is not squared', is: (p: number, r: number) => (1 - p) / (p * r) },
    { says: 'the right bits are left out of the variance, which holds only where p is small', is: (p: number, r: number) => 1 / (p * r ** 2) },
    { says: 'p above and below are exchanged', is: (p: number, r: number) => p / ((1 - p) * r ** 2) },
    { says: 'it is the number of wrong bits that are seen, not of bits that are sent', is: (p: number, r: number) => (1 - p) / r ** 2 },
    { says: 'the standard deviation is a share of all bits, not of the wrong ones', is: (p: number, r: number) => (p * (1 - p)) / r ** 2 },
    { says: 'it is the reciprocal', is: (p: number, r: number) => (p * r ** 2) / (1 - p) },
    { says: 'the average is not squared along with the deviation', is: (p: number, r: number) => (1 - p) / r ** 2 / p ** 2 },
    { says: 'r is multiplied where it should be divided by', is: (p: number, r: number) => ((1 - p) * r ** 2) / p },
  ],
  // END SOLUTION
});
