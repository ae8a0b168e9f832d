import { answer, lists } from 'descent/exercises';

/**
 * `order` lists the numbers of all examples, already shuffled. This should cut it, front to back, into batches of batchSize, a whole number from
 * 1. Every example is in exactly one batch; the last batch holds what is left over and may be shorter, but is never empty. Leave `order` as it is.
 *
 * One line does as lecture 5 does, and examples are never seen: of ten in batches of three, the tenth. Find it, mend it, and take the line with
 * toDo away.
 */
export function miniBatches(order: readonly number[], batchSize: number): number[][] {
  /* BEGIN PROMPT
  toDo('1.5');
  const count = Math.floor(order.length / batchSize);
  END PROMPT */
  // BEGIN SOLUTION
  // What is left over is a batch, too, so the count is rounded up.
  const count = Math.ceil(order.length / batchSize);
  // END SOLUTION
  return Array.from({ length: count }, (_, k) => order.slice(k * batchSize, (k + 1) * batchSize));
}

const order = [7, 2, 9, 0, 4, 1, 8, 3, 6, 5];

// BEGIN SOLUTION NO PROMPT
const cut = (count: (n: number, size: number) => number) => (all: readonly number[], size: number): number[][] =>
  Array.from({ length: count(all.length, size) }, (_, k) => all.slice(k * size, (k + 1) * size));
// END SOLUTION

export default answer({
  title: 'the planted bug',
  solution: miniBatches,
  gives: lists,
  hints: ['Of ten examples in batches of three, how many batches are there?', 'What is left over is a batch, too.', 'Math.floor rounds down; which function rounds up?'],
  cases: [
    { name: 'ten examples in batches of three', asks: [[order, 3]], hint: 'Every example once, in the given order: what is left over is a batch, too' },
    { name: 'ten examples in batches of five: nothing is left over', asks: [[order, 5], [order, 4]], hint: (_: readonly number[], size: number) => (size === 5 ? 'No batch is empty' : 'The last batch has what is left over') },
    { name: 'batch and stochastic gradient descent are its two ends', asks: [[order, 10], [order, 1], [order, 9]], hint: (_: readonly number[], size: number) => (size === 10 ? 'All in one' : size === 1 ? 'One each' : 'Nine in one, and the one that is left') },
    { name: 'a batch size beyond the number of examples', asks: [[[2, 0, 1], 32]], hint: 'Three examples are one short batch' },
    { name: 'the digits: 1438 examples in batches of 32', asks: [[Array.from({ length: 1438 }, (_, index) => (index * 5) % 1438), 32]], hint: '44 · 32 = 1408, so 30 are left over' },
  ],
  random: random => {
    const size = 2 + random.integer(6);
    return [random.shuffle(Array.from({ length: size * (1 + random.integer(5)) + (random.uniform() < 0.3 ? 0 : 1 + random.integer(size - 1)) }, (_, k) => k)), size];
  },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'there is a batch too many, and it is empty where nothing is left over', is: cut((n, size) => Math.floor(n / size) + 1) },
    { says: 'the number of batches is rounded to the nearest', is: cut((n, size) => Math.round(n / size)) },
    { says: 'the last batch is missing', is: cut((n, size) => Math.ceil(n / size) - 1) },
    { says: 'the examples are sorted first', is: (all: readonly number[], size: number) => miniBatches([...all].sort((a, b) => a - b), size) },
    { says: 'the batches overlap by one example', is: (all: readonly number[], size: number) => miniBatches(all, size).map((_, k) => all.slice(k * size, (k + 1) * size + 1)) },
  ],
  // END SOLUTION
});
