import { toDo } from 'descent';

/**
 * Exercise 14.1 — the secant step.
 *
 *   c = (g − g₋) / (w − w₋)        w⁺ = w − g / c
 *
 * One weight: it is at w, where the gradient is g; a move before it was at wBefore, where the gradient was gBefore. Return where the secant step leads:
 * Newton's step, with the curvature that the two gradients tell.
 */
export function secantStep(w: number, g: number, wBefore: number, gBefore: number): number {
  return toDo('14.1');
}

/**
 * Exercise 14.2 — Newton where the bottom is flat.
 *
 * f(w) = wᵖ for an even p of 2 or more. At p = 2 Newton's step arrives at once; where the bottom is flatter, it does not. Return the number by which
 * one step of Newton multiplies w.
 *
 * Write down the slope and the curvature, divide, and see what is left of w.
 */
export function newtonFactor(p: number): number {
  return toDo('14.2');
}

/**
 * Exercise 14.3 — one rate from two gradients.
 *
 * The poorest memory is one number: a rate η for all directions, with 1/η in the place of the matrix A of the curvatures. For a move s and the change y
 * of the gradient, lists of one length, y = A s then asks for y = s / η, which no η satisfies exactly. Return the η for which s / η comes nearest to y:
 * the squared distance |y − s / η|² must be least.
 *
 * Call 1/η by a name of its own, say c, differentiate by c, and set to zero. Leave s and y as they are.
 */
export function secantRate(s: readonly number[], y: readonly number[]): number {
  return toDo('14.3');
}

/**
 * Exercise 14.4 — without a search and without a leap.
 *
 * Return { eta, longest } with which L-BFGS with one pair and no line search, from (−1.2, 1) in Rosenbrock's valley, never sees a loss above the one it
 * started from, and is below 1e-4 after 60 gradients. `eta` is the share of each step that is taken, and no move is longer than `longest`. With the
 * whole step and no bound it leaps to a loss of more than a million; the sliders at the end of the lesson help to look.
 */
export function noLeap(): { eta: number; longest: number } {
  return toDo('14.4');
}

/**
 * Exercise 14.5 — the planted bug.
 *
 *   on the way in:    a_k = s_k·q / s_k·y_k,   q ← q − a_k y_k
 *   in the middle:    r = θ q,   θ = s·y / y·y of the newest pair
 *   on the way out:   r ← r + (a_k − y_k·r / s_k·y_k) s_k
 *
 * The direction −r of L-BFGS, from a gradient g and at least one pair: s and y are lists of vectors, the oldest first. One loop runs over
 * the pairs in the wrong order. Find it, mend it, and take the line with toDo away. Leave what is given as it is.
 */
export function direction(g: readonly number[], s: readonly (readonly number[])[], y: readonly (readonly number[])[]): number[] {
  toDo('14.5');
  const dot = (one: readonly number[], other: readonly number[]): number => one.reduce((sum, value, i) => sum + value * (other[i] as number), 0);
  const pairs = s.map((move, k) => ({ move, change: y[k] as readonly number[], a: 0 }));
  const newestFirst = [...pairs].reverse();
  let q: readonly number[] = g;
  newestFirst.forEach(pair => {
    const { move, change } = pair;
    pair.a = dot(move, q) / dot(move, change);
    q = q.map((value, i) => value - pair.a * (change[i] as number));
  });
  const theta = newestFirst.slice(0, 1).map(({ move, change }) => dot(move, change) / dot(change, change))[0] ?? 1;
  let r = q.map(value => theta * value);
  newestFirst.forEach(({ move, change, a }) => {
    const b = dot(change, r) / dot(move, change);
    r = r.map((value, i) => value + (a - b) * (move[i] as number));
  });
  return r.map(value => -value);
}
