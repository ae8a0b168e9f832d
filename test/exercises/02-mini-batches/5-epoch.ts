import { answer, number } from 'descent/exercises';

/**
 * Each of the examples a wants the weight to be a: its loss is ½ (w − a)². This should go once over them in the given order, which has been shuffled, in
 * batches of batchSize, a step of gradient descent on each batch's mean loss, and return the weight that comes out.
 *
 * One line is as lecture 5 has it, and wrong for some batches. Find it, mend it, and take the line with toDo away.
 */
export function oneEpoch(start: number, examples: readonly number[], order: readonly number[], batchSize: number, eta: number): number {
  let w = start;
  for (let from = 0; from < order.length; from += batchSize) {
    /* BEGIN PROMPT
    toDo('2.5');
    END PROMPT */
    const batch = order.slice(from, from + batchSize);
    const slopes = batch.map(example => w - (examples[example] as number));
    const sum = slopes.reduce((all, slope) => all + slope, 0);
    /* BEGIN PROMPT
    w = w - (eta / batchSize) * sum;
    END PROMPT */
    // BEGIN SOLUTION
    // The last batch may be shorter, and is divided by what it holds.
    w = w - (eta / batch.length) * sum;
    // END SOLUTION
  }
  return w;
}

// BEGIN SOLUTION NO PROMPT
/** An epoch whose step is another: given the slopes of a batch, the batch size that was asked for, and whether it is the last. */
const epochOf = (slope: (slopes: readonly number[], batchSize: number) => number, until = (n: number, _: number): number => n) =>
  (start: number, examples: readonly number[], order: readonly number[], batchSize: number, eta: number): number => {
    let w = start;
    for (let from = 0; from < until(order.length, batchSize); from += batchSize) {
      w -= eta * slope(order.slice(from, from + batchSize).map(example => w - (examples[example] as number)), batchSize);
    }
    return w;
  };
type Asked = Parameters<typeof oneEpoch>;
const meanOf = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
// END SOLUTION

const examples = [2, 5, 3, 9, 4, 7, 1];

export default answer({
  title: 'the planted bug',
  solution: oneEpoch,
  gives: number,
  hints: [
    'Print the sum and the batch in every round: seven examples in batches of three.',
    'The last batch holds one example. By what should its sum be divided?',
    'By batch.length, not by batchSize.',
  ],
  cases: [
    { name: 'seven examples in batches of three', asks: [[0, examples, [4, 0, 6, 2, 5, 1, 3], 3, 0.5]], hint: 'The last batch holds one example; what is the mean of one slope?' },
    { name: 'a batch larger than all there is', asks: [[1, [4, 8], [1, 0], 32, 0.5]], hint: 'One step towards the mean, half of the way' },
    { name: 'with η = 1 the weight ends at the mean of the last batch', asks: [[0, examples, [4, 0, 6, 2, 5, 1, 3], 4, 1]], hint: 'The last batch has the examples 7, 5 and 9' },
    { name: 'where all batches are full nothing has changed', asks: [[0, examples.slice(0, 6), [5, 1, 3, 0, 2, 4], 2, 0.3]], hint: 'Each batch moves w by eta times its mean slope' },
  ],
  random: random => {
    const size = 2 + random.integer(4);
    const n = size * (1 + random.integer(3)) + 1 + random.integer(size - 1);
    return [4 * random.uniform() - 2, Array.from({ length: n }, () => 10 * random.uniform()), random.shuffle(Array.from({ length: n }, (_, k) => k)), size, 0.1 + 0.6 * random.uniform()];
  },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the slopes of a batch are added up and not divided', is: epochOf(slopes => slopes.reduce((sum, one) => sum + one, 0)) },
    { says: 'what is left over for the last batch is dropped', is: epochOf(meanOf, (n, size) => Math.floor(n / size) * size) },
    { says: 'every batch is divided by one more than it holds', is: epochOf(slopes => (meanOf(slopes) * slopes.length) / (slopes.length + 1)) },
    { says: 'the step goes up the slope', is: epochOf(slopes => -meanOf(slopes)) },
    {
      says: 'the sum is divided by the number of all examples',
      is: (...[start, all, order, size, eta]: Asked) => epochOf(slopes => (meanOf(slopes) * slopes.length) / all.length)(start, all, order, size, eta),
    },
    {
      says: 'the order is not used, and the examples come as they stand',
      is: (...[start, all, , size, eta]: Asked) => oneEpoch(start, all, all.map((_, k) => k), size, eta),
    },
  ],
  // END SOLUTION
});
