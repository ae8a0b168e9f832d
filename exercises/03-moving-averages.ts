import { toDo } from 'descent';

/**
 * Exercise 3.1 — finish the average.
 *
 *   v₀ = 0      v_t = β v_{t−1} + (1 − β) θ_t      v̂_t = v_t / (1 − βᵗ)
 *
 * Given θ₁, θ₂, …, return v̂₁, v̂₂, … The correction is written; make the new v from the old one and from the sample, which is called theta.
 */
export function movingAverage(values: readonly number[], beta: number): number[] {
  let v = 0;
  return values.map((theta, index) => {
    v = toDo('3.1');
    return v / (1 - beta ** (index + 1));
  });
}

/**
 * Exercise 3.2 — the β of a half-life.
 *
 * "A sample should count half as much after h days." Return the β for it. h is above 0, and need not be a whole number.
 *
 * By which factor does the weight of a sample shrink in one day, and by which in h?
 */
export function betaOfHalfLife(h: number): number {
  return toDo('3.2');
}

/**
 * Exercise 3.3 — how much of it is the first sample?
 *
 * How much of the corrected average v̂_t is the first sample, θ₁? Return its weight as a formula of beta and t in quotes; a power is written beta^2.
 *
 * The lesson unrolls v_t. Find the weight of θ₁ there, then correct it.
 */
export function firstSample(): string {
  return toDo('3.3');
}

/**
 * Exercise 3.4 — two memories for one year.
 *
 * The year of the lesson, with weather of 4 degrees. Return { beta, window } with which the exponential average and the simple one each follow the season
 * to within 1.25 degrees: the root of the mean squared distance from it, after the first 60 days.
 *
 * Look for both with the sliders at the end of the lesson. How are the two related?
 */
export function twoMemories(): { beta: number; window: number } {
  return toDo('3.4');
}

/**
 * Exercise 3.5 — the planted bug.
 *
 * The mean of the last `window` samples, and of all of them while there are fewer, after each sample. It carries the sum of the window along, so that a
 * step costs the same for any window: the new sample comes in, and the one that has left the window goes out.
 *
 * One line lets the wrong sample go. Find it, mend it, and take the line with toDo away.
 */
export function simpleAverage(values: readonly number[], window: number): number[] {
  toDo('3.5');
  let sum = 0;
  return values.map((theta, index) => {
    sum += theta;
    if (index >= window) sum -= values[index - window + 1] as number;
    return sum / Math.min(index + 1, window);
  });
}
