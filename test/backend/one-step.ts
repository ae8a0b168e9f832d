import * as tf from '@tensorflow/tfjs';

/**
 * One gradient step by hand: x·w = 2·1 + 1·(−2) = 0 misses y = 4 by −4, so the squared error's gradient is 2·(−4)·x = (−16, −8), and the
 * rate 1/8 moves w from (1, −2) to (3, −1). All of it is exact in float32.
 */
export const stepped = [3, -1];

export async function oneStep(): Promise<number[]> {
  const w = tf.variable(tf.tensor2d([[1], [-2]]));
  const x = tf.tensor2d([[2, 1]]);
  const optimizer = tf.train.sgd(1 / 8);
  optimizer.minimize(() => tf.sum(tf.square(tf.sub(tf.matMul(x, w), 4))) as tf.Scalar);
  const values = [...(await w.data())];
  tf.dispose([w, x]);
  optimizer.dispose();
  return values;
}
