import { answer, number } from 'descent/exercises';

/**
 * "A sample should count half as much after h days." Return the β for it. h is above 0, and need not be a whole number.
 *
 * By which factor does the weight of a sample shrink in one day, and by which in h?
 */
export function betaOfHalfLife(h: number): number {
  // BEGIN SOLUTION
  // In h days the weight shrinks by βʰ, and that is ½.
  return (1 / 2) ** (1 / h);
  // END SOLUTION
}

export default answer({
  title: 'the β of a half-life',
  solution: betaOfHalfLife,
  gives: number,
  hints: [
    'With a half-life of one day β is ½. What is it for two days, after which the weight must be β²?',
    'β to the power of h must be ½.',
    'Take the h-th root of ½: a power with the exponent 1/h.',
  ],
  cases: [
    { name: 'one day, and two', asks: [[1], [2]], hint: (days: number) => (days === 1 ? 'In one day the weight shrinks by beta once' : 'In two days the weight shrinks by beta twice') },
    { name: 'a month', asks: [[30]], hint: 'beta to the power of 30 must be 1/2' },
    { name: 'a quarter of a day', asks: [[0.25]], hint: 'In one day it halves four times' },
  ],
  properties: [
    {
      name: 'after h days a weight is half of what it was',
      asks: [[3], [6.58], [12]],
      // What comes as a float32 tensor has seven digits, and the power of h lets the last of them grow.
      holds: (beta: number, h: number) => (Math.abs(beta ** h - 0.5) < 1e-5 ? undefined : `at this beta = ${Number(beta.toPrecision(5))} a weight is ${Number((beta ** h).toPrecision(4))} of what it was after ${h} days`),
    },
  ],
  random: random => [0.5 + 30 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  formula: { of: ['h'], gives: '(1 / 2)^(1 / h)' },
  wrong: [
    { says: 'h is taken for the time constant 1/(1 − β), after which a weight has fallen to about a third', is: (h: number) => 1 - 1 / h },
    { says: 'it is ½ to the power of h, not of 1/h', is: (h: number) => 0.5 ** h },
    { says: 'it is 1/e that is left after h days, not ½', is: (h: number) => Math.exp(-1 / h) },
    { says: 'it is 1 − β, the share of the new sample', is: (h: number) => 1 - 0.5 ** (1 / h) },
    { says: 'the weight is taken to fall by equal amounts, not by equal factors', is: (h: number) => 1 - 1 / (2 * h) },
    { says: 'it is 1 − ln 2 / h, which is only near it for a long half-life', is: (h: number) => 1 - Math.LN2 / h },
  ],
  // END SOLUTION
});
