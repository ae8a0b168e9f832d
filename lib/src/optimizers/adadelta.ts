import { optimizer } from './optimizer';

/**
 * AdaDelta: the step has the units of the weights, because it is scaled by the size of earlier steps; so no rate is needed, η = 1. ε is not
 * cosmetic: with no earlier step, √ε is what the first one is made of. It is √ε/√(1 − ρ), 0.0032 at ε = 1e-6 and ρ = 0.9, for gradients
 * well above that number and shorter below it; under a constant gradient the steps grow as √((1 − ρ)εt). A zero gradient makes no step.
 *
 * Deck 000 never defines the step on its slide, and its algorithm box has lost the minus sign and the numerator: `adadeltaAsPrinted` climbs.
 * With the slide's ε outside the root it starts a thousand times slower: `adadeltaOutside`.
 */
export const adadelta = optimizer({
  name: 'adadelta',
  title: 'AdaDelta',
  idea: 'Scale the gradient by the ratio of recent steps to recent gradients, so that the step has the units of the weights.',
  source: { paper: 'Zeiler 2012, Algorithm 1', url: 'https://arxiv.org/abs/1212.5701', lectures: ['000:117', '000:142'] },
  differs: 'torch\'s `Adadelta` and its defaults, optax\'s `adadelta`; Keras\'s `Adadelta` with the rate 0.001, ρ = 0.95 and ε = 1e-7. '
    + 'tfjs\'s adadelta divides by the old average and so is plain gradient descent.',
  hyper: { eta: 1, rho: 0.9, epsilon: 1e-6 },
  state: { v: 0, D: 0 },
  update: `
    v  = rho * v + (1 - rho) * g^2
    dw = -(sqrt(D + epsilon) / sqrt(v + epsilon) * g)
    D  = rho * D + (1 - rho) * dw^2
    w  = w + eta * dw
  `,
});
