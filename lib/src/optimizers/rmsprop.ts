import { optimizer } from './optimizer';

const hinton = { paper: 'Hinton, Srivastava & Swersky 2012, lecture 6e' };
const graves = { paper: 'Graves 2013', url: 'https://arxiv.org/abs/1308.0850' };

/**
 * RMSProp: AdaGrad with a memory that fades, so the rate can recover. v starts at 0 and is not corrected for it: the first step is η/√(1 − β)
 * whatever the gradient's size, 3.2 η at the default β = 0.9, and none is longer; under a constant gradient they fall from there to η. After one very large
 * gradient the steps are short for about 1/(1 − β) steps. A zero gradient makes no step, thanks to ε.
 *
 * ε = 1e-8 is deck 002's; deck 001's is `rmsprop({ epsilon: 1e-5 })`. Decks 000 and 004 print none: `rmspropWithoutEpsilon`.
 */
export const rmsprop = optimizer({
  name: 'rmsprop',
  title: 'RMSProp',
  idea: 'Divide the gradient by the root mean square of its recent values.',
  source: { ...hinton, lectures: ['001:65', '002:196'] },
  differs: 'torch\'s `RMSprop`; its decay is 0.99, so its first step is 10 η. optax\'s `rmsprop(eps_in_sqrt=False)`. By default optax, '
    + 'and Keras and tfjs always, have ε inside: `rmspropInside`.',
  hyper: { eta: 0.01, beta: 0.9, epsilon: 1e-8 },
  state: { v: 0 },
  update: `
    v = beta * v + (1 - beta) * g^2
    w = w - eta * g / (sqrt(v) + epsilon)
  `,
});

/** RMSProp with ε under the root: steps are in proportion to the gradient for gradients below √ε, 3e-4 at the default, instead of below ε. */
export const rmspropInside = optimizer({
  name: 'rmsprop (epsilon inside)',
  title: 'RMSProp, ε inside the root',
  idea: 'RMSProp with ε under the root, where it matters for gradients up to √ε instead of ε.',
  source: hinton,
  differs: 'Keras\'s `RMSprop` and tfjs\'s, with their ε; optax\'s `rmsprop`, with 1e-8 and a switch to move ε out. torch has ε outside. '
    + 'Default rate: Keras 0.001.',
  hyper: { eta: 0.01, beta: 0.9, epsilon: 1e-7 },
  state: { v: 0 },
  update: `
    v = beta * v + (1 - beta) * g^2
    w = w - eta * g / sqrt(v + epsilon)
  `,
});

/**
 * RMSProp over the spread instead of the size: the square of the mean is taken off, and the rest kept from falling below zero by rounding. The
 * first step is η/√(β(1 − β)), 3.3 η. A gradient that stays constant has no spread, and the steps grow as η/√(βᵗ(1 − βᵗ)), to
 * 194 η at step 100, until ε stops them at η|g|/ε.
 */
export const rmspropCentered = optimizer({
  name: 'rmsprop (centered)',
  title: 'RMSProp, centred',
  idea: 'Divide the gradient by its recent standard deviation.',
  source: graves,
  differs: 'torch\'s `RMSprop(centered=True)`, optax\'s `rmsprop(centered=True, eps_in_sqrt=False)`. Keras has ε inside: '
    + '`rmspropCenteredInside`.',
  hyper: { eta: 0.01, beta: 0.9, epsilon: 1e-8 },
  state: { v: 0, m: 0 },
  update: `
    v = beta * v + (1 - beta) * g^2
    m = beta * m + (1 - beta) * g
    w = w - eta * g / (sqrt(max(v - m^2, 0)) + epsilon)
  `,
});

/** Centred RMSProp with ε under the root, which bounds every step by η|g|/√ε, also under a constant gradient. */
export const rmspropCenteredInside = optimizer({
  name: 'rmsprop (centered, epsilon inside)',
  title: 'RMSProp, centred, ε inside the root',
  idea: 'Divide the gradient by the root of its recent variance and ε.',
  source: graves,
  differs: 'Keras\'s `RMSprop(centered=True)`, optax\'s `rmsprop(centered=True)`. tfjs means to compute it but takes ε off instead of '
    + 'adding it, and gives NaN at the first zero gradient.',
  hyper: { eta: 0.01, beta: 0.9, epsilon: 1e-7 },
  state: { v: 0, m: 0 },
  update: `
    v = beta * v + (1 - beta) * g^2
    m = beta * m + (1 - beta) * g
    w = w - eta * g / sqrt(max(v - m^2, 0) + epsilon)
  `,
});

/**
 * RMSProp with momentum on the normalised gradient; the rate outside of the sum. Under a constant gradient the steps settle at η/(1 − γ), ten times
 * RMSProp's at the default γ = 0.9, after a peak of 10.9 η at step 17, so it wants a smaller rate. A zero gradient lets it roll on.
 */
export const rmspropMomentum = optimizer({
  name: 'rmsprop (momentum)',
  title: 'RMSProp, with momentum',
  idea: 'Sum up normalised gradients as momentum does.',
  source: hinton,
  differs: 'torch\'s `RMSprop(momentum)`. Keras, optax and tfjs have ε inside the root, and the rate inside the sum, which differs when '
    + 'it changes.',
  hyper: { eta: 0.01, beta: 0.9, epsilon: 1e-8, gamma: 0.9 },
  state: { v: 0, p: 0 },
  update: `
    v = beta * v + (1 - beta) * g^2
    p = gamma * p + g / (sqrt(v) + epsilon)
    w = w - eta * p
  `,
});

/** Centred RMSProp with momentum, at γ = 0 `rmspropCentered`; what that says of a constant gradient holds here, and is carried on by the sum. */
export const rmspropCenteredMomentum = optimizer({
  name: 'rmsprop (centered, momentum)',
  title: 'RMSProp, centred, with momentum',
  idea: 'Sum up gradients in units of their standard deviation.',
  source: graves,
  differs: 'torch\'s `RMSprop(centered=True, momentum)`. Keras and optax have ε inside the root and the rate inside the sum; tfjs\'s has '
    + 'the sign error of its centred form.',
  hyper: { eta: 0.01, beta: 0.9, epsilon: 1e-8, gamma: 0.9 },
  state: { v: 0, m: 0, p: 0 },
  update: `
    v = beta * v + (1 - beta) * g^2
    m = beta * m + (1 - beta) * g
    p = gamma * p + g / (sqrt(max(v - m^2, 0)) + epsilon)
    w = w - eta * p
  `,
});
