import { answer, number } from 'descent/exercises';

/**
 * The loss of one weight is c (w − a)² / 2: its curvature is c, and its minimum a. Lecture 2 adds λ w² to it, without a half. Return the weight at
 * which gradient descent, and Adam as well, comes to rest. c, a and λ are called curvature, minimum and lambda; c is above 0, λ 0 or more.
 */
export function penalisedEnd(curvature: number, minimum: number, lambda: number): number {
  // BEGIN SOLUTION
  // c (w − a) + 2 λ w = 0.
  return (curvature * minimum) / (curvature + 2 * lambda);
  // END SOLUTION
}

export default answer({
  title: 'where the penalty ends',
  solution: penalisedEnd,
  gives: number,
  hints: [
    'It rests where the slope of the whole loss is zero, penalty included.',
    'The slope of λ w² is 2 λ w, that of the rest c (w − a).',
    'c (w − a) + 2 λ w = 0; collect w.',
  ],
  cases: [
    { name: 'without a penalty, and with one', asks: [[3, 2, 0], [1, 1, 0.5]], hint: 'Without a penalty it is the minimum; with one, the slopes of loss and penalty add up to 0 there' },
    { name: 'a flat and a steep loss', asks: [[1, 1, 1], [25, 1, 1]], hint: (a: number) => `With the half of torch this would be ${a === 1 ? '0.5' : '0.962'}; without it the pull is twice as large` },
    { name: 'a minimum below zero', asks: [[4, -3, 2], [0.5, -2, 0.1]], hint: 'The pull is towards zero from either side' },
  ],
  properties: [
    {
      name: 'the slope of the whole loss is zero there',
      asks: [[2, 5, 0.3], [10, -1, 4]],
      holds: (w: number, curvature: number, minimum: number, lambda: number) => {
        const slope = curvature * (w - minimum) + 2 * lambda * w;
        // Of a float32 weight the slope has six digits.
        return Math.abs(slope) < 1e-4 ? undefined : `at w = ${Number(w.toPrecision(4))} the slope of the whole loss is ${Number(slope.toPrecision(4))}`;
      },
    },
  ],
  random: random => [0.5 + 5 * random.uniform(), 1 + 3 * random.uniform(), 0.1 + 2 * random.uniform()],
  // BEGIN SOLUTION NO PROMPT
  wrong: [
    { says: 'it is the end for torch\'s penalty, which has the half', is: (c: number, a: number, lambda: number) => (c * a) / (c + lambda) },
    { says: 'it is the minimum without the penalty', is: (_: number, a: number) => a },
    { says: 'the curvature is missing, as if it were 1', is: (_: number, a: number, lambda: number) => a / (1 + 2 * lambda) },
    { says: 'the pull turns away from zero', is: (c: number, a: number, lambda: number) => (c * a) / (c - 2 * lambda) },
    { says: 'the minimum is missing, as if it were 1', is: (c: number, _: number, lambda: number) => c / (c + 2 * lambda) },
    { says: 'the curvature is missing above the line', is: (c: number, a: number, lambda: number) => a / (c + 2 * lambda) },
    { says: 'the factor 2 belongs to the penalty alone, and not to the curvature', is: (c: number, a: number, lambda: number) => (c * a) / (2 * (c + lambda)) },
    { says: 'curvature and minimum are swapped below the line', is: (c: number, a: number, lambda: number) => (c * a) / (a + 2 * lambda) },
    { says: 'the penalty\'s half is counted twice: it is as if λ were halved', is: (c: number, a: number, lambda: number) => (c * a) / (c + lambda / 2) },
    { says: 'it is upside down', is: (c: number, a: number, lambda: number) => (c + 2 * lambda) / (c * a) },
    { says: 'it is how far the minimum is moved, not where it is', is: (c: number, a: number, lambda: number) => (2 * lambda * a) / (c + 2 * lambda) },
    { says: 'the factor 1 − 2λ of one step is taken for the end', is: (_: number, a: number, lambda: number) => (1 - 2 * lambda) * a },
  ],
  // END SOLUTION
});
