import { schedule } from './schedule';

/**
 * Sutskever's momentum: 1/2 at first, then 1 − 1/(2k) after the (k−1)-th lot of 250 steps, up to `peak`. Deck 000 names it without the formula. The
 * paper writes 1 − 2^(−1 − log₂(⌊t/250⌋ + 1)), which is the same. For the last 1000 updates it drops to 0.9:
 * `sequential({ schedules: [sutskever(), constant({ value: 0.9 })], milestones: [total - 1000] })`.
 *
 * `peak` in [0, 1), default 0.99 of the paper's 0.999, 0.995, 0.99, 0.9, 0; `every` in (0, inf), default 250.
 */
export const sutskever = schedule({
  name: 'sutskever',
  title: 'Sutskever\'s momentum',
  idea: 'Raise the momentum slowly: a short memory while the direction still changes, a long one when it does not.',
  source: { paper: 'Sutskever et al. 2013, eq. 5', url: 'https://proceedings.mlr.press/v28/sutskever13.html', lectures: ['000:36'] },
  differs: 'In no library.',
  for: 'gamma',
  required: [],
  defaults: { peak: 0.99, every: 250 },
  measures: { stage: { glyph: '\\left\\lfloor \\frac{t}{n} \\right\\rfloor', meaning: 'whole lots of steps', at: (t, { every }) => Math.floor(t / every) } },
  value: 'min(1 - 1 / (2 * (stage + 1)), peak)',
  symbols: { peak: { glyph: '\\gamma_{\\max}', meaning: 'largest momentum', interval: '[0, 1)' } },
});
