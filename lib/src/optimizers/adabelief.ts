import { optimizer } from './optimizer';

const source = { paper: 'Zhuang et al. 2020, Algorithm 2', url: 'https://arxiv.org/abs/2010.07468' };

/**
 * AdaBelief: Adam that divides by how far the gradient was from what was expected. Deck 001 calls that the variance, but m already holds the
 * gradient it is compared with. The first step is η/β₁. A constant gradient surprises less and less, and the step grows: 20 η at step 1000, 2273 η
 * at 10 000, until s has fallen to its floor. One very large gradient is a surprise that shortens the steps for long. Zero gradients make no step.
 *
 * ε = 1e-16 enters twice: it piles up in s, to ε/(1 − β₂), and is added to the root. λ is decoupled and multiplied by η, as in AdamW.
 */
export const adabelief = optimizer({
  name: 'adabelief',
  title: 'AdaBelief',
  idea: 'Trust the average gradient as far as the last gradient agreed with it.',
  source: { ...source, lectures: ['001:133'] },
  differs: 'optax\'s `adabelief`, with one ε for its two; torch, Keras and tfjs have none.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-16, lambda: 0 },
  state: { m: 0, s2: 0 },
  update: `
    m     = beta1 * m + (1 - beta1) * g
    s2    = beta2 * s2 + (1 - beta2) * (g - m)^2 + epsilon
    mhat  = m / (1 - beta1^t)
    s2hat = s2 / (1 - beta2^t)
    w     = w - eta * (mhat / (sqrt(s2hat) + epsilon) + lambda * w)
  `,
});

/**
 * AdaBelief as far as deck 001 prints it: the one line of s, which "becomes" Adam's v, put into the deck's first Adam, the one without bias
 * correction. The first step is η (1 − β₁)/(β₁√(1 − β₂)), 3.5 η. Put into the corrected Adam the same line gives `adabelief`.
 */
export const adabeliefUncorrected = optimizer({
  name: 'adabelief (no bias correction)',
  title: 'AdaBelief, no bias correction',
  idea: 'AdaBelief with moments that still lean towards zero.',
  source: { ...source, lectures: ['001:144'] },
  differs: 'optax and the paper correct both moments: `adabelief`.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-16 },
  state: { m: 0, s2: 0 },
  update: `
    m  = beta1 * m + (1 - beta1) * g
    s2 = beta2 * s2 + (1 - beta2) * (g - m)^2 + epsilon
    w  = w - eta * m / (sqrt(s2) + epsilon)
  `,
});
