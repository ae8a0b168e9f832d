import * as tf from '@tensorflow/tfjs';
import { trace, type DescentOptimizer } from '../../src/optimizers';
import { largestError, type Replayed } from './comparison';
import type { Translation } from './torch-arguments';

type Nested = number | readonly Nested[];

/** Given gradients for several tensors of known shapes. */
export interface MatrixProblem {
  readonly kind: 'matrix_gradient_sequence';
  readonly shapes: Readonly<Record<string, number[]>>;
  readonly init: Readonly<Record<string, Nested>>;
  readonly grads: Readonly<Record<string, readonly Nested[]>>;
}

export interface MatrixCase {
  readonly id: string;
  readonly steps: number;
  readonly w: Readonly<Record<string, readonly Nested[]>>;
  readonly tol_w: Readonly<Record<string, number>>;
}

/** Replays a method that treats each named tensor as a whole; the worst of the tensors counts. */
export async function replayMatrices(
  { id, steps, w, tol_w }: MatrixCase,
  problem: MatrixProblem,
  { name: method, make }: Translation,
  float32Allowance: number,
): Promise<Array<Omit<Replayed, 'file'>>> {
  const rows: Array<Omit<Replayed, 'file'>> = [];
  for (const reading of ['float64', 'tensors'] as const) {
    const results = [];
    for (const name of Object.keys(w)) {
      const start = flat(problem.init[name] as Nested);
      const gradients = (problem.grads[name] as readonly Nested[]).map(flat);
      const expected = (w[name] as readonly Nested[]).map(flat);
      const tolerance = (tol_w[name] as number) * (reading === 'float64' ? 1 : float32Allowance);
      const got =
        reading === 'float64'
          ? trace(make(), { start, shape: problem.shapes[name] as number[], gradient: (_, t) => gradients[t - 1] as number[], steps }).map(row => row.w)
          : await onTensors(make(), start, problem.shapes[name] as number[], gradients.slice(0, steps));
      results.push(largestError(got, expected, start.map(() => tolerance)));
    }
    const worst = results.reduce((a, b) => (b.ratio > a.ratio ? b : a));
    rows.push({ id, method, reading, ...worst });
  }
  return rows;
}

async function onTensors(optimizer: DescentOptimizer, start: number[], shape: number[], gradients: readonly number[][]): Promise<ArrayLike<number>[]> {
  const variable = tf.tidy(() => tf.variable(tf.tensor(start, shape)));
  const path: ArrayLike<number>[] = [];
  for (const gradient of gradients) {
    const g = tf.tensor(gradient, shape);
    optimizer.applyGradients({ [variable.name]: g });
    g.dispose();
    path.push(await variable.data());
  }
  optimizer.dispose();
  variable.dispose();
  return path;
}

function flat(nested: Nested): number[] {
  return typeof nested === 'number' ? [nested] : nested.flatMap(flat);
}
