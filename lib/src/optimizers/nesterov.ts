import { optimizer } from './optimizer';

/**
 * Nesterov's accelerated gradient: momentum that asks for the gradient where the velocity is about to carry it, so an overshoot is braked before
 * it happens. The first step, with V = 0, is gradient descent. It evaluates the loss at w − γV; `minimize` moves the weights there and back: one
 * gradient a step, as momentum.
 *
 * Its famous rate 1/k² belongs to convex functions and a γ that grows towards 1; with a constant γ, default 0.9, nothing of the kind is promised.
 */
export const nesterov = optimizer({
  name: 'nesterov',
  title: 'Nesterov\'s accelerated gradient',
  idea: 'Look ahead to where the velocity leads, and correct the course with the gradient found there.',
  source: { paper: 'Nesterov 1983; Sutskever et al. 2013', lectures: ['000:79', '000:83'] },
  differs: 'torch\'s `SGD(nesterov=True)`, Keras\'s `SGD(nesterov=True)`, optax\'s `sgd(nesterov=True)` and tfjs run the same path in '
    + 'shifted variables: their weights are this method\'s w − γV.',
  hyper: { eta: 0.01, gamma: 0.9 },
  state: { V: 0 },
  at: 'w - gamma * V',
  update: `
    V = gamma * V + eta * g
    w = w - V
  `,
});
