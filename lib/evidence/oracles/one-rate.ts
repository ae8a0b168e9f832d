import * as tf from '@tensorflow/tfjs';
import * as optimizers from '../../src/optimizers';
import type { DescentOptimizer } from '../../src/optimizers';
import { largestError, type Report } from './comparison';
import type { Nested } from './nested';

/** A transformation of gradients in the kit's terms: an optimizer whose step is, at the rate 1, what the library gives for an update. */
export interface Transform {
  readonly make: () => DescentOptimizer;
  /** The library looks at the fixed weights, so the kit starts anew from them at each step. */
  readonly forgets?: boolean;
  readonly comparesLookAhead?: boolean;
}

/** Tensors by name. */
export type Tree = Readonly<Record<string, Nested>>;

/** A file's tolerance: relative, and absolute near zero. */
export interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

/** The method whose step at the rate 1 is the gradient itself. */
export const descent = (): DescentOptimizer => optimizers.gradientDescent({ eta: 1 });

/** What both readings gave for a case, and what was recorded. */
export interface Both {
  readonly id: string;
  readonly method: string;
  readonly call: string;
  readonly float64: ReadonlyArray<ArrayLike<number>>;
  readonly tensors: ReadonlyArray<ArrayLike<number>>;
  readonly expected: ReadonlyArray<readonly number[]>;
  readonly tol: Tolerance;
}

/** A step is a difference of weights, which cost it the last digits of the larger ones: all numbers here are of the order of 1. */
export function compare({ id, method, call, float64, tensors, expected, tol }: Both, report: Report): void {
  const largest = expected.flat().reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const tolerances = (expected[0] ?? []).map(() => tol.abs + tol.rel * largest);
  report({ id, method, call, reading: 'float64', ...largestError(float64, expected, tolerances) });
  // Sixteen roundings of float32, of the largest number: weights and steps are added and taken off again.
  report({
    id,
    method,
    call,
    reading: 'tensors',
    ...largestError(
      tensors,
      expected,
      tolerances.map(() => 16 * 2 ** -24 * largest),
    ),
  });
}

/** The steps of a transformation in float64. */
export function inFloat64(
  { make, forgets = false, comparesLookAhead = false }: Transform,
  start: readonly number[],
  given: ReadonlyArray<readonly number[]>,
): number[][] {
  let walk = make().walk(start);
  const at = (): Float64Array => Float64Array.from(comparesLookAhead ? walk.at() : walk.w);
  return given.map(update => {
    if (forgets) walk = make().walk(start);
    const before = at();
    walk.take(Float64Array.from(update));
    const after = at();
    return Array.from(before, (value, i) => value - (after[i] as number));
  });
}

/** The same on tensors. */
export async function onTensors(
  { make, forgets = false, comparesLookAhead = false }: Transform,
  start: readonly number[],
  given: ReadonlyArray<readonly number[]>,
): Promise<number[][]> {
  let optimizer = make();
  const w = tf.tidy(() => tf.variable(tf.tensor1d([...start])));
  const at = async (): Promise<ArrayLike<number>> => {
    const point = (comparesLookAhead ? optimizer.lookAhead(w) : undefined) ?? w.clone();
    const values = Float32Array.from(await point.data());
    point.dispose();
    return values;
  };
  const steps: number[][] = [];
  for (const update of given) {
    if (forgets) {
      optimizer.dispose();
      optimizer = make();
      const first = tf.tensor1d([...start]);
      w.assign(first);
      first.dispose();
    }
    const before = await at();
    const g = tf.tensor1d([...update]);
    optimizer.applyGradients({ [w.name]: g });
    g.dispose();
    const after = await at();
    steps.push(Array.from(before, (value, i) => value - (after[i] as number)));
  }
  optimizer.dispose();
  w.dispose();
  return steps;
}
