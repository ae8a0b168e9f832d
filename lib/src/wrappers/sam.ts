import { wrapper } from './wrapper';

/**
 * Sharpness-aware minimisation: the gradient is taken where the loss is largest within a small ball, to first order one step of length ρ
 * uphill, and applied at the weights. Each step evaluates the gradient twice. The norm is over all variables together; a gradient that is
 * zero asks at the weights themselves.
 */
export const sam = wrapper({
  name: 'sam',
  title: 'Sharpness-aware minimisation',
  idea: 'Descend with the gradient of the worst point nearby, which leads to flat minima.',
  source: { paper: 'Foret et al. 2021, Algorithm 1', url: 'https://arxiv.org/abs/2010.01412' },
  differs: 'optax\'s `contrib.sam`, with an optimizer of its own for the uphill step; torch, Keras and tfjs have none.',
  hyper: { radius: 0.05 },
  pooled: { total: 'norm(raw)' },
  probe: 'total > 0 ? w + radius * (raw / total) : w',
  symbols: {
    radius: { glyph: '\\varrho', meaning: 'radius of the ball in which the worst point is looked for', interval: '[0, inf)' },
    total: { glyph: 'N', meaning: 'norm of the gradient over all variables' },
  },
});
