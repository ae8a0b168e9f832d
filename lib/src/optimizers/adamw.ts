import { optimizer } from './optimizer';

const source = { paper: 'Loshchilov & Hutter 2019, Algorithm 2', url: 'https://arxiv.org/abs/1711.05101', lectures: ['001:154'] };

/**
 * AdamW: Adam whose weights also shrink by ηλ a step, apart from the gradient. With L2 in the loss the decay would pass through Adam's
 * denominator, and a weight without gradient would move a whole η; here it shrinks by ηλ. λ = 0 is Adam.
 */
export const adamw = optimizer({
  name: 'adamw',
  title: 'AdamW',
  idea: 'Let the weights decay by themselves instead of through the gradient.',
  source,
  differs: 'torch\'s, optax\'s and Keras\'s form: the decay is multiplied by the rate. Defaults of λ: torch 1e-2, optax 1e-4, Keras 4e-3. The paper\'s is `adamwPaper`.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, lambda: 1e-2 },
  state: { m: 0, v: 0 },
  update: `
    m    = beta1 * m + (1 - beta1) * g
    v    = beta2 * v + (1 - beta2) * g^2
    mhat = m / (1 - beta1^t)
    vhat = v / (1 - beta2^t)
    w    = w - eta * (mhat / (sqrt(vhat) + epsilon) + lambda * w)
  `,
});

/** AdamW as the paper has it: the decay is multiplied by the schedule s, not by the rate η. At constant rate λ here is η times torch's. */
export const adamwPaper = optimizer({
  name: 'adamw (paper)',
  title: 'AdamW, the paper\'s decay',
  idea: 'AdamW whose decay does not change when the rate is tuned.',
  source,
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, lambda: 1e-5, s: 1 },
  state: { m: 0, v: 0 },
  update: `
    m    = beta1 * m + (1 - beta1) * g
    v    = beta2 * v + (1 - beta2) * g^2
    mhat = m / (1 - beta1^t)
    vhat = v / (1 - beta2^t)
    w    = w - s * (eta * mhat / (sqrt(vhat) + epsilon) + lambda * w)
  `,
});

/** SGDW: momentum with the same kind of decay. */
export const sgdw = optimizer({
  name: 'sgdw',
  title: 'SGD with decoupled decay',
  idea: 'Momentum whose weights decay apart from the gradient.',
  source: { ...source, paper: 'Loshchilov & Hutter 2019, Algorithm 1' },
  hyper: { eta: 0.01, gamma: 0.9, lambda: 1e-4, s: 1 },
  state: { V: 0 },
  update: `
    V = gamma * V + s * eta * g
    w = w - V - s * lambda * w
  `,
});
