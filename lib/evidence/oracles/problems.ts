import * as tf from '@tensorflow/tfjs';
import type { Problem } from './recorded';

/** The gradient of a recorded problem in float64. */
export function gradientOf(problem: Problem, maximize: boolean): (w: Float64Array, t: number) => Float64Array {
  const plain = plainGradient(problem);
  return (w, t) => plain(w, t).map(g => (maximize ? -g : g));
}

/** The loss whose gradient that is, on tensors. A recorded sequence of gradients becomes the loss w·g. */
export function lossOf(problem: Problem, maximize: boolean, w: tf.Variable, t: number): tf.Scalar {
  const plain = plainLoss(problem, w, t);
  return (maximize ? tf.neg(plain) : plain) as tf.Scalar;
}

/** The loss of a recorded problem in float64. */
export function lossAt(problem: Problem, w: Float64Array, t: number): number {
  const at = (i: number): number => w[i] as number;
  switch (problem.kind) {
    case 'gradient_sequence':
      return (problem.grads[t - 1] as readonly number[]).reduce((sum, g, i) => sum + g * at(i), 0);
    case 'rosenbrock':
      return (problem.a - at(0)) ** 2 + problem.b * (at(1) - at(0) ** 2) ** 2;
    case 'quadratic':
      return problem.A.reduce(
        (sum, row, i) => sum + row.reduce((inner, entry, j) => inner + entry * at(j), 0) * at(i) * 0.5 - (problem.b[i] as number) * at(i),
        0,
      );
  }
}

function plainGradient(problem: Problem): (w: Float64Array, t: number) => Float64Array {
  switch (problem.kind) {
    case 'gradient_sequence':
      return (_, t) => Float64Array.from(problem.grads[t - 1] as readonly number[]);
    case 'rosenbrock': {
      const { a, b } = problem;
      return w => {
        const [x, y] = [w[0] as number, w[1] as number];
        return Float64Array.of(-2 * (a - x) - 4 * b * x * (y - x * x), 2 * b * (y - x * x));
      };
    }
    case 'quadratic': {
      const { A, b } = problem;
      return w => Float64Array.from(A, (row, i) => row.reduce((sum, entry, j) => sum + entry * (w[j] as number), 0) - (b[i] as number));
    }
    default:
      throw new Error(`oracles: unknown problem "${String((problem as { kind: unknown }).kind)}"`);
  }
}

function plainLoss(problem: Problem, w: tf.Variable, t: number): tf.Tensor {
  switch (problem.kind) {
    case 'gradient_sequence':
      return tf.sum(tf.mul(w, tf.tensor1d([...(problem.grads[t - 1] as readonly number[])])));
    case 'rosenbrock': {
      const [x, y] = tf.unstack(w) as [tf.Tensor, tf.Tensor];
      return tf.add(tf.square(tf.sub(problem.a, x)), tf.mul(problem.b, tf.square(tf.sub(y, tf.square(x)))));
    }
    case 'quadratic': {
      const matrix = tf.tensor2d(problem.A.map(row => [...row]));
      const column = tf.reshape(w, [-1, 1]);
      return tf.sub(tf.mul(0.5, tf.sum(tf.mul(column, tf.matMul(matrix, column)))), tf.sum(tf.mul(w, tf.tensor1d([...problem.b]))));
    }
  }
}
