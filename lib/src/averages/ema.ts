import { recursive } from './recursive';

/**
 * Exponential moving average with bias correction: v_t = β v_{t−1} + (1 − β) θ_t from v_0 = 0, shown as v̂_t = v_t / (1 − βᵗ). The weights (1 − β)βʲ
 * sum to 1 − βᵗ, so v̂ is a true average: of a constant it is that constant, and it never leaves the range of the samples. It remembers one number
 * however far it reaches. β in [0, 1), default 0.9.
 *
 * The correction is for showing; v itself must stay uncorrected (deck 004's other arrow: see `emaInPlace`).
 */
export const ema = recursive({
  name: 'ema',
  title: 'Exponential moving average',
  idea: 'Keep most of the average, add a little of the new sample, and take out the zero it began with.',
  source: { paper: 'Kingma & Ba 2015, section 3', url: 'https://arxiv.org/abs/1412.6980', lectures: ['004:191', '004:242'] },
  differs: 'optax\'s ema with debias; tf.movingAverage with a step; pandas\' ewm(alpha = 1 − β, adjust = True).',
  update: `
    v    = beta * v + (1 - beta) * theta
    vhat = v / (1 - beta^t)
  `,
  result: 'vhat',
});

/** The exponential average as it comes, leaning towards the zero it began with: after t samples it holds only 1 − βᵗ of the whole. Parameters as for `ema`. */
export const emaUncorrected = recursive({
  name: 'emaUncorrected',
  title: 'Exponential moving average without bias correction',
  idea: 'Keep most of the average and add a little of the new sample.',
  source: { paper: 'deck 004', lectures: ['004:191', '004:224'] },
  differs: 'pandas\' ewm(adjust = False) and Keras\'s use_ema begin with the first sample instead of 0, which has no such bias but weights that sample 1/(1 − β) times.',
  update: 'v = beta * v + (1 - beta) * theta',
  result: 'v',
});

/**
 * WRONG, as deck 004 prints it with arrows: the corrected value is put back into the average, and the correction is applied again and again. Of a
 * constant 1 it makes 1, 5.26, 17.8, …, 3945 at β = 0.9. It is here to be looked at; use `ema`. Parameters as for `ema`.
 */
export const emaInPlace = recursive({
  name: 'emaInPlace',
  title: 'Exponential moving average, corrected in place (wrong)',
  idea: 'What comes of correcting the remembered average instead of a copy: it explodes.',
  source: { paper: 'deck 004', lectures: ['004:248', '004:355'] },
  wrong: 'the average that is remembered must stay uncorrected; use ema',
  update: 'v = (beta * v + (1 - beta) * theta) / (1 - beta^t)',
  result: 'v',
});
