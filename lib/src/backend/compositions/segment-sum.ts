import * as tf from '@tensorflow/tfjs';
import { composition } from './composition';

/** Sums of the rows that share a number: the gradient of a lookup, and so of every embedding. Rows of a number outside the segments are dropped. */
export const segmentSum = composition(
  'UnsortedSegmentSum',
  ({ x, segmentIds }: { x: tf.Tensor; segmentIds: tf.Tensor }, { numSegments }: tf.UnsortedSegmentSumAttrs) => {
    const rest = x.shape.slice(segmentIds.rank);
    if (x.size === 0) return tf.zeros([numSegments, ...rest], x.dtype);
    const ids = tf.reshape(segmentIds, [-1]);
    const known = tf.logicalAnd(tf.greaterEqual(ids, 0), tf.less(ids, numSegments));
    // One more segment takes what is dropped.
    const places = tf.where(known, ids, tf.fill(ids.shape, numSegments, 'int32')).expandDims<tf.Tensor2D>(1);
    const sums = tf.scatterND(places, tf.reshape(x, [ids.size, -1]), [numSegments + 1, x.size / ids.size]);
    return tf.slice(sums, [0, 0], [numSegments, -1]).reshape([numSegments, ...rest]);
  },
);
