import { answer, named } from 'descent/exercises';

/**
 * One epoch goes once over n examples, in batches of b, and what is left over is a batch, too. Return { updates, lastBatch }: how many updates of the
 * weights the epoch makes, and how many examples are in the last batch. n and b are whole numbers from 1 up, and b is at most n.
 */
export function epochPlan(n: number, b: number): { updates: number; lastBatch: number } {
  // BEGIN SOLUTION
  // All batches but the last are full.
  const updates = Math.ceil(n / b);
  return { updates, lastBatch: n - (updates - 1) * b };
  // END SOLUTION
}

export default answer({
  title: 'the updates of an epoch',
  solution: epochPlan,
  gives: named('updates', 'lastBatch'),
  hints: [
    'Ten examples in batches of three: 3, 3, 3, 1. How many updates, and how many in the last?',
    'The number of batches is n / b, rounded up.',
    'All batches but the last hold b, so that n − (updates − 1) · b is left for it.',
  ],
  cases: [
    { name: 'lecture 5\'s m // s, where examples are left over', asks: [[10, 3], [1438, 32]], hint: 'What is left over is a batch, too' },
    { name: 'where nothing is left over, the last batch is full', asks: [[12, 4], [64, 32]], hint: 'The last batch is never empty' },
    { name: 'batch and stochastic descent', asks: [[50, 50], [50, 1]], hint: 'One update, or one for each example' },
    { name: 'just more than half of the data', asks: [[50, 26]], hint: 'Two batches: 26, and the rest' },
  ],
  random: random => {
    const b = 2 + random.integer(30);
    return [b * (1 + random.integer(20)) + (random.uniform() < 0.3 ? 0 : random.integer(b)), b];
  },
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the number of updates is rounded down, as lecture 5 has it, and the examples that are left over are dropped', is: (n: number, b: number) => ({ updates: Math.floor(n / b), lastBatch: b }) },
    { says: 'the number of updates is rounded down', is: (n: number, b: number) => ({ updates: Math.floor(n / b), lastBatch: n - (Math.ceil(n / b) - 1) * b }) },
    { says: 'the remainder n % b is taken for the last batch, which is 0 where nothing is left over', is: (n: number, b: number) => ({ updates: Math.ceil(n / b), lastBatch: n % b }) },
    { says: 'there is an update too many where nothing is left over', is: (n: number, b: number) => ({ updates: Math.floor(n / b) + 1, lastBatch: n % b }) },
    { says: 'the number of updates is not rounded', is: (n: number, b: number) => ({ updates: n / b, lastBatch: n - (Math.ceil(n / b) - 1) * b }) },
    { says: 'the number of updates is rounded to the nearest', is: (n: number, b: number) => ({ updates: Math.round(n / b), lastBatch: n - (Math.ceil(n / b) - 1) * b }) },
    { says: 'the last batch is taken to be full', is: (n: number, b: number) => ({ updates: Math.ceil(n / b), lastBatch: b }) },
  ],
  // END SOLUTION
});
