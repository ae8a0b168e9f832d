import * as tf from '@tensorflow/tfjs';

/** Sizes whose squares, added up, stay float32 numbers of full precision: √(2¹²⁷ / 2²⁷ weights), and the same below 1. */
const [largestSquared, smallestSquared] = [2 ** 50, 2 ** -50];

/**
 * What numbers are multiplied by before they are squared: a power of two, which rounds nothing, and 1 where they are neither very large nor, if
 * `upwards`, very small. One for each group of numbers along `axes`, which stay as ones. It has no slope, since nothing computed with it depends on it.
 */
export function squaringScale(x: tf.Tensor, axes: readonly number[] | undefined, { upwards }: { readonly upwards: boolean }): tf.Tensor {
  return tf.customGrad(values => {
    const size = tf.max(tf.abs(values as tf.Tensor), axes && [...axes], true);
    const up = upwards ? tf.where(tf.less(size, smallestSquared), tf.scalar(2 ** 100), tf.scalar(1)) : tf.scalar(1);
    return { value: tf.where(tf.greater(size, largestSquared), tf.scalar(2 ** -75), up), gradFunc: () => tf.zerosLike(x) };
  })(x);
}

/**
 * √Σx² on tensors: of all numbers, with shape [], or along axes, which stay as ones. Right also where squares are beyond float32; Infinity only
 * where the norm itself is, or an entry. Differentiable; at 0 it has no slope, and NaN stands for it.
 */
export function tensorNorm(x: tf.Tensor, axes?: readonly number[]): tf.Tensor {
  if (x.size === 0) return emptySum(x.shape, axes);
  const norm = tf.customGrad((values, save) => {
    (save as tf.GradSaveFunc)([values as tf.Tensor]);
    return {
      value: scaledNorm(values as tf.Tensor, axes),
      gradFunc: (dy, [saved]) => tf.mul(dy, tf.div(saved as tf.Tensor, tensorNorm(saved as tf.Tensor, axes))),
    };
  });
  return norm(x);
}

/** The sum of nothing, which tfjs's wasm backend reads from memory that nobody has written. */
function emptySum(shape: readonly number[], axes: readonly number[] | undefined): tf.Tensor {
  return tf.zeros(axes === undefined ? [] : shape.map((length, axis) => (axes.includes(axis) ? 1 : length)));
}

function scaledNorm(x: tf.Tensor, axes: readonly number[] | undefined): tf.Tensor {
  const scale = squaringScale(x, axes, { upwards: true });
  const root = tf.sqrt(tf.sum(tf.square(tf.mul(x, scale)), axes && [...axes], axes !== undefined));
  return tf.div(root, axes === undefined ? tf.reshape(scale, []) : scale);
}
