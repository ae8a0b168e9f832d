import { optimizer } from './optimizer';

const source = { paper: 'Kingma & Ba 2015, Algorithm 2', url: 'https://arxiv.org/abs/1412.6980', lectures: ['001:110'] };

/**
 * AdaMax: Adam with the largest gradient of the faded past in place of the root mean square; u = max over i of β₂^{t−i}|gᵢ|, the ∞-norm over
 * time, not over the coordinates as deck 001 has it. No step is longer than η; u needs no bias correction.
 */
export const adamax = optimizer({
  name: 'adamax',
  title: 'AdaMax',
  idea: 'Measure the average gradient in units of the largest recent one.',
  source,
  differs: 'torch\'s and optax\'s form, ε added to |g|. Keras and tfjs add it to u instead; Keras\'s default rate is 1e-3.',
  hyper: { eta: 2e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  state: { m: 0, u: 0 },
  update: `
    m = beta1 * m + (1 - beta1) * g
    u = max(beta2 * u, abs(g) + epsilon)
    w = w - eta * m / ((1 - beta1^t) * u)
  `,
});

/** AdaMax as printed in the paper, without ε; a weight that has seen no gradient yet stays where it is. */
export const adamaxPaper = optimizer({
  name: 'adamax (paper)',
  title: 'AdaMax, without ε',
  idea: 'AdaMax as the paper prints it.',
  source,
  hyper: { eta: 2e-3, beta1: 0.9, beta2: 0.999 },
  state: { m: 0, u: 0 },
  update: `
    m  = beta1 * m + (1 - beta1) * g
    u  = max(beta2 * u, abs(g))
    dw = u > 0 ? m / u : 0
    w  = w - eta / (1 - beta1^t) * dw
  `,
});
