import { optimizer } from './optimizer';

const source = { paper: 'Ginsburg et al. 2019', url: 'https://arxiv.org/abs/1905.11286' };

/**
 * NovoGrad: gradients divided by the norm of their whole tensor, then summed as momentum does; one number of second moment a layer, which starts at
 * the first gradient's own norm and needs no correction. So the first step is η long, measured over the layer; under a constant gradient steps
 * grow to η/(1 − β₁). One very large gradient shortens the layer's steps for about 1/(1 − β₂) steps. A layer of zero gradients rests, thanks to ε.
 *
 * The state is the square of a norm, and float32 has none beyond 1.8e19: there v is Infinity on tensors, and the layer rests for good; clip before.
 */
export const novograd = optimizer({
  name: 'novograd',
  title: 'NovoGrad',
  idea: 'Normalise each layer\'s gradient as a whole, and put momentum on the result.',
  source,
  differs: 'optax\'s `novograd`; its defaults are β₁ = 0.9, β₂ = 0.25 and ε = 1e-6. torch, Keras and tfjs have none.',
  hyper: { eta: 1e-3, beta1: 0.95, beta2: 0.98, epsilon: 1e-8, lambda: 0 },
  state: { m: 0, v: 0 },
  update: `
    v = t > 1 ? beta2 * v + (1 - beta2) * norm(g)^2 : norm(g)^2
    m = beta1 * m + g / (sqrt(v) + epsilon) + lambda * w
    w = w - eta * m
  `,
});

/** NovoGrad with the new gradient weighed by 1 − β₁, the first one included: `novograd` at the rate η/(1 − β₁), as momentum's two forms are. */
export const novogradAveraged = optimizer({
  name: 'novograd (averaged)',
  title: 'NovoGrad, averaged gradient',
  idea: 'NovoGrad with an average in place of the sum.',
  source,
  differs: 'No library has the average. At a constant rate it is optax\'s `novograd` at the rate η (1 − β₁).',
  hyper: { eta: 1e-2, beta1: 0.95, beta2: 0.98, epsilon: 1e-8, lambda: 0 },
  state: { m: 0, v: 0 },
  update: `
    v = t > 1 ? beta2 * v + (1 - beta2) * norm(g)^2 : norm(g)^2
    m = beta1 * m + (1 - beta1) * (g / (sqrt(v) + epsilon) + lambda * w)
    w = w - eta * m
  `,
});
