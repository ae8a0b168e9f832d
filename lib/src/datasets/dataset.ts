import * as tf from '@tensorflow/tfjs';

/** Labelled examples, one row of numbers each. */
export interface Dataset {
  /** How many examples. */
  readonly size: number;
  /** How many numbers describe one example. */
  readonly features: number;
  /** How many classes the labels tell apart. */
  readonly classes: number;
  /** All examples, row after row: `size` × `features` numbers. */
  readonly x: Float32Array;
  /** The class of each example, 0 to `classes` − 1. */
  readonly labels: Int32Array;
}

/** Examples of which the classes are not known, or not looked at. */
export type Unlabelled = Pick<Dataset, 'size' | 'features' | 'x'>;

/** A data set on the active backend: x of shape [size, features], and y one-hot of shape [size, classes]. The caller disposes both. */
export function tensors({ size, features, classes, x, labels }: Dataset): { x: tf.Tensor2D; y: tf.Tensor2D } {
  const oneHot = new Float32Array(size * classes);
  labels.forEach((label, i) => {
    oneHot[i * classes + label] = 1;
  });
  // A copy, because the cpu backend keeps the very array it is given, and the data set must not change with a tensor.
  return { x: tf.tensor2d(x.slice(), [size, features]), y: tf.tensor2d(oneHot, [size, classes]) };
}
