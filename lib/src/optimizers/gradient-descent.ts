import { optimizer } from './optimizer';

/**
 * Gradient descent: a step against the gradient, as long as the gradient is steep. Where the gradient is zero the weights stay, and a very large
 * one throws them far away.
 *
 * In a valley of curvature λ a step multiplies the distance to the bottom by 1 − ηλ: η = 1/λ lands at once, η = 2/λ swings for ever between two
 * points, and more diverges. The default η = 0.01 is stable for curvatures below 200.
 */
export const gradientDescent = optimizer({
  name: 'gradient descent',
  title: 'Gradient descent',
  idea: 'Take a step against the gradient.',
  source: { paper: 'Cauchy 1847', lectures: ['000:65', '002:19', '003:58', '003:78'] },
  differs: 'torch\'s `SGD`, Keras\'s `SGD`, optax\'s `sgd`, tfjs\'s sgd. Default rate: torch 1e-3, Keras 0.01; optax and tfjs have none.',
  hyper: { eta: 0.01 },
  update: 'w = w - eta * g',
});
