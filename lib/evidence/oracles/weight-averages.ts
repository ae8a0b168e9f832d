import * as tf from '@tensorflow/tfjs';
import type { DescentOptimizer } from '../../src/optimizers';
import { emaWeights, swa } from '../../src/wrappers';
import type { Report } from './comparison';
import { compare, descent, type Tolerance } from './one-rate';
import { casesOf, type Content } from './recorded';

interface AverageCase {
  readonly id: string;
  readonly args: { readonly decay?: number };
  readonly weights: ReadonlyArray<readonly number[]>;
  readonly average: ReadonlyArray<readonly number[]>;
}

/** Replays torch's averages of weights: plain descent at the rate 1 is led along the recorded weights, and the average beside it is compared. */
export async function replayAverages(content: Content, report: Report): Promise<void> {
  const tol = content['tol'] as Tolerance;
  for (const { id, args, weights, average } of casesOf<AverageCase>(content)) {
    const share = args.decay;
    // torch's first average is the weights at the first update.
    const make = (): DescentOptimizer =>
      share === undefined ? swa(descent()) : emaWeights(descent(), { beta: t => (t === 1 ? 0 : share) });
    const start = (weights[0] as readonly number[]).map(() => 0);
    const walk = make().walk(start);
    const float64 = weights.map(row =>
      Array.from(walk.take(walk.w.map((value, i) => value - (row[i] as number)))['average'] as Float64Array),
    );
    const optimizer = make();
    const w = tf.tidy(() => tf.variable(tf.tensor1d(start)));
    const tensors: ArrayLike<number>[] = [];
    for (const row of weights) {
      const g = tf.tidy(() => tf.sub(w, tf.tensor1d([...row])));
      optimizer.applyGradients({ [w.name]: g });
      g.dispose();
      const slot = optimizer.slot(w, 'average') as tf.Tensor;
      tensors.push(Float32Array.from(await slot.data()));
      slot.dispose();
    }
    optimizer.dispose();
    w.dispose();
    compare({ id, method: make().name, call: 'AveragedModel', float64, tensors, expected: average, tol }, report);
  }
}
