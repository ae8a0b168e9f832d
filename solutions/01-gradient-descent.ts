import { tf, type Exercises } from 'descent';

/** 1.1: against the gradient, hence the minus. */
export const gradientDescent: Exercises['01-gradient-descent']['gradientDescent'] = ({ w, g }, { eta }) => {
  return { w: tf.sub(w, tf.mul(eta, g)) };
};

/** 1.2: a step multiplies w by 1 − ηλ; at ηλ = 1 that is 0, at 2 it is −1. */
export const regime: Exercises['01-gradient-descent']['regime'] = (eta, curvature) => {
  const product = eta * curvature;
  if (product < 1) return 'slow';
  if (product === 1) return 'one step';
  if (product < 2) return 'overshoots';
  if (product === 2) return 'oscillates';
  return 'diverges';
};

/** 1.3: the step changes the loss by −η Σ g² + ½ η² Σ λ g², whose slope over η is 0 at Σ g² / Σ λ g². */
export const bestRate: Exercises['01-gradient-descent']['bestRate'] = (gradient, curvatures) => {
  let squares = 0;
  let bent = 0;
  for (const [i, slope] of gradient.entries()) {
    squares += slope ** 2;
    bent += (curvatures[i] as number) * slope ** 2;
  }
  return squares / bent;
};

/** 1.4: short steps stay in the valley where they begin; long ones leap out of it. */
export const twoValleys: Exercises['01-gradient-descent']['twoValleys'] = () => ({ near: 0.01, far: 0.021 });

/** 1.5: what is left over is a batch, too, so the count is rounded up. */
export const miniBatches: Exercises['01-gradient-descent']['miniBatches'] = (order, batchSize) => {
  const count = Math.ceil(order.length / batchSize);
  return Array.from({ length: count }, (_, k) => order.slice(k * batchSize, (k + 1) * batchSize));
};
