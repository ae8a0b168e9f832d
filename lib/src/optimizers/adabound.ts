import { optimizer } from './optimizer';

const source = { paper: 'Luo et al. 2019', url: 'https://arxiv.org/abs/1902.09843' };

/**
 * AdaBound: Adam whose rate per weight is squeezed, step by step, to one rate for all, so that it ends as momentum. The bounds are
 * η∞ (1 − 1/(σt + 1)) and η∞ (1 + 1/(σt)): wide open at t = 1, half and twice η∞ at t = 1/σ, step 1000 at the default. Near the end the steps are in
 * proportion to the average gradient, so a very large one throws the weights far. Zero gradients make no step.
 */
export const adabound = optimizer({
  name: 'adabound',
  title: 'AdaBound',
  idea: 'Begin as Adam and end as gradient descent, by closing bounds on the rate.',
  source,
  differs: 'The authors\' code: bias correction and ε, no 1/√t; the paper\'s text is `adaboundPaper`. torch, optax, Keras and tfjs have none.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, etafinal: 0.1, speed: 1e-3 },
  state: { m: 0, v: 0 },
  update: `
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g^2
    h = max(eta * sqrt(1 - beta2^t) / ((1 - beta1^t) * (sqrt(v) + epsilon)), etafinal * (1 - 1 / (speed * t + 1)))
    w = w - min(h, etafinal * (1 + 1 / (speed * t))) * m
  `,
});

/**
 * AdaBound as the paper's text has it: no bias correction, no ε, and all divided by √t. Where the second moment is zero the rate is infinite and
 * meets the upper bound; the step is still zero, because m is. η = 0 freezes nothing, as the lower bound takes over, and is 0/0 where v = 0.
 */
export const adaboundPaper = optimizer({
  name: 'adabound (paper)',
  title: 'AdaBound, the paper\'s text',
  idea: 'AdaBound without bias correction, its rate falling with the root of t.',
  source,
  differs: 'The authors\' own code leaves out 1/√t and adds bias correction and ε: `adabound`. torch, optax, Keras and tfjs have neither.',
  hyper: { eta: 1e-2, beta1: 0.9, beta2: 0.999, etafinal: 0.1, speed: 1e-3 },
  state: { m: 0, v: 0 },
  update: `
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g^2
    h = max(eta / sqrt(v), etafinal * (1 - 1 / (speed * t + 1)))
    w = w - min(h, etafinal * (1 + 1 / (speed * t))) / sqrt(t) * m
  `,
});
