import * as tf from '@tensorflow/tfjs';
import { formula } from '../formula/check';
import { derivative } from '../formula/derivative';
import { evaluateFloat64 } from '../formula/float64';
import { evaluateTensors } from '../formula/tensors';

/**
 * The logistic loss of one example by its margin z = y (w·x + b), y ∈ {−1, +1}: −log σ(z) = log(1 + e^{−z}), written so that no exponent is
 * ever positive. At z = 0 its slope is −1/2, as it should be.
 */
export const logisticLoss = formula('(abs(z) - z) / 2 + log(1 + exp(-abs(z)))', { tensors: ['z'] });

const slope = derivative(logisticLoss, 'z');

/** Examples with two classes: `x[i]` holds the features of example i, `y[i]` is −1 or +1. */
export interface TwoClasses {
  readonly x: ReadonlyArray<ArrayLike<number>>;
  readonly y: ArrayLike<number>;
}

/**
 * Deck 003's loss, the sum over all examples, and its gradient, in float64. Being a sum, its gradient grows with the number of examples,
 * and the best learning rate shrinks with it; divide by `y.length` for the mean.
 */
export function logistic({ x, y }: TwoClasses, w: ArrayLike<number>, b: number): { loss: number; gradW: number[]; gradB: number } {
  let loss = 0;
  let gradB = 0;
  const gradW = new Array<number>(w.length).fill(0);
  x.forEach((features, i) => {
    const label = y[i];
    if (label !== 1 && label !== -1) throw new Error(`logistic: labels must be -1 or +1, got ${String(label)} at ${i}`);
    if (features.length !== w.length) throw new Error(`logistic: example ${i} has ${features.length} features, w has ${w.length}`);
    let score = b;
    for (let j = 0; j < w.length; j++) score += (w[j] as number) * (features[j] as number);
    const z = label * score;
    loss += evaluateFloat64(logisticLoss, { z }) as number;
    const weight = (evaluateFloat64(slope, { z }) as number) * label;
    for (let j = 0; j < w.length; j++) gradW[j] = (gradW[j] as number) + weight * (features[j] as number);
    gradB += weight;
  });
  return { loss, gradW, gradB };
}

/** The same loss on tensors: `scores` = w·x + b and labels ±1, of one shape; the sum over all of them. Differentiable. */
export function logisticOnTensors(scores: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.sum(evaluateTensors(logisticLoss, { z: tf.mul(labels, scores) }) as tf.Tensor) as tf.Scalar);
}

/**
 * The Hessian of deck 003's loss over (w…, b), in float64: Σ_n σ(z_n) σ(−z_n) x̃_n x̃_nᵀ with x̃ = (x, 1), rows of length w.length + 1.
 * It is at most ¼ Σ x̃ x̃ᵀ, so gradient descent converges for every learning rate below 8 / λ_max(X̃ᵀX̃).
 */
export function logisticHessian({ x, y }: TwoClasses, w: ArrayLike<number>, b: number): number[][] {
  const hessian = Array.from({ length: w.length + 1 }, () => new Array<number>(w.length + 1).fill(0));
  x.forEach((features, i) => {
    const extended = [...Array.from(features), 1];
    const score = extended.reduce((sum, feature, j) => sum + feature * (j < w.length ? (w[j] as number) : b), 0);
    // The slope is −σ(−z), whose own slope is σ(z) σ(−z): the formula's kink at z = 0 is only in how it is written.
    const down = -(evaluateFloat64(slope, { z: (y[i] as number) * score }) as number);
    hessian.forEach((row, j) => extended.forEach((feature, k) => (row[k] = (row[k] as number) + down * (1 - down) * (extended[j] as number) * feature)));
  });
  return hessian;
}
