import * as tf from '@tensorflow/tfjs';
import { documentation, symbolsIn } from '../documentation';
import { formula } from '../formula/check';
import { derivative } from '../formula/derivative';
import { evaluateFloat64 } from '../formula/float64';
import { latex } from '../formula/latex';
import { evaluateTensors } from '../formula/tensors';

/**
 * The logistic loss of one example by its margin z = y (w·x + b), y ∈ {−1, +1}: −log σ(z) = log(1 + e^{−z}), written so that no exponent is
 * ever positive. At z = 0 its slope is −1/2, as it should be.
 */
export const logisticLoss = formula('(abs(z) - z) / 2 + log(1 + exp(-abs(z)))', { tensors: ['z'] });

const slope = derivative(logisticLoss, 'z');

/** Examples with two classes, for the logistic loss. */
export interface TwoClasses {
  /** The features of every example, as many each as there are weights. */
  readonly x: ReadonlyArray<ArrayLike<number>>;
  /** The class of every example, −1 or +1. */
  readonly y: ArrayLike<number>;
}

/**
 * Deck 003's loss, the sum over all examples, and its gradient, in float64. Being a sum, its gradient grows with the number of examples,
 * and the best learning rate shrinks with it; divide by `y.length` for the mean. `w` has one weight per feature, `b` is the bias.
 *
 * Errors: a label other than −1 and +1, an example with another number of features than there are weights. No examples give a loss of 0.
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

logistic.documentation = documentation(
  {
    name: 'logistic',
    title: 'Logistic loss of a linear classifier',
    idea: 'The surprise at all labels, when a line parts the classes and the sigmoid of the margin is the probability of being right.',
    source: { paper: 'deck 003', lectures: ['003:20'] },
    differs: 'A sum over the examples, as the deck has it, where torch\'s SoftMarginLoss takes the mean by default; labels are −1 and +1.',
  },
  {
    parameters: [
      { name: 'x', glyph: 'x_n', meaning: 'features of example n', values: 'rows of numbers' },
      { name: 'y', glyph: 'y_n', meaning: 'label of example n', values: '−1 or +1' },
      { name: 'w', glyph: 'w', meaning: 'weights', values: 'as many numbers as features' },
      { name: 'b', glyph: 'b', meaning: 'bias', interval: '(-inf, inf)' },
    ],
    where: symbolsIn([logisticLoss]),
  },
);
logistic.latex = (): string => `\\mathcal{L}(w, b) = ${sumOverExamples()}, \\quad z_n = y_n (w \\cdot x_n + b)`;

/** The same loss on tensors: `scores` = w·x + b and labels ±1, of one shape; the sum over all of them. Differentiable by the scores. */
export function logisticOnTensors(scores: tf.Tensor, labels: tf.Tensor): tf.Scalar {
  // The sum of nothing is 0, which tfjs's wasm backend does not give.
  if (scores.size === 0) return tf.scalar(0);
  return tf.tidy(() => tf.sum(evaluateTensors(logisticLoss, { z: tf.mul(labels, scores) }) as tf.Tensor) as tf.Scalar);
}

logisticOnTensors.documentation = documentation(
  { ...logistic.documentation, name: 'logisticOnTensors' },
  {
    parameters: [
      { name: 'scores', glyph: 's_n', meaning: 'score of example n, w·x + b', values: 'a tensor' },
      { name: 'labels', glyph: 'y_n', meaning: 'label of example n', values: 'a tensor of −1 and +1, of the shape of the scores' },
    ],
    where: symbolsIn([logisticLoss]),
  },
);
logisticOnTensors.latex = (): string => `\\mathcal{L}(s) = ${sumOverExamples()}, \\quad z_n = y_n s_n`;

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

logisticHessian.documentation = documentation(
  {
    name: 'logisticHessian',
    title: 'Hessian of the logistic loss',
    idea: 'How the slope of the logistic loss changes: largest for the examples on the line, nothing for those far from it.',
    source: logistic.documentation.source,
  },
  { parameters: logistic.documentation.parameters, where: [{ glyph: '\\tilde x_n', meaning: 'features of example n and a 1' }] },
);
logisticHessian.latex = (): string =>
  'H = \\sum_n \\sigma(z_n) \\, \\sigma(-z_n) \\, \\tilde x_n \\tilde x_n^\\top, \\quad z_n = y_n (w \\cdot x_n + b)';

function sumOverExamples(): string {
  return `\\sum_n \\left( ${latex(logisticLoss, () => 'z_n')} \\right)`;
}
