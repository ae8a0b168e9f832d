import * as tf from '@tensorflow/tfjs';
import { float64Algebra } from '../../src/optimizers/algebra/float64';
import { cubic, orthogonalized, quintic, type Orthogonalization } from '../../src/optimizers/algebra/polar';
import { tensorAlgebra } from '../../src/optimizers/algebra/tensors';
import { largestError, type Report } from './comparison';

/** A matrix, what Muon's iteration makes of it, and in the papers' recordings its exact polar factor. */
export interface NewtonSchulzCase {
  readonly id: string;
  readonly G: readonly (readonly number[])[];
  readonly ns_steps: number;
  readonly eps: number;
  /** torch's recordings name them, and bound the norm by ε where the papers' add it. */
  readonly ns_coefficients?: readonly [number, number, number];
  readonly out: readonly (readonly number[])[];
  readonly polar?: readonly (readonly number[])[];
}

/**
 * The papers' file states no tolerance. Entries are at most 1.2, a product adds up a handful of them, and each of up to five rounds multiplies
 * an error by up to 3.4 (the polynomial's slope at 0): 3.4⁵ · 10 · 2⁻⁵³ is 5e-13, and in float32 2²⁹ times as much; torch's file states 1e-12.
 * The polar factor loses digits by the matrix's condition, below 100 here.
 */
const tolerance = { float64: 5e-13, tensors: 5e-13 * 2 ** 29 };

/** Replays the iteration alone, in both readings. */
export async function replayNewtonSchulz(cases: readonly NewtonSchulzCase[], report: Report): Promise<void> {
  for (const recorded of cases) {
    const { id, G } = recorded;
    const shape = [G.length, (G[0] as readonly number[]).length];
    for (const { method, how, expected } of forms(recorded)) {
      const exact = orthogonalized({ shape, values: Float64Array.from(G.flat()) }, how, float64Algebra).values;
      const onTensors = tf.tidy(() => orthogonalized(tf.tensor(G.flat(), shape), how, tensorAlgebra));
      const results = { float64: exact, tensors: await onTensors.data() };
      onTensors.dispose();
      for (const reading of ['float64', 'tensors'] as const) {
        report({
          id,
          method,
          reading,
          ...largestError(
            [results[reading]],
            [expected],
            expected.map(() => tolerance[reading]),
          ),
        });
      }
    }
  }
}

function forms({
  ns_steps,
  eps,
  ns_coefficients: own,
  out,
  polar,
}: NewtonSchulzCase): Array<{ method: string; how: Orthogonalization; expected: number[] }> {
  const polynomial = own === undefined ? quintic : { a: own[0], b: own[1], c: own[2] };
  const iteration: Orthogonalization = {
    polynomials: repeated(ns_steps, polynomial),
    epsilon: eps,
    floor: own === undefined ? 'added' : 'least',
  };
  const exact: Orthogonalization = { polynomials: repeated(40, cubic), epsilon: 1e-30 };
  return [
    { method: 'newton-schulz', how: iteration, expected: out.flat() },
    ...(polar === undefined ? [] : [{ method: 'polar factor', how: exact, expected: polar.flat() }]),
  ];
}

function repeated<Value>(times: number, value: Value): Value[] {
  return Array.from({ length: times }, () => value);
}
