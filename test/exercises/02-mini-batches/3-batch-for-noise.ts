import { answer, number } from 'descent/exercises';

/**
 * The mean of a batch, drawn from n examples without putting back, is to be off by only a share r of what one example is off by, in standard
 * deviation: r = 0.5 is half the noise. Return the batch size b. It need not be a whole number; n is at least 2, r is above 0 and at most 1.
 *
 * The lesson has the variance of a batch. Set it equal to r² σ², and solve for b.
 */
export function batchForNoise(n: number, r: number): number {
  // BEGIN SOLUTION
  // (n − b) / (b (n − 1)) = r², so n − b = b (n − 1) r².
  return n / (1 + (n - 1) * r ** 2);
  // END SOLUTION
}

export default answer({
  title: 'the batch for a given noise',
  solution: batchForNoise,
  gives: number,
  hints: [
    'If n is very large, how many examples halve the noise? Does your formula say so?',
    'The variance of a batch is (σ² / b) (n − b) / (n − 1); it must be r² σ².',
    'n − b = b (n − 1) r². Bring what has b to one side.',
  ],
  cases: [
    { name: 'half the noise, of 100 examples and of a million', asks: [[100, 0.5], [1e6, 0.5]], hint: 'Of a million it is nearly 4, of 100 a little less' },
    { name: 'all the noise that one example has, and half of it', asks: [[50, 1], [2, 1], [100, 0.5]], hint: (_, share: number) => (share === 1 ? 'One example will do' : 'A larger batch has less noise') },
    { name: 'a thousandth of it, of 1 000 examples', asks: [[1000, 0.001]], hint: 'That takes nearly all of them' },
  ],
  properties: [
    {
      name: 'a batch of this size has the wanted noise',
      asks: [[20, 0.3], [500, 0.1]],
      holds: (b: number, n: number, r: number) => {
        const share = Math.sqrt((n - b) / (b * (n - 1)));
        // What comes as a float32 tensor has seven digits.
        return Math.abs(share - r) < 1e-5 ? undefined : `of ${n} examples, a batch of ${Number(b.toPrecision(5))} has ${Number(share.toPrecision(4))} of one example's noise, not ${r}`;
      },
    },
  ],
  random: random => [5 + random.integer(500), 0.05 + 0.9 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  // Named by hand: the sentences about a formula's slips would quote its denominator.
  wrong: [
    { says: 'it is the reciprocal, examples under the bar', is: (n: number, r: number) => (1 + (n - 1) * r ** 2) / n },
    { says: 'a 1 is lost: at r = 1 one example must do', is: (n: number, r: number) => n / ((n - 1) * r ** 2) },
    { says: 'the number of examples is left out above', is: (n: number, r: number) => 1 / (1 + (n - 1) * r ** 2) },
    { says: 'a sign is turned', is: (n: number, r: number) => n / (1 - (n - 1) * r ** 2) },
    { says: 'r is taken to the power of four', is: (n: number, r: number) => n / (1 + (n - 1) * r ** 4) },
    { says: 'it is 1/r², the answer where examples are put back', is: (_: number, r: number) => 1 / r ** 2 },
    { says: 'it is 1/r: to halve the noise takes four times as many, not two', is: (_: number, r: number) => 1 / r },
    { says: 'r is the share of the variance here, not of the standard deviation', is: (n: number, r: number) => n / (1 + (n - 1) * r) },
    { says: 'it is the share r of all examples', is: (n: number, r: number) => n * r },
    { says: 'it is the share 1 − r of all examples', is: (n: number, r: number) => n * (1 - r) },
    { says: 'n stands for n − 1', is: (n: number, r: number) => n / (1 + n * r ** 2) },
  ],
  // END SOLUTION
});
