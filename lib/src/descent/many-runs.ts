import * as tf from '@tensorflow/tfjs';
import type { Formula } from '../formula/check';
import { evaluateTensors, runTensors, type TensorValue } from '../formula/tensors';
import type { HyperValue, Method } from '../optimizers';
import { HyperParameters } from '../optimizers/driver/hyper';
import { owned } from '../optimizers/driver/ownership';
import type { Point, Surface } from '../surfaces';
import { coordinates } from './joint-program';
import { readyProgram, type ReadyProgram } from './ready-program';
import { knownOptions, type Names } from '../options';

/** How many runs at once are made. */
export interface ManyRunsOptions {
  /** Where each run begins, or one point where all do. Default the surface's first start. */
  readonly starts?: readonly Point[] | Point;
  /** Steps of every run, a whole number from 1 up. Default 100. */
  readonly steps?: number;
  /** Hyper-parameters: a number or schedule for all runs, or a list with one number for each run. */
  readonly hyper?: Readonly<Record<string, HyperValue | readonly number[] | Float32Array>>;
  /** The steps after which the points are kept, besides the last. Default none. */
  readonly keep?: readonly number[];
  /** Called after the first step, then about ten times a second; may be asynchronous. */
  readonly onProgress?: (done: number, steps: number) => void | Promise<void>;
  /** Ends the runs after the step in progress, with an error: those that are under way have not arrived where they would. */
  readonly signal?: AbortSignal;
}

const optionNames: Names<ManyRunsOptions> = { starts: true, steps: true, hyper: true, keep: true, onProgress: true, signal: true };

/** Where the runs were after one of their steps. */
export interface Positions {
  /** The number of steps that had been made. */
  readonly step: number;
  /** The first weight of each run. */
  readonly x: Float32Array;
  /** The second weight of each run. */
  readonly y: Float32Array;
  /** The loss of each run. */
  readonly loss: Float32Array;
}

/**
 * Runs a method on a surface from many points, or with many hyper-parameters, at once: each tensor has one entry per run, so ten thousand runs
 * cost little more than one. For maps of basins, and of rates against decays. A run that leaves every bound ends as Infinity or NaN.
 *
 * Float32, on the active backend; `trace` and `descend` follow one run in float64. Errors: a method or surface that is no formula; lists of
 * different lengths; a hyper-parameter that is unknown or outside its interval; a signal that ends it.
 */
export async function manyRuns(surface: Surface, method: Method, options: ManyRunsOptions = {}): Promise<Positions[]> {
  const { steps = 100, keep = [], onProgress, signal } = knownOptions('many runs', options, optionNames);
  const { formula: loss, parameters } = surface;
  if (loss === undefined) throw new Error(`many runs: ${surface.name} is no formula, so its runs cannot be joined into one`);
  if (!Number.isInteger(steps) || steps < 1) throw new Error(`many runs: steps must be a whole number from 1 up, got ${steps}`);
  const wrong = keep.find(step => !Number.isInteger(step) || step < 1 || step > steps);
  if (wrong !== undefined) throw new Error(`many runs: keep must hold whole numbers from 1 to ${steps}, got ${wrong}`);
  const { starts, lists, hyper } = settled(surface, method, options);
  const joint = readyProgram(method, loss, Object.keys(lists));
  const scalarsAt = (t: number): Record<string, number> => ({ ...parameters, ...without(hyper.at(t), lists), t });
  const perRun = tf.tidy(() => Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, tf.tensor1d(Float32Array.from(values))])));
  const step = stepper(joint);
  let state = tf.tidy(() => firstState(joint, starts, { ...scalarsAt(1), ...perRun }));
  const kept = new Set([...keep, steps]);
  const positions: Positions[] = [];
  let yielded = -Infinity;
  try {
    for (let t = 1; t <= steps; t++) {
      const next = step({ ...scalarsAt(t), ...perRun, ...state });
      for (const [name, value] of Object.entries(state)) if (value instanceof tf.Tensor && value !== next[name]) value.dispose();
      state = next;
      if (kept.has(t)) positions.push(await positionsAt(t, state, loss, parameters));
      const now = performance.now();
      if (now - yielded < 100) continue;
      await onProgress?.(t, steps);
      // So that an interrupt is heard.
      await new Promise(resolve => setImmediate(resolve));
      yielded = performance.now();
      if (signal?.aborted) throw new Error(`many runs: stopped after ${t} of ${steps} steps`);
    }
    return positions;
  } finally {
    tf.dispose([perRun, Object.values(state).filter(value => value instanceof tf.Tensor)]);
  }
}

