import { optimizer } from './optimizer';

const source = { paper: 'Luo et al. 2019, Algorithm 2', url: 'https://arxiv.org/abs/1902.09843' };

/** AdaBound: Adam whose rate per weight is squeezed, step by step, to one rate for all, so that it ends as momentum. The authors' code. */
export const adabound = optimizer({
  name: 'adabound',
  title: 'AdaBound',
  idea: 'Begin as Adam and end as gradient descent, by closing bounds on the rate.',
  source,
  differs: 'The authors\' code: bias correction and ε, no 1/√t. The paper\'s text is `adaboundPaper`. No library here has it.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, etafinal: 0.1, speed: 1e-3 },
  state: { m: 0, v: 0 },
  update: `
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g^2
    h = max(eta * sqrt(1 - beta2^t) / ((1 - beta1^t) * (sqrt(v) + epsilon)), etafinal * (1 - 1 / (speed * t + 1)))
    w = w - min(h, etafinal * (1 + 1 / (speed * t))) * m
  `,
});

/** AdaBound as the paper's text has it: no bias correction, no ε, and all divided by √t. A zero second moment meets the upper bound. */
export const adaboundPaper = optimizer({
  name: 'adabound (paper)',
  title: 'AdaBound, the paper\'s text',
  idea: 'AdaBound without bias correction, its rate falling with the root of t.',
  source,
  hyper: { eta: 1e-2, beta1: 0.9, beta2: 0.999, etafinal: 0.1, speed: 1e-3 },
  state: { m: 0, v: 0 },
  update: `
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g^2
    h = max(eta / sqrt(v), etafinal * (1 - 1 / (speed * t + 1)))
    w = w - min(h, etafinal * (1 + 1 / (speed * t))) / sqrt(t) * m
  `,
});
