import { elementwiseLoss } from './elementwise-loss';

/**
 * Kullback–Leibler divergence of one entry: a log-probability ℓ (the prediction) against a target probability o in [0, 1], o (log o − ℓ),
 * and 0 where o is 0. Summed over the classes of an example it is the cross-entropy less the target's own entropy; its slope is −o.
 * With `reduction: 'sum'` divided by the number of examples it is torch's `batchmean`; the mean here is over entries, as torch's default is.
 */
export const klDivergence = elementwiseLoss({
  name: 'kl divergence',
  title: 'Kullback–Leibler divergence',
  idea: 'How many more bits the predicted distribution needs than the target itself.',
  source: { paper: 'Kullback & Leibler 1951' },
  differs: 'torch\'s `KLDivLoss`; KLDivergence of Keras takes probabilities, clips them and sums over classes.',
  // The floor under the logarithm is below any float32 probability that matters: it turns 0 · (−∞) into 0.
  formula: 'o * (log(max(o, 1e-30)) - yhat)',
  targets: { rule: 'in [0, 1]', holds: o => o >= 0 && o <= 1 },
  symbols: { yhat: { glyph: '\\ell', meaning: 'predicted log-probability' } },
});
