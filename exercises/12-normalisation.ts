import { toDo } from 'descent';

/**
 * Exercise 12.1 — the normalisation of a group.
 *
 *   μ = mean(x)        σ² = mean((x − μ)²)        y = γ (x − μ) / √(σ² + ε) + β
 *
 * x is a list of numbers, one group; γ, β and ε, called gamma, beta and epsilon, are numbers. The mean is written: make the variance, and return the
 * list of the y. Leave x as it is.
 */
export function normalise(x: readonly number[], gamma: number, beta: number, epsilon: number): number[] {
  const mu = x.reduce((sum, value) => sum + value, 0) / x.length;
  return toDo('12.1');
}

/**
 * Exercise 12.2 — the ε of a variance.
 *
 * A group has the variance v, above 0. Return the ε with which its variance *after* normalising is s, a number in (0, 1].
 *
 * Write the variance after normalising down, set it to s, and solve for ε.
 */
export function epsilonFor(v: number, s: number): number {
  return toDo('12.2');
}

/**
 * Exercise 12.3 — the way back through RMS.
 *
 * RMS normalisation is x̂ = x / s with s = √(mean(x²) + ε). Given x, ε and h, the gradients of a loss by the x̂, return its gradients by the x.
 *
 * Derive them as the lesson does: by how much does s change when every x_k changes by a small dx_k? And then x̂_i? Which of the two means is left?
 * Leave x and h as they are.
 */
export function rmsBack(x: readonly number[], h: readonly number[], epsilon: number): number[] {
  return toDo('12.3');
}

/**
 * Exercise 12.4 — running statistics from 640 examples.
 *
 * Return { weightOfOld, batchSize } for a running mean that begins at 0, has seen 640 examples with a spread of 1 in batches of 2 to 128 (what is left
 * over is not used), and then has
 *
 *   less than 0.01 of its beginning left:        weightOfOld ^ batches < 0.01
 *   a standard deviation below 0.07:             √((1 − weightOfOld) / (1 + weightOfOld) / batchSize) < 0.07
 *
 * Neither torch's 0.9 nor Keras's 0.99 does it in batches of 32. The sliders at the end of the lesson help to look.
 */
export function runningSettings(): { weightOfOld: number; batchSize: number } {
  return toDo('12.4');
}

/**
 * Exercise 12.5 — the planted bug.
 *
 * Batch normalisation (γ = 1, β = 0): given a batch, a list of examples that are lists of units, return it with every unit normalised over the batch.
 * One thing is as lecture 3 prints it: its mean and its variance are those of the units of an example. Find it, mend it, and take the line with toDo
 * away. Leave the batch as it is.
 */
export function batchNormalise(batch: readonly (readonly number[])[], epsilon: number): number[][] {
  toDo('12.5');
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return batch.map(example => {
    const mu = mean(example);
    const variance = mean(example.map(z => (z - mu) ** 2));
    return example.map(z => (z - mu) / Math.sqrt(variance + epsilon));
  });
}
