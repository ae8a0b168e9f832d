import { answer, numbers } from 'descent/exercises';

/**
 * The weights of a relu layer, uniform on [−r, r], with the r that keeps the size of a signal on the way forward.
 *
 * u holds numbers from [0, 1), one for each weight, and nin is the number of inputs of a unit. Return the weights as a list, in the order of u: 0 gives
 * −r, 0.5 gives 0, and a number close to 1 gives nearly r. The variance is written for you. How is r made of it?
 */
export function drawLayer(u: number[], nin: number): number[] {
  const variance = 2 / nin;
  // BEGIN SOLUTION
  // A uniform distribution on ±r has the variance r²/3.
  const r = Math.sqrt(3 * variance);
  return u.map(share => r * (2 * share - 1));
  // END SOLUTION
}

/** Every tenth of [0, 1), and what lies halfway between. */
const evenly = Array.from({ length: 20 }, (_, k) => (k + 0.5) / 20);

export default answer({
  title: 'drawing a layer',
  solution: drawLayer,
  gives: numbers,
  hints: [
    'Stretch a number from [0, 1) to [−1, 1) first, then to [−r, r).',
    'The variance of a uniform distribution on [−r, r] is r²/3. Which r has the variance 2/nin?',
    'r = √(3 · variance), and a weight is r (2u − 1).',
  ],
  cases: [
    { name: 'the ends and a quarter', asks: [[[0, 0.25, 0.75], 6]], hint: 'With 6 inputs r is 1: u = 0 gives -1, and u = 0.75 gives 0.5' },
    { name: 'a hundred inputs', asks: [[[0.1, 0.9, 0.6], 100]], hint: 'Numbers spread evenly on [-r, r] have the mean square r²/3, which must be 2 / nin' },
  ],
  properties: [
    {
      name: 'the variance is 2 / nin',
      asks: [[evenly, 50], [evenly, 8]],
      holds: (weights: readonly number[], u: number[], nin: number) => {
        const found = weights.reduce((sum, weight) => sum + weight * weight, 0) / u.length;
        // Twenty numbers in the middle of equal parts have 1 − 1/400 of the variance.
        return Math.abs((found * nin) / 2 - 1) < 0.01 ? undefined : `their mean square is ${Number(found.toPrecision(3))}, and 2 / nin is ${2 / nin}`;
      },
    },
  ],
  random: random => [Array.from({ length: 5 }, () => random.uniform()), 2 + random.integer(200)],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'r is the standard deviation itself, so that the variance is a third of what it should be', is: (u: number[], nin: number) => u.map(x => Math.sqrt(2 / nin) * (2 * x - 1)) },
    { says: 'the root of r is missing', is: (u: number[], nin: number) => u.map(x => (6 / nin) * (2 * x - 1)) },
    { says: 'the 6 stands outside the root, as lecture 3 prints it for Xavier', is: (u: number[], nin: number) => u.map(x => (6 / Math.sqrt(nin)) * (2 * x - 1)) },
    { says: 'the weights go from 0 to r, so that their mean is not 0', is: (u: number[], nin: number) => u.map(x => Math.sqrt(6 / nin) * x) },
    { says: 'the weights go from −r/2 to r/2 only', is: (u: number[], nin: number) => u.map(x => Math.sqrt(6 / nin) * (x - 0.5)) },
    { says: 'the signs are turned: u = 0 must give −r', is: (u: number[], nin: number) => u.map(x => Math.sqrt(6 / nin) * (1 - 2 * x)) },
    { says: 'the variance is 1 / nin, which is for linear layers', is: (u: number[], nin: number) => u.map(x => Math.sqrt(3 / nin) * (2 * x - 1)) },
  ],
  // END SOLUTION
});
