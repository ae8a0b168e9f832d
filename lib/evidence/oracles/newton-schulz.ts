import * as tf from '@tensorflow/tfjs';
import { float64Algebra } from '../../src/optimizers/algebra/float64';
import { cubic, orthogonalized, quintic } from '../../src/optimizers/algebra/polar';
import { tensorAlgebra } from '../../src/optimizers/algebra/tensors';
import { largestError, type Replayed } from './comparison';

/** A matrix, what Muon's iteration makes of it, and its exact polar factor. */
export interface NewtonSchulzCase {
  readonly id: string;
  readonly G: readonly (readonly number[])[];
  readonly ns_steps: number;
  readonly eps: number;
  readonly out: readonly (readonly number[])[];
  readonly polar: readonly (readonly number[])[];
}

/**
 * The file states no tolerance. Entries are at most 1.2, a product adds up a handful of them, and each of up to five rounds multiplies an error by
 * up to 3.4 (the polynomial's slope at 0): 3.4⁵ · 10 · 2⁻⁵³ is 5e-13, and in float32 2²⁹ times as much. The polar factor loses digits by the matrix's
 * condition, below 100 here.
 */
const tolerance = { float64: 5e-13, tensors: 5e-13 * 2 ** 29 };

export async function replayNewtonSchulz(cases: readonly NewtonSchulzCase[], report: (row: Omit<Replayed, 'file'>) => void): Promise<void> {
  for (const { id, G, ns_steps, eps, out, polar } of cases) {
    const shape = [G.length, (G[0] as readonly number[]).length];
    const forms = [
      { method: 'newton-schulz', rounds: ns_steps, epsilon: eps, polynomial: quintic, expected: out.flat() },
      { method: 'polar factor', rounds: 40, epsilon: 1e-30, polynomial: cubic, expected: polar.flat() },
    ];
    for (const { method, rounds, epsilon, polynomial, expected } of forms) {
      const exact = orthogonalized({ shape, values: Float64Array.from(G.flat()) }, rounds, epsilon, polynomial, float64Algebra).values;
      const onTensors = tf.tidy(() => orthogonalized(tf.tensor(G.flat(), shape), rounds, epsilon, polynomial, tensorAlgebra));
      const results = { float64: exact, tensors: await onTensors.data() };
      onTensors.dispose();
      for (const reading of ['float64', 'tensors'] as const) {
        report({ id, method, reading, ...largestError([results[reading]], [expected], expected.map(() => tolerance[reading])) });
      }
    }
  }
}
