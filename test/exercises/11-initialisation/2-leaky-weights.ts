import { answer, number } from 'descent/exercises';

/**
 * A leaky relu gives z where z is positive, and slope · z where it is negative. Return the standard deviation of the weights with which a layer of
 * such units, each with nin inputs, keeps the mean square of a signal.
 *
 * z is as often positive as negative. Which share of its mean square is left of each half?
 */
export function leakyWeights(nin: number, slope: number): number {
  // BEGIN SOLUTION
  // Half the mean square is kept, of the other half slope²: nin σ² (1 + slope²) / 2 = 1.
  return Math.sqrt(2 / (nin * (1 + slope ** 2)));
  // END SOLUTION
}

export default answer({
  title: 'weights for a leaky relu',
  solution: leakyWeights,
  gives: number,
  hints: [
    'At slope = 0 it is a relu, at slope = 1 a linear layer. What must your σ be there?',
    'The positive half keeps its half of the mean square; of the negative half slope² is left.',
    'nin σ² (1 + slope²) / 2 = 1. Solve it for σ.',
  ],
  cases: [
    { name: 'a relu and a linear layer', asks: [[50, 0], [100, 1]], hint: 'At slope = 0 it is sqrt(2 / nin), at slope = 1 sqrt(1 / nin)' },
    { name: 'in between', asks: [[20, 0.5], [64, 0.3]], hint: 'Of the negative half slope squared is left of the mean square' },
    { name: 'steeper below zero than above', asks: [[10, 2]], hint: 'Of the negative half slope squared is left, which may be more than there was' },
  ],
  properties: [
    {
      name: 'a signal keeps its mean square',
      asks: [[30, 0.2], [12, 0.7]],
      holds: (sigma: number, nin: number, slope: number) => {
        const factor = (nin * sigma ** 2 * (1 + slope ** 2)) / 2;
        // Of a float32 σ the factor has six digits.
        return Math.abs(factor - 1) < 1e-5 ? undefined : `with nin = ${nin} and slope = ${slope} a layer multiplies the mean square by ${Number(factor.toPrecision(4))}`;
      },
    },
  ],
  random: random => [2 + random.integer(300), 0.1 + 0.8 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is the relu\'s, in which nothing of the negative half is left', is: (nin: number) => Math.sqrt(2 / nin) },
    { says: 'it is the variance, not the standard deviation', is: (nin: number, slope: number) => 2 / (nin * (1 + slope ** 2)) },
    { says: 'slope acts on a number, so on its square slope squared', is: (nin: number, slope: number) => Math.sqrt(2 / (nin * (1 + slope))) },
    { says: 'it is the mean slope, (1 + slope) / 2, that is made up for, and not what is left of the mean square', is: (nin: number, slope: number) => 2 / ((1 + slope) * Math.sqrt(nin)) },
    { says: 'it is the bound of a uniform distribution, √3 times the standard deviation', is: (nin: number, slope: number) => Math.sqrt(6 / (nin * (1 + slope ** 2))) },
    { says: 'the size of a layer\'s input is forgotten: a unit adds up nin inputs', is: (_: number, slope: number) => Math.sqrt(2 / (1 + slope ** 2)) },
    { says: 'the half is missing that the positive and the negative numbers are each', is: (nin: number, slope: number) => Math.sqrt(1 / (nin * (1 + slope ** 2))) },
    { says: 'what is left of the negative half is taken away instead of added', is: (nin: number, slope: number) => Math.sqrt(2 / (nin * (1 - slope ** 2))) },
    { says: 'what the activation leaves is multiplied where it must be made up for', is: (nin: number, slope: number) => Math.sqrt((2 / nin) * (1 + slope ** 2)) },
    { says: 'it makes up for a layer that grows the signal, where it shrinks it', is: (nin: number, slope: number) => Math.sqrt((1 + slope ** 2) / (2 * nin)) },
  ],
  // END SOLUTION
});
