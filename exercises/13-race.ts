import { toDo } from 'descent';

/**
 * Exercise 13.1 — the best rate.
 *
 * The search of a fair race: at each of some rates a method was run from several starts, and losses[k] holds the losses of the runs at rates[k]; a
 * run that diverged counts as Infinity. Return the rate whose median loss is lowest. The number of starts is odd, and no two medians are equal.
 *
 * The median is here. Finish the choice.
 */
export function bestRate(rates: readonly number[], losses: readonly (readonly number[])[]): number {
  const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[(list.length - 1) / 2] as number;
  const medians = losses.map(median);
  return toDo('13.1');
}

/**
 * Exercise 13.2 — how long a saddle holds.
 *
 * Gradient descent near a saddle: across the ridge the loss is −λ y² / 2, so each step makes y to y + η λ y. It starts y0 beside the ridge, 0 < y0 < 1.
 * Return after how many steps y is at 1 or beyond for the first time: a whole number.
 *
 * Where is y after t steps? Solve for t, and mind that steps are whole.
 */
export function stepsToLeave(y0: number, eta: number, lambda: number): number {
  return toDo('13.2');
}

/**
 * Exercise 13.3 — the noise that breaks the symmetry.
 *
 * Gradient descent stands exactly on the ridge of a saddle, y = 0, where across the ridge the loss is −λ y² / 2. In the first step alone the gradient
 * of y is wrong by σ, which pushes it off the ridge; all later gradients are exact. Return the σ > 0 with which |y| is exactly 1 after n steps, n from 1 up.
 *
 * Where is y after the first step, and by what is it multiplied in each of the others?
 */
export function noiseToLeave(n: number, eta: number, lambda: number): number {
  return toDo('13.3');
}

/**
 * Exercise 13.4 — over the wall of a trap.
 *
 * Return { eta, gamma } with which momentum, from (1.9, 0.9) in the basin of the camel's worst trap, is below a loss of −1.03 after 100 steps, that is,
 * at the bottom of one of the two deepest hollows. `eta` may be 0.01 at most: there gradient descent stays in the trap. The sliders at the end of the
 * lesson help to look.
 */
export function overTheWall(): { eta: number; gamma: number } {
  return toDo('13.4');
}

/**
 * Exercise 13.5 — an unfair race.
 *
 * search[m][k] holds the losses of method m at rate k on the search starts, fresh[m][k] those on fresh starts. Each method is to run at its own best
 * rate, the one with the lowest median on the search starts; what counts is its median on the fresh ones. Return one number for each method. All
 * lists have an odd length, and no two medians are equal.
 *
 * The race as it stands is unfair. Find the reason, mend it, and take the line with toDo away.
 */
export function fairRace(search: readonly (readonly (readonly number[])[])[], fresh: readonly (readonly (readonly number[])[])[]): number[] {
  toDo('13.5');
  const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[(list.length - 1) / 2] as number;
  const lowest = (list: readonly number[]): number => list.indexOf(Math.min(...list));
  return search.map((rates, m) => {
    const best = lowest((search[0] ?? rates).map(median));
    return median(fresh[m]?.[best] ?? []);
  });
}
