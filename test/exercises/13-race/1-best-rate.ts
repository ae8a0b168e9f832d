import { answer, number } from 'descent/exercises';

/**
 * The search of a fair race: at each of some rates a method was run from several starts, and losses[k] holds the losses of the runs at rates[k]; a
 * run that diverged counts as Infinity. Return the rate whose median loss is lowest. The number of starts is odd, and no two medians are equal.
 *
 * The median is here. Finish the choice.
 */
export function bestRate(rates: readonly number[], losses: readonly (readonly number[])[]): number {
  const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[(list.length - 1) / 2] as number;
  const medians = losses.map(median);
  // BEGIN SOLUTION
  return rates[medians.indexOf(Math.min(...medians))] as number;
  // END SOLUTION
}

// BEGIN SOLUTION NO PROMPT
type Losses = readonly (readonly number[])[];

/** The rate at which a number made of the losses is least. */
const least = (of: (list: readonly number[]) => number) => (rates: readonly number[], losses: Losses): number => {
  const values = losses.map(of);
  return rates[values.indexOf(Math.min(...values))] as number;
};
const middle = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[(list.length - 1) / 2] as number;
// END SOLUTION

export default answer({
  title: 'the best rate',
  solution: bestRate,
  gives: number,
  hints: [
    'medians[k] belongs to rates[k]. Which k has the least?',
    'Math.min takes numbers, not a list: spread it. indexOf finds where it stands.',
    'The rate stands in rates at the place where the least stands in medians.',
  ],
  cases: [
    { name: 'the middle rate', asks: [[[0.01, 0.1, 1], [[5, 4, 6], [1, 2, 3], [9, 8, 7]]], [[0.02, 0.2], [[3, 1, 2], [7, 9, 8]]]], hint: 'It is a rate that is asked for, not a loss and not a place' },
    { name: 'one lucky run decides nothing', asks: [[[0.1, 0.3, 0.9], [[4, 5, 6], [3, 2.5, 3.5], [0.01, 8, 9]]]], hint: 'The median is the middle one, whatever the best run did' },
    {
      name: 'one run that diverged decides nothing', asks: [[[0.1, 0.3, 0.9], [[4, 5, 6], [3, Infinity, 2], [Infinity, Infinity, 0]]]],
      hint: 'A mean with one Infinity in it is Infinity; the median need not be',
    },
  ],
  random: random => {
    const rates = [0.001, 0.01, 0.1, 1].map(rate => rate * (1 + random.uniform()));
    return [rates, rates.map(() => Array.from({ length: 5 }, () => 10 * random.uniform()))];
  },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is the rate of the luckiest single run', is: least(list => Math.min(...list)) },
    { says: 'it is the rate with the lowest mean, which one bad run spoils', is: least(list => list.reduce((sum, value) => sum + value, 0)) },
    { says: 'it is the rate whose worst run is best', is: least(list => Math.max(...list)) },
    { says: 'it is the median itself, not the rate that has it', is: (_: readonly number[], losses: Losses) => Math.min(...losses.map(middle)) },
    { says: 'it is the place in the list, not the rate that stands there', is: (rates: readonly number[], losses: Losses) => rates.indexOf(least(middle)(rates, losses)) },
    { says: 'it is the rate with the highest median', is: least(list => -middle(list)) },
    { says: 'only the first start is looked at', is: least(list => list[0] as number) },
  ],
  // END SOLUTION
});
