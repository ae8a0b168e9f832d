import { answer, numbers } from 'descent/exercises';

/**
 * The rate of every update of a training: epochs passes of batches updates each, with a rate that begins at start and is multiplied by factor after
 * every epoch. Return them in order, epochs · batches numbers.
 *
 * Here is lecture 2's loop, with lists in the place of a network, and its mistake. Mend it, and take the line with toDo away.
 */
export function ratesOfTraining(epochs: number, batches: number, start: number, factor: number): number[] {
  /* BEGIN PROMPT
  toDo('10.5');
  END PROMPT */
  const rates: number[] = [];
  let rate = start;
  /* BEGIN PROMPT
  Array.from({ length: epochs }, () => {
    Array.from({ length: batches }, () => rates.push(rate));
  });
  rate = rate * factor;
  END PROMPT */
  // BEGIN SOLUTION
  Array.from({ length: epochs }, () => {
    Array.from({ length: batches }, () => rates.push(rate));
    // Once in each epoch, when its updates are made.
    rate *= factor;
  });
  // END SOLUTION
  return rates;
}

const rates = (of: (epoch: number, batch: number, start: number, factor: number, batches: number) => number) =>
  (epochs: number, batches: number, start: number, factor: number): number[] =>
    Array.from({ length: epochs * batches }, (_, k) => of(Math.floor(k / batches), k % batches, start, factor, batches));

export default answer({
  title: 'the planted bug',
  solution: ratesOfTraining,
  gives: numbers,
  hints: [
    'How often does the line that multiplies the rate run, and how often should it?',
    'The rate changes after each epoch: inside the loop over epochs, outside that over batches.',
    'Move rate = rate * factor; up by one line, behind the loop over batches.',
  ],
  cases: [
    { name: 'three epochs of two batches', asks: [[3, 2, 1, 0.5]], hint: '1, 1, then 0.5, 0.5, then 0.25, 0.25' },
    { name: 'four epochs of one batch', asks: [[4, 1, 0.01, 0.9]], hint: 'The second epoch has the first rate times the factor' },
    { name: 'lecture 2\'s twenty epochs', asks: [[20, 3, 0.01, 0.9]], hint: 'The last epoch runs at 0.01 times 0.9 to the power of 19' },
  ],
  random: random => [2 + random.integer(5), 2 + random.integer(4), 0.1 + random.uniform(), 0.3 + 0.6 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the rate falls after every batch, not after every epoch', is: rates((epoch, batch, start, factor, batches) => start * factor ** (epoch * batches + batch)) },
    { says: 'the rate falls before the updates of its epoch, so that the first rate is never used', is: rates((epoch, _, start, factor) => start * factor ** (epoch + 1)) },
    { says: 'the factor is taken off the first rate in every epoch, not multiplied with what is left', is: rates((epoch, _, start, factor) => start * (1 - epoch * (1 - factor))) },
    { says: 'the rate falls once, after the first epoch', is: rates((epoch, _, start, factor) => (epoch === 0 ? start : start * factor)) },
    { says: 'the rate is divided by the factor, and grows', is: rates((epoch, _, start, factor) => start / factor ** epoch) },
  ],
  // END SOLUTION
});
