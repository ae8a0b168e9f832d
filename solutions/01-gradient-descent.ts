import { tf, type Exercises } from 'descent';

/** 1.1: against the gradient, hence the minus. */
export const gradientDescent: Exercises['01-gradient-descent']['gradientDescent'] = ({ w, g }, { eta }) => ({
  w: tf.sub(w, tf.mul(eta, g)),
});

/** 1.2: a step multiplies w by 1 − ηλ; at 1 that is zero, at 2 it is −1. */
export const regime: Exercises['01-gradient-descent']['regime'] = (eta, curvature) => {
  const product = eta * curvature;
  if (product < 1) return 'slow';
  if (product === 1) return 'one step';
  if (product < 2) return 'overshoots';
  if (product === 2) return 'oscillates';
  return 'diverges';
};

/** 1.3: a batch begins at every multiple of the batch size that is still inside. */
export const miniBatches: Exercises['01-gradient-descent']['miniBatches'] = (order, batchSize) => {
  const batches: number[][] = [];
  for (let start = 0; start < order.length; start += batchSize) batches.push(order.slice(start, start + batchSize));
  return batches;
};
