import { evaluateFloat64 } from '../../../src/formula/float64';
import { TensorData } from '../../../src/notebook/tensor-data';
import type { Method } from '../../../src/optimizers';
import type { Given } from '../../subject/subject';
import type { Player } from '../exercise';

/** Steps of an update from a start, with the gradient and the hyper-parameters of each step given, so that no step depends on the one before. */
export interface Run {
  readonly start: TensorData;
  readonly gradients: readonly TensorData[];
  /** The hyper-parameters of each step. */
  readonly hyper: readonly Readonly<Record<string, number>>[];
  /** The number of the first step; default 1. */
  readonly from?: number;
}

/** The same hyper-parameters for every step, except those that a list gives a value of its own for each. */
export function hyperOf(steps: number, values: Readonly<Record<string, number | readonly number[]>>): Readonly<Record<string, number>>[] {
  return Array.from({ length: steps }, (_, step) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? value : (value[step] as number)])),
  );
}

/** The state before the first step: every slot as the method declares it. */
export function firstState(method: Method, { start, hyper }: Run): Readonly<Record<string, TensorData>> {
  return Object.fromEntries([...method.initial].map(([slot, first]) => {
    const value = typeof first === 'number' ? first : evaluateFloat64(first, { ...hyper[0], w: Float64Array.from(start.values) });
    const values = typeof value === 'number' ? start.values.map(() => value) : Array.from(value);
    return [slot, new TensorData(values, start.shape)];
  }));
}

/** What the function is given in one step of a run. */
export function stepOf({ gradients, hyper, from = 1 }: Run, index: number, state: Readonly<Record<string, Given>>): readonly Given[] {
  return [{ ...state, g: gradients[index] as TensorData, t: from + index }, hyper[index] as Readonly<Record<string, number>>];
}

/** The weights after each step, with the state that the function itself has returned handed back to it. Ends where `go` says so. */
export async function weightsAlong(method: Method, run: Run, step: Player, go: (w: TensorData, index: number) => boolean = () => true): Promise<TensorData[]> {
  let state: Readonly<Record<string, Given>> = { w: run.start, ...firstState(method, run) };
  const path: TensorData[] = [];
  for (const index of run.gradients.keys()) {
    state = (await step(stepOf(run, index, state))) as Readonly<Record<string, TensorData>>;
    const w = state['w'] as TensorData;
    path.push(w);
    if (!go(w, index)) break;
  }
  return path;
}
