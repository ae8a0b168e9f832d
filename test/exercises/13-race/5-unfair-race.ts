import { answer, numbers } from 'descent/exercises';

/**
 * search[m][k] holds the losses of method m at rate k on the search starts, fresh[m][k] those on fresh starts. Each method is to run at its own best
 * rate, the one with the lowest median on the search starts; what counts is its median on the fresh ones. Return one number for each method. All
 * lists have an odd length, and no two medians are equal.
 *
 * The race as it stands is unfair. Find the reason, mend it, and take the line with toDo away.
 */
export function fairRace(search: readonly (readonly (readonly number[])[])[], fresh: readonly (readonly (readonly number[])[])[]): number[] {
  /* BEGIN PROMPT
  toDo('13.5');
  END PROMPT */
  const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[(list.length - 1) / 2] as number;
  const lowest = (list: readonly number[]): number => list.indexOf(Math.min(...list));
  return search.map((rates, m) => {
    /* BEGIN PROMPT
    const best = lowest((search[0] ?? rates).map(median));
    END PROMPT */
    // BEGIN SOLUTION
    // Everybody at a rate of their own, and not at that of the first.
    const best = lowest(rates.map(median));
    // END SOLUTION
    return median(fresh[m]?.[best] ?? []);
  });
}

// BEGIN SOLUTION NO PROMPT
type Runs = readonly (readonly (readonly number[])[])[];
const middle = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[(list.length - 1) / 2] as number;
const least = (list: readonly number[]): number => Math.min(...list);
const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
const place = (list: readonly number[]): number => list.indexOf(least(list));

/** A race in which something is done otherwise. */
const race = ({ choose = middle, judge = middle, by = 'own', on = 'fresh' }: {
  choose?: (list: readonly number[]) => number; judge?: (list: readonly number[]) => number; by?: 'own' | 'first' | 'fresh' | 'all'; on?: 'fresh' | 'search';
}) => (search: Runs, fresh: Runs): number[] => search.map((rates, m) => {
  const looked = { own: rates, first: search[0] ?? rates, fresh: fresh[m] ?? rates, all: rates }[by];
  const shared = rates.map((_, k) => mean(search.map(other => choose(other[k] ?? []))));
  const best = by === 'all' ? place(shared) : place(looked.map(choose));
  return judge((on === 'fresh' ? fresh : search)[m]?.[best] ?? []);
});
// END SOLUTION

export default answer({
  title: 'an unfair race',
  solution: fairRace,
  gives: numbers,
  hints: [
    'At which rate does the second method run?',
    'Follow search[0]: whose losses choose the rate?',
    'The losses that choose must be those of the method that runs.',
  ],
  cases: [
    {
      name: 'two methods with different best rates',
      asks: [[[[[1, 2, 3], [4, 5, 6]], [[9, 8, 7], [2, 1, 3]]], [[[1.5, 2.5, 0.5], [4, 4, 5]], [[8, 8.5, 9], [1, 2.2, 3]]]]],
      hint: 'The second method is best at the second rate, and the first at the first',
    },
    {
      name: 'three methods, and a lucky run',
      asks: [[
        [[[0.1, 9, 8], [3, 4, 5], [6, 6.5, 7]], [[5, 4, 6], [7, 8, 9], [1, 2, 3]], [[2, 3, 4], [0, 9, 7], [8, 6, 5]]],
        [[[7, 8, 9], [3.5, 3, 4.5], [6, 7, 5]], [[5, 5.5, 6], [8, 9, 7], [2.5, 2, 1]], [[3.1, 2, 4], [9, 8, 7], [5, 6, 7]]],
      ]],
      hint: 'One lucky run is not the median',
    },
  ],
  random: random => {
    const runs = (): number[][][] => Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => Array.from({ length: 5 }, () => 10 * random.uniform())));
    return [runs(), runs()];
  },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'all run at the best rate of the first method: the planted bug is still there', is: race({ by: 'first' }) },
    { says: 'all run at one rate, the best on average', is: race({ by: 'all' }) },
    { says: 'the rate is chosen on the fresh starts, which then are fresh no more', is: race({ by: 'fresh' }) },
    { says: 'the result is that of the search starts, on which the rate was chosen', is: race({ on: 'search' }) },
    { says: 'the luckiest run chooses the rate', is: race({ choose: least }) },
    { says: 'each method is judged by its luckiest run', is: race({ judge: least }) },
    { says: 'each method is judged by its mean', is: race({ judge: mean }) },
  ],
  // END SOLUTION
});
