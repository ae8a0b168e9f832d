import { optimizer } from './optimizer';

/**
 * RMSProp: AdaGrad with a memory that fades, so the rate can recover. The first step is η / √(1 − β) whatever the gradient's size, 3.2 η at
 * β = 0.9. Decks 000 and 004 print it without ε; a weight whose first gradient is zero would then be 0/0.
 */
export const rmsprop = optimizer({
  name: 'rmsprop',
  title: 'RMSProp',
  idea: 'Divide the gradient by the root mean square of its recent values.',
  source: { paper: 'Hinton, Srivastava & Swersky 2012, lecture 6e', lectures: ['000:100', '001:65', '002:196', '004:337'] },
  differs: 'torch\'s form (its default decay is 0.99), ε outside the root. Keras, optax and tfjs have ε inside; see `rmspropInside`.',
  hyper: { eta: 0.01, beta: 0.9, epsilon: 1e-8 },
  state: { v: 0 },
  update: `
    v = beta * v + (1 - beta) * g^2
    w = w - eta * g / (sqrt(v) + epsilon)
  `,
});

/** RMSProp with ε under the root, as Keras, optax and tfjs have it. */
export const rmspropInside = optimizer({
  name: 'rmsprop (epsilon inside)',
  title: 'RMSProp, ε inside the root',
  idea: 'RMSProp with ε under the root, where it matters for gradients up to √ε instead of ε.',
  source: { paper: 'Hinton, Srivastava & Swersky 2012, lecture 6e' },
  hyper: { eta: 0.01, beta: 0.9, epsilon: 1e-7 },
  state: { v: 0 },
  update: `
    v = beta * v + (1 - beta) * g^2
    w = w - eta * g / sqrt(v + epsilon)
  `,
});

/** RMSProp over the spread instead of the size: the square of the mean is taken off, and kept from falling below zero by rounding. */
export const rmspropCentered = optimizer({
  name: 'rmsprop (centered)',
  title: 'RMSProp, centred',
  idea: 'Divide the gradient by its recent standard deviation.',
  source: { paper: 'Graves 2013', url: 'https://arxiv.org/abs/1308.0850' },
  differs: 'torch\'s form. tfjs\'s has a sign error and gives NaN at the first zero gradient.',
  hyper: { eta: 0.01, beta: 0.9, epsilon: 1e-8 },
  state: { v: 0, m: 0 },
  update: `
    v = beta * v + (1 - beta) * g^2
    m = beta * m + (1 - beta) * g
    w = w - eta * g / (sqrt(max(v - m^2, 0)) + epsilon)
  `,
});

/** RMSProp with momentum on the normalised gradient; the rate outside of the sum, as torch has it. */
export const rmspropMomentum = optimizer({
  name: 'rmsprop (momentum)',
  title: 'RMSProp, with momentum',
  idea: 'Sum up normalised gradients as momentum does.',
  source: { paper: 'Hinton, Srivastava & Swersky 2012, lecture 6e' },
  differs: 'torch\'s form. Keras, optax and tfjs have the rate inside the sum, which differs when it changes.',
  hyper: { eta: 0.01, beta: 0.9, epsilon: 1e-8, gamma: 0.9 },
  state: { v: 0, p: 0 },
  update: `
    v = beta * v + (1 - beta) * g^2
    p = gamma * p + g / (sqrt(v) + epsilon)
    w = w - eta * p
  `,
});

/** Both at once. */
export const rmspropCenteredMomentum = optimizer({
  name: 'rmsprop (centered, momentum)',
  title: 'RMSProp, centred, with momentum',
  idea: 'Sum up gradients in units of their standard deviation.',
  source: { paper: 'Graves 2013', url: 'https://arxiv.org/abs/1308.0850' },
  hyper: { eta: 0.01, beta: 0.9, epsilon: 1e-8, gamma: 0.9 },
  state: { v: 0, m: 0, p: 0 },
  update: `
    v = beta * v + (1 - beta) * g^2
    m = beta * m + (1 - beta) * g
    p = gamma * p + g / (sqrt(max(v - m^2, 0)) + epsilon)
    w = w - eta * p
  `,
});
