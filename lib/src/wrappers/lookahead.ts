import { wrapper } from './wrapper';

const source = { paper: 'Zhang et al. 2019, Algorithm 1', url: 'https://arxiv.org/abs/1907.08610' };

const shared = {
  source,
  hyper: { period: 5, share: 0.5 },
  state: { tick: 0, slow: 'w' },
  weights: `
    tick = tick >= period ? 1 : tick + 1
    slow = tick >= period ? slow + share * (stepped - slow) : slow
    w    = tick >= period ? slow : stepped
  `,
  symbols: {
    period: { glyph: 'K', meaning: 'steps from one synchronisation to the next', interval: '[1, inf)', optax: 'sync_period' },
    share: { glyph: '\\varsigma', meaning: 'share of the way that the slow weights go', interval: '(0, 1]', optax: 'slow_step_size' },
    tick: { glyph: '\\kappa', meaning: 'steps since the last synchronisation' },
    slow: { glyph: '\\bar w', meaning: 'slow weights' },
  },
} as const;

/**
 * Look-ahead (of Zhang et al.; not Nesterov's): the optimizer inside runs fast weights, and every `period` steps slow weights go part of the
 * way to them, from where the fast ones start again. With share 1 it is the inner optimizer; a share below 1 damps its oscillation.
 */
export const lookahead = wrapper({
  ...shared,
  name: 'lookahead',
  title: 'Look-ahead',
  idea: 'Let fast weights explore for a few steps, and follow them half of the way.',
  differs: 'optax\'s `lookahead(reset_state=False)`, share and period without defaults there; torch, Keras and tfjs have none.',
});

/** Look-ahead that also forgets the inner optimizer's state at every synchronisation, its count of steps included. */
export const lookaheadReset = wrapper({
  ...shared,
  name: 'lookahead (reset)',
  title: 'Look-ahead, with a fresh start',
  idea: 'Look-ahead whose inner optimizer starts anew at every synchronisation.',
  differs: 'optax\'s `lookahead(reset_state=True)`.',
  restart: 'tick >= period',
});
