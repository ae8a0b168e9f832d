import { elementwiseLoss, type Rule } from './elementwise-loss';
import { logisticLoss } from './logistic';

const sign: Rule = { rule: '-1 or +1', holds: o => o === 1 || o === -1 };
const share: Rule = { rule: 'in [0, 1]', holds: o => o >= 0 && o <= 1 };
const score = { glyph: 's', meaning: 'score before the sigmoid (logit)' };

/**
 * Binary cross-entropy of a score s (a logit) and a target o in [0, 1], soft ones too: −o log σ(s) − (1 − o) log(1 − σ(s)), written so that
 * no exponent is positive and ±1000 is safe. Its slope is σ(s) − o. `rho`, in (0, inf), weighs the positive examples; default 1.
 * An error below 1e-16 (a score of 40 on the right side) is rounded to 0.
 */
export const bceWithLogits = elementwiseLoss({
  name: 'bce with logits',
  title: 'Binary cross-entropy of a score',
  idea: 'The bits of surprise at a yes or no, from the score before the sigmoid.',
  source: { paper: 'deck 000 for two classes', lectures: ['000:59'] },
  differs: 'torch\'s `BCEWithLogitsLoss` with a single pos_weight, Keras\'s `BinaryCrossentropy(from_logits=True)`, optax\'s sigmoid_binary_cross_entropy, tfjs\'s sigmoidCrossEntropy.',
  formula: '(1 - o) * s + (1 + (rho - 1) * o) * (s >= 0 ? log(1 + exp(-s)) : log(1 + exp(s)) - s)',
  where: { s: 'yhat' },
  parameters: { rho: 1 },
  symbols: { s: score, rho: { glyph: '\\rho', meaning: 'weight of a positive example', interval: '(0, inf)', torch: 'pos_weight' } },
  targets: share,
});

/**
 * Binary cross-entropy of a probability ŷ in [0, 1] and a target o in [0, 1]. A logarithm is never taken to be below −100, so a confident
 * mistake costs 100 and not infinity; beyond that floor the slope is 0. Prefer `bceWithLogits`, which needs no floor.
 */
export const bce = elementwiseLoss({
  name: 'bce',
  title: 'Binary cross-entropy of a probability',
  idea: 'The surprise at a yes or no that was predicted with a probability.',
  source: { paper: 'deck 000 for two classes', lectures: ['000:59'] },
  differs: 'torch\'s `BCELoss` has the same floor but a steep slope there (it divides by at least 1e-12); Keras\'s `BinaryCrossentropy` and tfjs\'s clip ŷ to [1e-7, 1 − 1e-7].',
  formula: '-o * max(log(yhat), -100) - (1 - o) * max(log(1 - yhat), -100)',
  targets: share,
  predictions: share,
});

/** The hinge max(0, 1 − o s) of a score s and a label o = ±1: nothing to learn from an example that is right by a margin of 1 or more. Slope 0 at the kink. */
export const hinge = elementwiseLoss({
  name: 'hinge',
  title: 'Hinge loss',
  idea: 'Push every example to the right side by a margin of one.',
  source: { paper: 'Cortes & Vapnik 1995' },
  differs: 'Keras\'s `Hinge` with labels −1 and +1, optax\'s hinge_loss; tfjs\'s hingeLoss wants labels 0 and 1; torch\'s HingeEmbeddingLoss is another loss.',
  formula: 'max(0, 1 - z)',
  where: { z: 'o * yhat' },
  targets: sign,
});

/** The logistic loss of deck 003, −log σ(o s), of a score s and a label o = ±1: a hinge without a corner, never quite satisfied. */
export const softMargin = elementwiseLoss({
  name: 'soft margin',
  title: 'Logistic loss (soft margin)',
  idea: 'The surprise at a label ±1, from the score.',
  source: { paper: 'deck 003', lectures: ['003:20'] },
  differs: 'torch\'s `SoftMarginLoss`; the same as bceWithLogits with targets (o + 1) / 2. The deck sums over the examples.',
  formula: logisticLoss,
  where: { z: 'o * yhat' },
  targets: sign,
});
