import { optimizer } from './optimizer';

const source = { paper: 'Ginsburg et al. 2019, Algorithm 1', url: 'https://arxiv.org/abs/1905.11286' };

/** NovoGrad: gradients divided by the norm of their whole tensor, then averaged; one number of second moment a layer. */
export const novograd = optimizer({
  name: 'novograd',
  title: 'NovoGrad',
  idea: 'Normalise each layer\'s gradient as a whole, and put momentum on the result.',
  source,
  differs: 'optax\'s form; its default β₂ is 0.25, the paper\'s 0.98. torch, Keras and tfjs have none.',
  hyper: { eta: 1e-3, beta1: 0.95, beta2: 0.98, epsilon: 1e-8, lambda: 0 },
  state: { m: 0, v: 0 },
  update: `
    v = t > 1 ? beta2 * v + (1 - beta2) * norm(g)^2 : norm(g)^2
    m = beta1 * m + g / (sqrt(v) + epsilon) + lambda * w
    w = w - eta * m
  `,
});

/** NovoGrad with the new gradient weighed by 1 − β₁, the first one included. */
export const novogradAveraged = optimizer({
  name: 'novograd (averaged)',
  title: 'NovoGrad, averaged gradient',
  idea: 'NovoGrad with an average in place of the sum.',
  source,
  hyper: { eta: 1e-2, beta1: 0.95, beta2: 0.98, epsilon: 1e-8, lambda: 0 },
  state: { m: 0, v: 0 },
  update: `
    v = t > 1 ? beta2 * v + (1 - beta2) * norm(g)^2 : norm(g)^2
    m = beta1 * m + (1 - beta1) * (g / (sqrt(v) + epsilon) + lambda * w)
    w = w - eta * m
  `,
});
