import { optimizer } from './optimizer';

/**
 * Gradient descent: a step against the gradient, as long as the gradient is steep. All hyper-parameters: η, default 0.01, which keeps a
 * quadratic of curvature up to 200 stable (η < 2/λ). A zero gradient leaves the weights where they are.
 */
export const gradientDescent = optimizer({
  name: 'gradient descent',
  title: 'Gradient descent',
  idea: 'Take a step against the gradient.',
  source: { paper: 'Cauchy 1847', lectures: ['000:65', '002:20', '003:58'] },
  differs: 'torch\'s SGD has the default 1e-3, Keras 0.01; optax and tfjs have none.',
  hyper: { eta: 0.01 },
  update: 'w = w - eta * g',
});
