import { optimizer } from './optimizer';

const source = { paper: 'Defazio et al. 2024', url: 'https://arxiv.org/abs/2405.15682' };

/**
 * Schedule-free gradient descent: z takes the steps, w is the average of all z, and the gradient is asked between the two, at (1 − γ)z + γw. No
 * falling rate is needed. The weights are the average, which is what should be evaluated; after the first step they are z itself. Zero gradients
 * leave all in place, and so does a rate of zero; a large gradient moves w by less and less as t grows. λ decays at the point of the gradient.
 * `warmup` = 0 means none.
 *
 * A step counts tʳhᵠ in the average, h being the rate in use; with the defaults r = 0 and q = 2 all steps at one rate count alike.
 */
export const scheduleFree = optimizer({
  name: 'schedule-free',
  title: 'Schedule-free SGD',
  idea: 'Replace the falling rate by an average of the path.',
  source,
  differs: 'The authors\' code, a package beside torch. optax\'s `contrib.schedule_free_sgd` has the same defaults, but its weights are '
    + 'the point where the gradient is asked, and while it warms up it averages by the rate of the next step. Keras has it only '
    + 'around AdamW, tfjs not at all.',
  hyper: { eta: 1, gamma: 0.9, lambda: 0, warmup: 0, timepower: 0, ratepower: 2 },
  state: { z: 'w', S: 0 },
  symbols: { z: { glyph: 'z', meaning: 'the point that takes the steps' } },
  at: '(1 - gamma) * z + gamma * w',
  update: `
    h = eta * min(1, t / warmup)
    z = z - h * (g + lambda * ((1 - gamma) * z + gamma * w))
    k = t^timepower * h^ratepower
    S = S + k
    w = S > 0 ? w + k / S * (z - w) : w
  `,
});

/**
 * Schedule-free gradient descent with the paper's plain average, which counts the starting point: the weight of z is 1/(t + 1), so the first step
 * of w is half that of z.
 */
export const scheduleFreePaper = optimizer({
  name: 'schedule-free (paper)',
  title: 'Schedule-free SGD, plain average',
  idea: 'Schedule-free descent with every point counted alike.',
  source,
  differs: 'The authors\' code and optax leave the starting point out of the average: `scheduleFree`.',
  hyper: { eta: 1, gamma: 0.9, lambda: 0 },
  state: { z: 'w' },
  symbols: { z: { glyph: 'z', meaning: 'the point that takes the steps' } },
  at: '(1 - gamma) * z + gamma * w',
  update: `
    z = z - eta * (g + lambda * ((1 - gamma) * z + gamma * w))
    w = w + (z - w) / (t + 1)
  `,
});

/**
 * Schedule-free AdamW: the same around Adam's denominator, its average in the place of Adam's first moment. The first step of z is η whatever the
 * gradient's size; a weight whose gradient has always been zero stays, but for λ.
 */
export const scheduleFreeAdamw = optimizer({
  name: 'schedule-free adamw',
  title: 'Schedule-free AdamW',
  idea: 'Adam\'s denominator, and an average in place of momentum and schedule.',
  source: { ...source, paper: 'Defazio et al. 2024, Algorithm 1' },
  differs: 'The authors\' code. optax\'s `contrib.schedule_free_adamw` has the same defaults, but its weights are the point where the '
    + 'gradient is asked, and while it warms up it averages by the rate of the next step. Keras\'s `ScheduleFreeAdamW` counts every '
    + 'step alike, which is the same at a constant rate. tfjs has none.',
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
    w    = S > 0 ? w + h^2 / S * (z - w) : w
  `,
});

/**
 * Schedule-free AdamW as first published: the correction of the second moment is in the rate, and so in the average, where it makes the early steps
 * count less. ε is added to the uncorrected root, as in `adamHat`.
 */
export const scheduleFreeAdamwFirst = optimizer({
  name: 'schedule-free adamw (first version)',
  title: 'Schedule-free AdamW, first version',
  idea: 'Schedule-free AdamW with the bias correction in the rate.',
  source: { ...source, paper: 'Defazio et al. 2024, first version' },
  differs: 'The authors\' class AdamWScheduleFreePaper; optax and Keras have the later version, `scheduleFreeAdamw`.',
  hyper: { eta: 2.5e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, lambda: 0, warmup: 0 },
  state: { z: 'w', v: 0, S: 0 },
  symbols: { z: { glyph: 'z', meaning: 'the point that takes the steps' } },
  at: '(1 - beta1) * z + beta1 * w',
  update: `
    h = eta * sqrt(1 - beta2^t) * min(1, t / warmup)
    v = beta2 * v + (1 - beta2) * g^2
    z = z - h * (g / (sqrt(v) + epsilon) + lambda * ((1 - beta1) * z + beta1 * w))
    S = S + h^2
    w = S > 0 ? w + h^2 / S * (z - w) : w
  `,
});
