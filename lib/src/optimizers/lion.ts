import { optimizer } from './optimizer';

/**
 * Lion: a step of one length, η, in every weight, along the sign of a blend of average and gradient. The average itself is updated afterwards, with
 * the slower β₂. The gradient's size never shows in a step, so a very large one only keeps the average's sign for longer, and at the minimum Lion
 * rattles to and fro by η; the default rate 1e-4 is a tenth of Adam's for that reason. A weight with zero gradients stays, as sign(0) = 0.
 */
export const lion = optimizer({
  name: 'lion',
  title: 'Lion',
  idea: 'Follow only the sign of a blend of the average and the newest gradient.',
  source: { paper: 'Chen et al. 2023, Algorithm 2', url: 'https://arxiv.org/abs/2302.06675' },
  differs: 'optax\'s `lion`, Keras\'s `Lion`; the default λ is 1e-3 in optax, and Keras has none. torch and tfjs have no Lion.',
  hyper: { eta: 1e-4, beta1: 0.9, beta2: 0.99, lambda: 0 },
  state: { m: 0 },
  update: `
    w = w - eta * (sign(beta1 * m + (1 - beta1) * g) + lambda * w)
    m = beta2 * m + (1 - beta2) * g
  `,
});
