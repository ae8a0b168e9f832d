import * as tf from '@tensorflow/tfjs';
import { logistic, logisticHessian, logisticOnTensors } from '../../src/losses';
import { largest } from '../../src/extremes';
import { largestError, type Report, type Row } from './comparison';
import { numbersOf } from './nested';

/** Deck 003's logistic loss at some weights of a linear score. */
export interface LogisticCase {
  readonly id: string;
  readonly X: number[][];
  readonly y: number[];
  readonly points: ReadonlyArray<{
    w: number[];
    b: number;
    value: number;
    grad_w: number[];
    grad_b: number;
    readonly hessian?: readonly number[][];
  }>;
}

/** Replays its value, gradients and Hessian; the worst point counts. */
export async function replayLogistic(recorded: LogisticCase, { rel, abs }: { readonly rel: number; readonly abs: number }, report: Report): Promise<void> {
  const row = { id: recorded.id, method: 'logistic loss' };
  const data = { x: recorded.X, y: recorded.y };
  const rows: Row[] = [];
  for (const { w, b, value, grad_w, grad_b, hessian } of recorded.points) {
    const { loss, gradW, gradB } = logistic(data, w, b);
    const expected = [value, ...grad_w, grad_b];
    const curved = hessian ? { got: logisticHessian(data, w, b).flat(), expected: hessian.flat() } : { got: [], expected: [] };
    const all = [...expected, ...curved.expected];
    rows.push({
      ...row,
      reading: 'float64',
      ...largestError(
        [[loss, ...gradW, gradB, ...curved.got]],
        [all],
        all.map(number => abs + rel * Math.abs(number)),
      ),
    });
    // A margin is a sum of products: each is rounded at its own size, and the loss and its gradient pass that on times the features.
    const [feature, weight] = [largest(data.x.flat().map(Math.abs), 1), largest([...w, b].map(Math.abs), 1)];
    const bound = 32 * 2 ** -24 * data.y.length * feature * feature * weight * (w.length + 1);
    rows.push({
      ...row,
      reading: 'tensors',
      ...largestError(
        [await logisticTensors(data, w, b)],
        [expected],
        expected.map(() => bound),
      ),
    });
  }
  for (const reading of ['float64', 'tensors'] as const) {
    report(rows.filter(point => point.reading === reading).reduce((a, b) => (b.ratio > a.ratio ? b : a)));
  }
}

async function logisticTensors({ x, y }: { x: number[][]; y: number[] }, w: number[], b: number): Promise<number[]> {
  const results = await numbersOf(() => {
    const [features, labels] = [tf.tensor2d(x), tf.tensor1d(y)];
    const f = (weights: tf.Tensor, bias: tf.Tensor): tf.Scalar =>
      logisticOnTensors(tf.add(tf.reshape(tf.matMul(features, tf.reshape(weights, [-1, 1])), [-1]), bias), labels);
    const { value, grads } = tf.valueAndGrads(f)([tf.tensor1d(w), tf.scalar(b)]);
    return [value, ...grads];
  });
  return results.flat();
}
