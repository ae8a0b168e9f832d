import { optimizer } from './optimizer';

const source = { paper: 'Loshchilov & Hutter 2019, Algorithm 2', url: 'https://arxiv.org/abs/1711.05101', lectures: ['001:154'] };

/**
 * AdamW: Adam whose weights also shrink by ηλ a step, apart from the gradient. With L2 in the loss the decay would pass through Adam's
 * denominator, and a weight without gradient would move a whole η; here it shrinks by ηλ. λ = 0 is Adam; the default 0.01 is torch's.
 */
export const adamw = optimizer({
  name: 'adamw',
  title: 'AdamW',
  idea: 'Let the weights decay by themselves instead of through the gradient.',
  source,
  differs: 'torch\'s `AdamW`, optax\'s `adamw`: the decay is multiplied by the rate, which in the paper it is not, `adamwPaper`. Keras '
    + 'adds ε to the uncorrected root: `decoupledDecay(adamHat())`. Defaults of λ: torch 1e-2, optax 1e-4, Keras 4e-3. tfjs has no '
    + 'AdamW.',
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

/** AdamW as deck 001 prints it, with ε under the root: Adam's part shrinks for gradients below √ε, 1e-4 at the default. The deck calls λ "w". */
export const adamwInside = optimizer({
  name: 'adamw (epsilon inside)',
  title: 'AdamW, ε inside the root',
  idea: 'AdamW with ε under the root.',
  source: { ...source, lectures: ['001:164'] },
  differs: 'torch, optax, Keras and the paper have ε outside the root; with optax, `eps_root` and `eps` = 0 make it this.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, lambda: 1e-2 },
  state: { m: 0, v: 0 },
  update: `
    m    = beta1 * m + (1 - beta1) * g
    v    = beta2 * v + (1 - beta2) * g^2
    mhat = m / (1 - beta1^t)
    vhat = v / (1 - beta2^t)
    w    = w - eta * (mhat / sqrt(vhat + epsilon) + lambda * w)
  `,
});

/**
 * AdamW as the paper has it: the decay is multiplied by the schedule s, not by the rate η, so the two can be tuned apart. At s = 1 the λ here is η
 * times the λ of `adamw`, and the default 1e-5 the same as its 1e-2.
 */
export const adamwPaper = optimizer({
  name: 'adamw (paper)',
  title: 'AdamW, the paper\'s decay',
  idea: 'AdamW whose decay does not change when the rate is tuned.',
  source,
  differs: 'torch, optax and Keras multiply λ by the rate, schedule included: `adamw`. At a constant rate torch\'s `AdamW` is this with '
    + 'the product for λ.',
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

/**
 * SGDW: momentum with the same kind of decay, which stays out of the velocity: a weight without gradient shrinks by sλ a step and gathers no
 * speed, where L2 would add up to λη/(1 − γ). λ = 0 at s = 1 is `momentum`.
 */
export const sgdw = optimizer({
  name: 'sgdw',
  title: 'SGD with decoupled decay',
  idea: 'Momentum whose weights decay apart from the gradient.',
  source: { ...source, paper: 'Loshchilov & Hutter 2019, Algorithm 1' },
  differs: 'Keras\'s `SGD(momentum, weight_decay)`, at a constant rate and with the product ηλ for λ; torch adds λw to the gradient.',
  hyper: { eta: 0.01, gamma: 0.9, lambda: 1e-4, s: 1 },
  state: { V: 0 },
  update: `
    V = gamma * V + s * eta * g
    w = w - V - s * lambda * w
  `,
});
