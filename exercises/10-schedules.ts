import { toDo } from 'descent';

/**
 * Exercise 10.1 — a warm-up into a cosine.
 *
 * The rate of step t = 1, 2, … of a warm-up into a cosine.
 *
 * Up to step warm it rises in a straight line to peak. Then it falls along half a cosine: step warm + 1 is the first of the cosine and has the whole
 * peak, step total + 1 would be the first at 0, and from then on it stays 0. The warm-up is written for you. Return the rate after it.
 *
 * Useful: Math.cos, Math.PI, Math.min. Half a cosine from 1 to 0 is (1 + cos(π s)) / 2, with s from 0 to 1.
 */
export function warmCosine(t: number, peak: number, warm: number, total: number): number {
  if (t <= warm) return (peak * t) / warm;
  return toDo('10.1');
}

/**
 * Exercise 10.2 — the factor for a given end.
 *
 * Exponential decay begins at start in step 1 and is multiplied by one factor in every step. Return the factor with which the rate of step n is end.
 * n is a whole number from 2, and start and end are above 0.
 *
 * How many times has the rate been multiplied when step n begins?
 */
export function factorForEnd(start: number, end: number, n: number): number {
  return toDo('10.2');
}

/**
 * Exercise 10.3 — the rate for a given floor.
 *
 * On ½ λ w² with noisy gradients, descent at a constant rate η settles where the mean square of w is
 *
 *   m = η s² / (λ (2 − η λ)).
 *
 * Return the rate with which it is a share of that, exactly and not only for small rates: share is in (0, 1], and η λ below 2.
 *
 * Call the new rate r. Write down its floor, set it to share times the old one, and solve for r.
 */
export function rateForFloor(eta: number, lambda: number, share: number): number {
  return toDo('10.3');
}

/**
 * Exercise 10.4 — two falls.
 *
 * Return { eta, first, second } for 150 steps in the lesson's ravine, from (−10, 2) and with its noise: the rate is eta up to step first, a fifth of it up
 * to step second, and a twenty-fifth after that. The loss that is to be expected at the end must be below 0.032.
 *
 * eta lies between 0 and 0.08, beyond which a descent leaves the ravine. first and second are whole numbers, first at most second, and second below 150.
 * The sliders at the end of the lesson help to look.
 */
export function twoFalls(): { eta: number; first: number; second: number } {
  return toDo('10.4');
}

/**
 * Exercise 10.5 — the planted bug.
 *
 * The rate of every update of a training: epochs passes of batches updates each, with a rate that begins at start and is multiplied by factor after
 * every epoch. Return them in order, epochs · batches numbers.
 *
 * Here is lecture 2's loop, with lists in the place of a network, and its mistake. Mend it, and take the line with toDo away.
 */
export function ratesOfTraining(epochs: number, batches: number, start: number, factor: number): number[] {
  toDo('10.5');
  const rates: number[] = [];
  let rate = start;
  Array.from({ length: epochs }, () => {
    Array.from({ length: batches }, () => rates.push(rate));
  });
  rate = rate * factor;
  return rates;
}
