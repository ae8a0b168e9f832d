/**
 * Exercise 2.1 — the step of a batch.
 *
 *   w ← w − η · (the mean slope of the batch)
 *
 * `slopes` holds the slope of every example's loss at w, and `batch` the numbers of the examples that have been drawn, from 0: slopes[batch[0]] is
 * the first one's. Return the new weight. Leave both lists as they are.
 */
export function batchStep(w: number, slopes: readonly number[], batch: readonly number[], eta: number): number {
  let sum = 0;
  for (const example of batch) {
    sum += slopes[example] as number;
  }
  // Against the mean slope, of as many as there are in this batch.
  return w - (eta * sum) / batch.length;
}

/**
 * Exercise 2.2 — the updates of an epoch.
 *
 * One epoch goes once over n examples, in batches of b, and what is left over is a batch, too. Return { updates, lastBatch }: how many updates of the
 * weights the epoch makes, and how many examples are in the last batch. n and b are whole numbers from 1 up, and b is at most n.
 */
export function epochPlan(n: number, b: number): { updates: number; lastBatch: number } {
  // All batches but the last are full.
  const updates = Math.ceil(n / b);
  return { updates, lastBatch: n - (updates - 1) * b };
}

/**
 * Exercise 2.3 — the batch for a given noise.
 *
 * The mean of a batch, drawn from n examples without putting back, is to be off by only a share r of what one example is off by, in standard
 * deviation: r = 0.5 is half the noise. Return the batch size b. It need not be a whole number; n is at least 2, r is above 0 and at most 1.
 *
 * The lesson has the variance of a batch. Set it equal to r² σ², and solve for b.
 */
export function batchForNoise(n: number, r: number): number {
  // (n − b) / (b (n − 1)) = r², so n − b = b (n − 1) r².
  return n / (1 + (n - 1) * r ** 2);
}

/**
 * Exercise 2.4 — a machine that takes eight at once.
 *
 * A machine computes eight gradients at once, so that a batch smaller than 8 wastes it. 400 gradients of single examples are paid for; one example's
 * is off by noise of standard deviation 5 on each weight. Return { b, eta } with which gradient descent, from (−10, 2) in a ravine with the curvatures
 * 1 and 20, ends within 0.5 of the bottom: that is the root of the mean squared distance over 20 draws.
 *
 * Look for it with the sliders at the end of the lesson. How does η go along with b, and how far can it?
 */
export function eightAtOnce(): { b: number; eta: number } {
  // At b = 1 a rate of about 0.01 is best, so at 8 about 0.08; the ravine allows 2/20.
  return { b: 8, eta: 0.08 };
}

/**
 * Exercise 2.5 — the planted bug.
 *
 * Each of the examples a wants the weight to be a: its loss is ½ (w − a)². This should go once over them in the given order, which has been shuffled, in
 * batches of batchSize, a step of gradient descent on each batch's mean loss, and return the weight that comes out.
 *
 * One line is as lecture 5 has it, and wrong for some batches. Find it, mend it, and take the line with toDo away.
 */
export function oneEpoch(start: number, examples: readonly number[], order: readonly number[], batchSize: number, eta: number): number {
  let w = start;
  for (let from = 0; from < order.length; from += batchSize) {
    const batch = order.slice(from, from + batchSize);
    const slopes = batch.map(example => w - (examples[example] as number));
    const sum = slopes.reduce((all, slope) => all + slope, 0);
    // The last batch may be shorter, and is divided by what it holds.
    w = w - (eta / batch.length) * sum;
  }
  return w;
}
