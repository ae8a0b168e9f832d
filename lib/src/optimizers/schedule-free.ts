import { optimizer } from './optimizer';

const source = { paper: 'Defazio et al. 2024', url: 'https://arxiv.org/abs/2405.15682' };

/**
 * Schedule-free gradient descent: z takes the steps, w is the average of all z, and the gradient is asked between the two. No falling rate is
 * needed. The weights are the average, which is what should be evaluated. λ decays at the point of the gradient.
 */
export const scheduleFree = optimizer({
  name: 'schedule-free',
  title: 'Schedule-free SGD',
  idea: 'Replace the falling rate by an average of the path.',
  source,
  differs: 'The authors\' code: averaging weights t^r h^q, with r = 0 and q = 2 as defaults; optax\'s schedule_free has q = 2 as well, Keras averages with 1/t.',
  hyper: { eta: 1, gamma: 0.9, lambda: 0, warmup: 0, timepower: 0, ratepower: 2 },
  state: { z: 'w', S: 0 },
  symbols: { z: { glyph: 'z', meaning: 'the point that takes the steps' } },
  at: '(1 - gamma) * z + gamma * w',
  update: `
    h = eta * min(1, t / warmup)
    z = z - h * (g + lambda * ((1 - gamma) * z + gamma * w))
    k = t^timepower * h^ratepower
    S = S + k
    w = w + k / S * (z - w)
  `,
});

/** Schedule-free gradient descent with the paper's plain average, which counts the starting point: the weight of z is 1/(t + 1). */
export const scheduleFreePaper = optimizer({
  name: 'schedule-free (paper)',
  title: 'Schedule-free SGD, plain average',
  idea: 'Schedule-free descent with every point counted alike.',
  source,
  hyper: { eta: 1, gamma: 0.9, lambda: 0 },
  state: { z: 'w' },
  symbols: { z: { glyph: 'z', meaning: 'the point that takes the steps' } },
  at: '(1 - gamma) * z + gamma * w',
  update: `
    z = z - eta * (g + lambda * ((1 - gamma) * z + gamma * w))
    w = w + (z - w) / (t + 1)
  `,
});

/** Schedule-free AdamW: the same around Adam's denominator. */
export const scheduleFreeAdamw = optimizer({
  name: 'schedule-free adamw',
  title: 'Schedule-free AdamW',
  idea: 'Adam\'s denominator, and an average in place of momentum and schedule.',
  source: { ...source, paper: 'Defazio et al. 2024, Algorithm 1' },
  hyper: { eta: 2.5e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, lambda: 0, warmup: 0 },
  state: { z: 'w', v: 0, S: 0 },
  symbols: { z: { glyph: 'z', meaning: 'the point that takes the steps' } },
  at: '(1 - beta1) * z + beta1 * w',
  update: `
    h    = eta * min(1, t / warmup)
    v    = beta2 * v + (1 - beta2) * g^2
    vhat = v / (1 - beta2^t)
    z    = z - h * (g / (sqrt(vhat) + epsilon) + lambda * ((1 - beta1) * z + beta1 * w))
    S    = S + h^2
    w    = w + h^2 / S * (z - w)
  `,
});

/** Schedule-free AdamW as first published: the correction of the second moment is in the rate, and so in the average. */
export const scheduleFreeAdamwFirst = optimizer({
  name: 'schedule-free adamw (first version)',
  title: 'Schedule-free AdamW, first version',
  idea: 'Schedule-free AdamW with the bias correction in the rate.',
  source: { ...source, paper: 'Defazio et al. 2024, first version' },
  hyper: { eta: 2.5e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, lambda: 0, warmup: 0 },
  state: { z: 'w', v: 0, S: 0 },
  symbols: { z: { glyph: 'z', meaning: 'the point that takes the steps' } },
  at: '(1 - beta1) * z + beta1 * w',
  update: `
    h = eta * sqrt(1 - beta2^t) * min(1, t / warmup)
    v = beta2 * v + (1 - beta2) * g^2
    z = z - h * (g / (sqrt(v) + epsilon) + lambda * ((1 - beta1) * z + beta1 * w))
    S = S + h^2
    w = w + h^2 / S * (z - w)
  `,
});
