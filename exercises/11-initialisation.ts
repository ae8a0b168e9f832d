import { toDo } from 'descent';

/**
 * Exercise 11.1 — drawing a layer.
 *
 * The weights of a relu layer, uniform on [−r, r], with the r that keeps the size of a signal on the way forward.
 *
 * u holds numbers from [0, 1), one for each weight, and nin is the number of inputs of a unit. Return the weights as a list, in the order of u: 0 gives
 * −r, 0.5 gives 0, and a number close to 1 gives nearly r. The variance is written for you. How is r made of it?
 */
export function drawLayer(u: number[], nin: number): number[] {
  const variance = 2 / nin;
  return toDo('11.1');
}

/**
 * Exercise 11.2 — weights for a leaky relu.
 *
 * A leaky relu gives z where z is positive, and slope · z where it is negative. Return the standard deviation of the weights with which a layer of
 * such units, each with nin inputs, keeps the mean square of a signal.
 *
 * z is as often positive as negative. Which share of its mean square is left of each half?
 */
export function leakyWeights(nin: number, slope: number): number {
  return toDo('11.2');
}

/**
 * Exercise 11.3 — what lecture 3’s relu row does.
 *
 * Lecture 3's row for relu has σ = √2 · √(2 / (n_in + n_out)). By which factor does a relu layer with these weights multiply the mean square of a signal
 * on its way forward? Return it as a formula of nin and nout in quotes.
 */
export function reluRow(): string {
  return toDo('11.3');
}

/**
 * Exercise 11.4 — a network that still tells its examples apart.
 *
 * Return { gain, slope } for thirty layers of 100 leaky relus, with weights of standard deviation gain/√100 and the given slope below zero, such that
 *
 * - the signal after layer 30 is between a half and 2, and so is the gradient at the inputs,
 * - the examples still differ by at least half of that signal, and
 * - the layers are not linear: slope is at most 0.8.
 *
 * It is asked of the mean of three draws. With a relu, whose slope is 0, no gain does it. The sliders at the end of the lesson help to look.
 */
export function stillApart(): { gain: number; slope: number } {
  return toDo('11.4');
}

/**
 * Exercise 11.5 — the planted bug.
 *
 * Weights can be given the right size by looking instead of calculating: send examples through a unit and divide its weights by the size of what comes
 * out, so that its outputs have the mean square 1. w are the weights of one linear unit, without a bias, examples a list of inputs, each as long as w.
 *
 * One line is wrong: the outputs come out with another mean square. Mend it, and take the line with toDo away.
 */
export function rescaled(w: number[], examples: number[][]): number[] {
  toDo('11.5');
  const outputs = examples.map(x => x.reduce((sum, value, i) => sum + value * (w[i] ?? 0), 0));
  const meanSquare = outputs.map(z => z ** 2).reduce((sum, square) => sum + square, 0) / outputs.length;
  return w.map(weight => weight / meanSquare);
}
