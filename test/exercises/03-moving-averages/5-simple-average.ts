import { answer, numbers } from 'descent/exercises';

/**
 * The mean of the last `window` samples, and of all of them while there are fewer, after each sample. It carries the sum of the window along, so that a
 * step costs the same for any window: the new sample comes in, and the one that has left the window goes out.
 *
 * One line lets the wrong sample go. Find it, mend it, and take the line with toDo away.
 */
export function simpleAverage(values: readonly number[], window: number): number[] {
  /* BEGIN PROMPT
  toDo('3.5');
  END PROMPT */
  let sum = 0;
  return values.map((theta, index) => {
    sum += theta;
    /* BEGIN PROMPT
    if (index >= window) sum -= values[index - window + 1] as number;
    END PROMPT */
    // BEGIN SOLUTION
    // Of a window of two, the third sample pushes out the first.
    if (index >= window) sum -= values[index - window] as number;
    // END SOLUTION
    return sum / Math.min(index + 1, window);
  });
}

// BEGIN SOLUTION NO PROMPT
/** The mean of what is chosen of the samples so far, divided by another number. */
const meanOf = (chosen: (seen: readonly number[], window: number) => readonly number[], by = (seen: number, window: number): number => Math.min(seen, window)) =>
  (values: readonly number[], window: number): number[] =>
    values.map((_, index) => chosen(values.slice(0, index + 1), window).reduce((sum, value) => sum + value, 0) / by(index + 1, window));
// END SOLUTION

export default answer({
  title: 'the planted bug',
  solution: simpleAverage,
  gives: numbers,
  hints: [
    'Follow 4, 8, 6, 10 with a window of two. Which sample must go when the 6 comes?',
    'When the third sample comes, index is 2, and the first sample, of index 0, leaves a window of two.',
    'What leaves is values[index - window].',
  ],
  cases: [
    { name: 'four samples, a window of two', asks: [[[4, 8, 6, 10], 2]], hint: 'When the 6 comes the 4 must go: the mean of 8 and 6 is 7' },
    { name: 'a long window is a plain mean at first', asks: [[[3, 6, 9], 10]], hint: 'While there are fewer samples than the window, divide by how many there are' },
    { name: 'a window of one', asks: [[[5, 2, 7], 1], [[5, 2, 7], 2]], hint: (_: readonly number[], window: number) => (window === 1 ? 'The mean of the last sample is that sample' : 'Of the last two samples, or of the one that there is') },
    { name: 'a constant series comes out as it went in, and a jump is over after the window', asks: [[[2, 2, 2, 2, 2], 3], [[0, 0, 0, 1, 1, 1, 1], 3]], hint: 'Three days after the jump only new samples are in the window' },
  ],
  random: random => [Array.from({ length: 9 }, () => 10 * random.uniform()), 2 + random.integer(4)],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'the sum is divided by the window also while there are fewer samples', is: meanOf((seen, window) => seen.slice(-window), (_, window) => window) },
    { says: 'the window is one sample too long', is: meanOf((seen, window) => seen.slice(-window - 1)) },
    { says: 'the window is one sample too short', is: meanOf((seen, window) => (seen.length < window ? seen : seen.slice(1 - window))) },
    { says: 'nothing ever leaves, and it is the mean of all samples', is: meanOf(seen => seen, seen => seen) },
    { says: 'nothing ever leaves the sum', is: meanOf(seen => seen) },
    { says: 'it is lecture 5\'s mean of the first T samples, which does not move', is: meanOf((seen, window) => seen.slice(0, window)) },
  ],
  // END SOLUTION
});
