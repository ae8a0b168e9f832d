import { evaluateFloat64, runFloat64, type Float64 } from '../formula/float64';
import { HyperParameters, type HyperOptions } from './hyper';
import type { Method } from './optimizer';

export interface TraceOptions<Hyper extends string> {
  /** w before the first step. */
  readonly start: ArrayLike<number>;
  /** The gradient at a point, for step t = 1, 2, … */
  readonly gradient: (w: Float64Array, t: number) => ArrayLike<number>;
  readonly steps: number;
  readonly hyper?: HyperOptions<Hyper>;
}

/** One step of a trace. */
export interface TraceStep {
  readonly t: number;
  /** Where the gradient was asked; the weights before the step, or the look-ahead point. */
  readonly at: Float64Array;
  /** Every name of the formula after the step: weights, slots, hyper-parameters, and what the lines computed in between. */
  readonly values: Readonly<Record<string, Float64>>;
  /** The weights after the step. */
  readonly w: Float64Array;
}

/**
 * Runs a method's formula in float64, away from any tensor: the reference for tests and graders, and the table of a lesson's "by hand".
 * Errors: a method whose update is a TypeScript function has no float64 reading.
 */
export function trace<Hyper extends string>(
  method: Method<Hyper>,
  { start, gradient, steps, hyper = {} }: TraceOptions<Hyper>,
): TraceStep[] {
  const { declaration, program, at, initial, slotNames } = method;
  if (program === undefined) throw new Error(`${declaration.name}: its update is a function, so there is no float64 reading to trace`);
  const parameters = new HyperParameters(method, hyper);
  let w: Float64Array = Float64Array.from(start);
  let slots: Record<string, Float64> = {};
  const first = parameters.at(1);
  for (const slot of slotNames) {
    const value = initial.get(slot) ?? 0;
    const given = typeof value === 'number' ? value : evaluateFloat64(value, { w, ...first });
    slots[slot] = typeof given === 'number' && program.kinds.get(slot) === 'tensor' ? new Float64Array(w.length).fill(given) : given;
  }
  const rows: TraceStep[] = [];
  for (let t = 1; t <= steps; t++) {
    const given = { ...parameters.at(t), ...slots, w };
    const point = at === undefined ? w : (evaluateFloat64(at, given) as Float64Array);
    const g = Float64Array.from(gradient(point, t));
    const values = runFloat64(program, { ...given, g, t });
    w = values['w'] as Float64Array;
    slots = Object.fromEntries(slotNames.map(slot => [slot, values[slot] as Float64]));
    rows.push({ t, at: point, values, w });
  }
  return rows;
}
