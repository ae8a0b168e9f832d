import { wrapper } from './wrapper';

/**
 * An exponential moving average of the weights beside the training, which goes on untouched. The average starts at the weights before the first
 * step, so it needs no bias correction. Evaluate with `optimizer.evaluateAt('average', variables, f)`.
 */
export const emaWeights = wrapper({
  name: 'ema of weights',
  title: 'Moving average of the weights',
  idea: 'Keep a moving average of the weights, which is smoother than the path and often generalises better.',
  source: { paper: 'Polyak & Juditsky 1992, with exponential weights' },
  differs: 'Keras\'s `SGD(use_ema=True)` and torch\'s `AveragedModel` start at the weights after the first step: so does this with a β '
    + 'that is 0 at t = 1. The ema of optax averages updates, its params_ema weights from 0 with correction.',
  hyper: { beta: 0.999 },
  state: { average: 'w' },
  weights: `
    average = beta * average + (1 - beta) * stepped
    w       = stepped
  `,
});

/**
 * Stochastic weight averaging: from step `start` on, every `period` steps the weights enter a plain average. Until then the average is the
 * first weights. The inner optimizer needs a rate that stays large, constant or cyclic, or there is nothing to average.
 */
export const swa = wrapper({
  name: 'swa',
  title: 'Stochastic weight averaging',
  idea: 'Average the weights that a large learning rate visits around a minimum.',
  source: { paper: 'Izmailov et al. 2018, Algorithm 1', url: 'https://arxiv.org/abs/1803.05407' },
  differs: 'torch\'s `AveragedModel` counts calls of update_parameters instead of steps. Batch normalisation\'s running statistics belong '
    + 'to the path, not to the average: renew them afterwards.',
  hyper: { start: 0, period: 1 },
  state: { tick: 0, S: 0, average: 'w' },
  weights: `
    tick    = tick >= period ? 1 : tick + 1
    tick    = t > start ? tick : 0
    S       = tick >= period ? S + 1 : S
    average = tick >= period ? average + (stepped - average) / S : average
    w       = stepped
  `,
  symbols: {
    start: { glyph: 'T_0', meaning: 'step after which averaging starts', interval: '[0, inf)' },
    period: { glyph: 'K', meaning: 'steps between two weights that are averaged', interval: '[1, inf)' },
    tick: { glyph: '\\kappa', meaning: 'steps since weights were last averaged' },
    S: { glyph: 'S', meaning: 'number of weights in the average' },
  },
});
