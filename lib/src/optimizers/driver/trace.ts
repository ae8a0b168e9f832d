import type { Float64 } from '../../formula/float64';
import { DescentOptimizer } from './descent-optimizer';
import type { HyperOptions } from './hyper';
import type { Method } from './method';
import { knownOptions, type Names } from '../../options';

/** Where a trace starts, and the gradient that it follows. */
export interface TraceOptions<Hyper extends string> {
  /** w before the first step. */
  readonly start: ArrayLike<number>;
  /** The shape of w, for a method that treats it as a matrix. Default a vector. */
  readonly shape?: readonly number[];
  /** The gradient at a point, for step t = 1, 2, … */
  readonly gradient: (w: Float64Array, t: number) => ArrayLike<number>;
  /** How many steps are followed. */
  readonly steps: number;
  /** Of the method; an optimizer that has been made brings its own. */
  readonly hyper?: HyperOptions<Hyper>;
}

const optionNames: Names<TraceOptions<string>> = { start: true, shape: true, gradient: true, steps: true, hyper: true };

/** One step of a trace. */
export interface TraceStep {
  /** The number of the step, from 1. */
  readonly t: number;
  /** Where the gradient was asked; the weights before the step, or the look-ahead point. */
  readonly at: Float64Array;
  /** Every name of the formula after the step: weights, slots, hyper-parameters, and what the lines computed in between. */
  readonly values: Readonly<Record<string, Float64>>;
  /** The weights after the step. */
  readonly w: Float64Array;
}

/**
 * Runs a method, or an optimizer that has been made (a wrapped one, say), in float64, away from any tensor: the reference for tests and
 * graders, and the table of a lesson's "by hand". It starts from the beginning, whatever steps the optimizer has made.
 * Errors: a method whose update is a function on tensors has no float64 reading; one that needs the loss cannot follow a gradient alone.
 */
export function trace<Hyper extends string>(
  of: Method<Hyper> | DescentOptimizer,
  options: TraceOptions<Hyper>,
): TraceStep[] {
  const { start, shape, gradient, steps, hyper } = knownOptions<TraceOptions<Hyper>>('trace', options, optionNames);
  if (of instanceof DescentOptimizer && hyper !== undefined) {
    throw new Error(`trace: ${of.name} has been made and brings its own hyper-parameters; leave hyper out`);
  }
  const optimizer = of instanceof DescentOptimizer ? of : of(hyper);
  const walk = optimizer.walk(start, shape);
  return Array.from({ length: steps }, (_, i) => {
    const t = i + 1;
    const at = walk.at();
    const values = walk.take(walk.ask(point => Float64Array.from(gradient(point, t))));
    return { t, at, values, w: walk.w };
  });
}
