import { optimizer } from './optimizer';

/**
 * AdaDelta: the step has the units of the weights, because it is scaled by the size of earlier steps; so no rate is needed, η = 1. ε is not
 * cosmetic: with no earlier step, √ε is what the first one is made of. Deck 000's algorithm box has lost the numerator and the
 * minus sign, and would climb.
 */
export const adadelta = optimizer({
  name: 'adadelta',
  title: 'AdaDelta',
  idea: 'Scale the gradient by the ratio of recent steps to recent gradients, so that the step has the units of the weights.',
  source: { paper: 'Zeiler 2012, Algorithm 1', url: 'https://arxiv.org/abs/1212.5701', lectures: ['000:117', '000:142'] },
  differs: 'torch\'s form and defaults. Keras\'s and tfjs\'s default rate is 0.001; tfjs\'s adadelta divides by the old average and so is plain gradient descent.',
  hyper: { eta: 1, rho: 0.9, epsilon: 1e-6 },
  state: { v: 0, D: 0 },
  update: `
    v  = rho * v + (1 - rho) * g^2
    dw = -(sqrt(D + epsilon) / sqrt(v + epsilon) * g)
    D  = rho * D + (1 - rho) * dw^2
    w  = w + eta * dw
  `,
});
