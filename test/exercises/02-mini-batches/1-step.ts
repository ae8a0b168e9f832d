import { answer, number } from 'descent/exercises';

/**
 *   w ← w − η · (the mean slope of the batch)
 *
 * `slopes` holds the slope of every example's loss at w, and `batch` the numbers of the examples that have been drawn, from 0: slopes[batch[0]] is
 * the first one's. Return the new weight. Leave both lists as they are.
 */
export function batchStep(w: number, slopes: readonly number[], batch: readonly number[], eta: number): number {
  let sum = 0;
  for (const example of batch) {
    /* BEGIN PROMPT
    sum += 0; // In place of 0, the slope of this example.
    END PROMPT */
    // BEGIN SOLUTION
    sum += slopes[example] as number;
    // END SOLUTION
  }
  // BEGIN SOLUTION
  // Against the mean slope, of as many as there are in this batch.
  return w - (eta * sum) / batch.length;
  // END SOLUTION
}

// BEGIN SOLUTION NO PROMPT
const step = (slopeOf: (slopes: readonly number[], batch: readonly number[]) => number) =>
  (w: number, slopes: readonly number[], batch: readonly number[], eta: number): number => w - eta * slopeOf(slopes, batch);
const total = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0);
const drawn = (slopes: readonly number[], batch: readonly number[]): number[] => batch.map(example => slopes[example] as number);
// END SOLUTION

const slopes = [4, -2, 1, 7, -5, 3];

export default answer({
  title: 'the step of a batch',
  solution: batchStep,
  gives: number,
  hints: [
    'Which slopes count? batch holds numbers of examples, not slopes.',
    'Add up slopes[example] for every example of the batch. By what must the sum be divided to be a mean?',
    'w minus eta times the sum, divided by batch.length.',
  ],
  cases: [
    { name: 'a batch of two', asks: [[1, slopes, [3, 1], 0.1], [0, slopes, [0, 5], 0.2]], hint: 'The slopes are added up, and divided by how many there are' },
    { name: 'stochastic: a batch of one', asks: [[1, slopes, [4], 0.1], [2, slopes, [2], 0.5]], hint: 'The mean of one slope is that slope' },
    { name: 'all of them', asks: [[1, slopes, [2, 0, 5, 1, 4, 3], 0.3]], hint: 'Their mean is 8/6' },
    { name: 'the order of a batch does not matter, and where its slopes cancel nothing moves', asks: [[1, slopes, [1, 3], 0.1], [5, [1, -1, 3, -3], [3, 1, 0, 2], 2]], hint: (w: number) => (w === 1 ? 'The slopes are -2 and 7, whichever comes first' : 'These slopes have the mean 0') },
  ],
  random: random => {
    const all = Array.from({ length: 8 }, () => 10 * random.uniform() - 5);
    return [4 * random.uniform(), all, random.shuffle(all.map((_, k) => k)).slice(0, 2 + random.integer(5)), 0.05 + random.uniform()];
  },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the slopes are added up and not divided, which is a step for the sum of the losses', is: step((all, batch) => total(drawn(all, batch))) },
    { says: 'the sum is divided by the number of all examples, not by the size of the batch', is: step((all, batch) => total(drawn(all, batch)) / all.length) },
    { says: 'the mean slope is added where it should be subtracted', is: step((all, batch) => -total(drawn(all, batch)) / batch.length) },
    { says: 'all examples count, whatever the batch is', is: step(all => total(all) / all.length) },
    { says: 'the numbers of the examples are averaged, not their slopes', is: step((_, batch) => total(batch) / batch.length) },
    { says: 'only the last example of the batch counts', is: step((all, batch) => all[batch[batch.length - 1] as number] as number) },
    { says: 'the first slopes of the list are taken, not those of the batch', is: step((all, batch) => total(all.slice(0, batch.length)) / batch.length) },
    { says: 'the rate is left out', is: (w: number, all: readonly number[], batch: readonly number[]) => w - total(drawn(all, batch)) / batch.length },
  ],
  // END SOLUTION
});
