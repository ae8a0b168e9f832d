import { optimizer } from './optimizer';

const source = { paper: 'Kingma & Ba 2015, Algorithm 2', url: 'https://arxiv.org/abs/1412.6980', lectures: ['001:110'] };

/**
 * AdaMax: Adam with the largest gradient of the faded past in place of the root mean square; u = max over i of β₂^{t−i}|gᵢ|, the ∞-norm over
 * time, not over the coordinates as deck 001 explains it. u needs no bias correction: the first step is η, and so is every step under a constant
 * gradient. Where β₁ < β₂ no step is longer than η (1 − β₁)/(1 − β₁/β₂), 1.01 η, which gradients that fade as β₂ᵗ come up to; else there is no
 * bound. One very large gradient shortens the steps until it has faded.
 */
export const adamax = optimizer({
  name: 'adamax',
  title: 'AdaMax',
  idea: 'Measure the average gradient in units of the largest recent one.',
  source,
  differs: 'torch\'s `Adamax` and its defaults, optax\'s `adamax`: ε added to |g|. Keras and tfjs add it to u: `adamaxOutside`.',
  hyper: { eta: 2e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  state: { m: 0, u: 0 },
  update: `
    m = beta1 * m + (1 - beta1) * g
    u = max(beta2 * u, abs(g) + epsilon)
    w = w - eta * m / ((1 - beta1^t) * u)
  `,
});

/**
 * AdaMax as printed in the paper, without ε; 0/0 is taken for 0, so a weight that has seen no gradient yet stays where it is. Deck 001 prints the
 * line of u alone, calls it v, and gives no step.
 */
export const adamaxPaper = optimizer({
  name: 'adamax (paper)',
  title: 'AdaMax, without ε',
  idea: 'AdaMax as the paper prints it.',
  source: { ...source, lectures: ['001:119'] },
  differs: 'Every library has an ε: torch and optax in the maximum, Keras and tfjs beside it.',
  hyper: { eta: 2e-3, beta1: 0.9, beta2: 0.999 },
  state: { m: 0, u: 0 },
  update: `
    m  = beta1 * m + (1 - beta1) * g
    u  = max(beta2 * u, abs(g))
    dw = u > 0 ? m / u : 0
    w  = w - eta / (1 - beta1^t) * dw
  `,
});

/** AdaMax with ε outside the maximum, added where u divides: gradients below ε make steps in proportion. */
export const adamaxOutside = optimizer({
  name: 'adamax (epsilon outside)',
  title: 'AdaMax, ε outside the maximum',
  idea: 'AdaMax with ε added to the largest recent gradient.',
  source: { ...source, lectures: [] },
  differs: 'Keras\'s `Adamax` and its defaults; tfjs\'s too, with the rate 2e-3 and a decay of its own for it. torch and optax have ε in '
    + 'the maximum.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  state: { m: 0, u: 0 },
  update: `
    m = beta1 * m + (1 - beta1) * g
    u = max(beta2 * u, abs(g))
    w = w - eta * m / ((1 - beta1^t) * (u + epsilon))
  `,
});