/** One step of all runs: a fused kernel over memory that nobody else sees, or the tensor reading. */
function stepper({ program, slots, kernel: kept }: ReadyProgram): (values: State) => State {
  const names = [...coordinates, ...slots];
  const kernel = kept.get();
  if (kernel) {
    const places = names.map(name => [name, kernel.names.indexOf(name)] as const);
    return values => {
      const list = kernel.names.map(name => values[name] as TensorValue);
      kernel.step(list);
      return Object.fromEntries(places.map(([name, at]) => [name, list[at] as TensorValue]));
    };
  }
  return values => tf.tidy(() => owned('many runs', runTensors(program, values), names, Object.values(values)));
}

type State = Record<string, TensorValue>;
type Lists = Readonly<Record<string, ArrayLike<number>>>;

/** Starts and lists of one length, and the hyper-parameters that all runs share. */
function settled(
  surface: Surface,
  method: Method,
  { starts = surface.starts[0] as Point, hyper = {} }: ManyRunsOptions,
): { starts: readonly Point[]; lists: Lists; hyper: HyperParameters } {
  const lists: Record<string, ArrayLike<number>> = {};
  const shared: Record<string, HyperValue> = {};
  for (const [name, value] of Object.entries(hyper)) {
    if (typeof value === 'object') lists[name] = value;
    else shared[name] = value;
  }
  if ('groups' in hyper) throw new Error('many runs: groups are for variables, of which a surface has none; give a list with one number for each run');
  if (starts.length === 0) throw new Error('many runs: starts must hold at least one point, got none');
  const points = typeof starts[0] === 'number' ? undefined : (starts as readonly Point[]);
  const lengths = Object.fromEntries(Object.entries(lists).map(([name, { length }]) => [name, length]));
  const counts = { ...(points && { starts: points.length }), ...lengths };
  const [first = ['starts', 1] as const, ...others] = Object.entries(counts);
  const other = others.find(([, length]) => length !== first[1]);
  if (other) throw new Error(`many runs: ${other[0]} must have as many entries as ${first[0]}, ${first[1]}, got ${other[1]}`);
  // Whatever a list holds must be legal for the method too.
  for (const [name, values] of Object.entries(lists)) {
    for (const value of Array.from(values)) new HyperParameters(method.declaration, { [name]: value });
  }
  return { starts: points ?? Array.from({ length: first[1] }, () => starts as Point), lists, hyper: new HyperParameters(method.declaration, shared) };
}

function firstState({ initial, program }: ReadyProgram, starts: readonly Point[], scope: State): State {
  const weights: State = { x: tf.tensor1d(starts.map(([x]) => x)), y: tf.tensor1d(starts.map(([, y]) => y)) };
  const slots = [...initial].map(([slot, first]): [string, TensorValue] => {
    const value = typeof first === 'number' ? first : evaluateTensors(first, { ...scope, ...weights });
    if (typeof value !== 'number') return [slot, value.clone()];
    return [slot, program.kinds.get(slot) === 'tensor' ? tf.fill([starts.length], value) : value];
  });
  return { ...weights, ...Object.fromEntries(slots) };
}

async function positionsAt(step: number, state: State, loss: Formula, parameters: Readonly<Record<string, number>>): Promise<Positions> {
  const { x, y } = state as { x: tf.Tensor; y: tf.Tensor };
  const value = tf.tidy(() => evaluateTensors(loss, { ...parameters, x, y }) as tf.Tensor);
  // Copies, because the next step may write where these were read.
  const copyOf = async (tensor: tf.Tensor): Promise<Float32Array> => Float32Array.from(await tensor.data());
  const [xs, ys, losses] = [await copyOf(x), await copyOf(y), await copyOf(value)];
  value.dispose();
  return { step, x: xs, y: ys, loss: losses };
}

function without(values: Record<string, number>, lists: Lists): Record<string, number> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !Object.hasOwn(lists, name)));
}
