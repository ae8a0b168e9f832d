import { optimizer } from './optimizer';

/**
 * LARS: momentum in which every tensor has its own rate, so that each layer moves by the same share of its size: the first step is at most ηθ of
 * the layer's norm long, a thousandth at the defaults, however large the gradient. All norms are over one named tensor. A tensor that is all zero
 * does not move, so biases that start at zero need a group or another method.
 */
export const lars = optimizer({
  name: 'lars',
  title: 'LARS',
  idea: 'Scale each layer\'s step to a fixed share of the layer\'s norm.',
  source: { paper: 'You, Gitman & Ginsburg 2017, Algorithm 1', url: 'https://arxiv.org/abs/1708.03888' },
  differs: 'The paper\'s form, which without decay is optax\'s `lars`. With it optax divides by ‖g + λw‖ in one piece, and moves a tensor '
    + 'that is all zero by the plain rate. torch, Keras and tfjs have none.',
  hyper: { eta: 1, gamma: 0.9, lambda: 5e-4, trust: 1e-3 },
  state: { V: 0 },
  update: `
    size  = norm(g) + lambda * norm(w)
    ratio = size > 0 ? trust * norm(w) / size : 0
    V     = gamma * V + eta * ratio * (g + lambda * w)
    w     = w - V
  `,
});

const lambSource = { paper: 'You et al. 2020, Algorithm 2', url: 'https://arxiv.org/abs/1904.00962' };

/**
 * LAMB: Adam's direction, with its length set by the norm of the tensor it moves: every step is η times that norm long, whatever the gradients, also
 * close to the minimum. Where weights or direction are all zero the ratio is 1, so the first step from zero weights is Adam's.
 */
export const lamb = optimizer({
  name: 'lamb',
  title: 'LAMB',
  idea: 'Adam\'s direction, scaled to each layer\'s norm.',
  source: lambSource,
  differs: 'optax\'s `lamb` and its defaults. Keras\'s `Lamb` applies the decay before and outside the ratio, `decoupledDecay(lamb())`, '
    + 'and has ε = 1e-7; torch and tfjs have none.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-6, lambda: 0 },
  state: { m: 0, v: 0 },
  update: `
    m     = beta1 * m + (1 - beta1) * g
    v     = beta2 * v + (1 - beta2) * g^2
    mhat  = m / (1 - beta1^t)
    vhat  = v / (1 - beta2^t)
    dw    = mhat / (sqrt(vhat) + epsilon) + lambda * w
    ratio = norm(dw) > 0 ? norm(w) / norm(dw) : 1
    w     = w - eta * (norm(w) > 0 ? ratio : 1) * dw
  `,
});

/** LAMB whose weight norm is held between two bounds, the paper's φ, so that neither a tiny nor a huge tensor moves by its own measure. */
export const lambBounded = optimizer({
  name: 'lamb (bounded)',
  title: 'LAMB, bounded norm',
  idea: 'LAMB with the norm of the weights held between two bounds.',
  source: lambSource,
  differs: 'optax and Keras have no bounds; torch and tfjs have no LAMB.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-6, lambda: 0, hmin: 0, hmax: 10 },
  state: { m: 0, v: 0 },
  update: `
    m     = beta1 * m + (1 - beta1) * g
    v     = beta2 * v + (1 - beta2) * g^2
    mhat  = m / (1 - beta1^t)
    vhat  = v / (1 - beta2^t)
    dw    = mhat / (sqrt(vhat) + epsilon) + lambda * w
    ratio = norm(dw) > 0 ? min(max(norm(w), hmin), hmax) / norm(dw) : 1
    w     = w - eta * (norm(w) > 0 ? ratio : 1) * dw
  `,
});

/**
 * LAMB without bias correction, as in the paper's third version. The ratio makes good most of it: a common factor of the direction cancels, so only
 * ε and the decay see the difference.
 */
export const lambUncorrected = optimizer({
  name: 'lamb (no bias correction)',
  title: 'LAMB, no bias correction',
  idea: 'LAMB with moments that still lean towards zero.',
  source: lambSource,
  differs: 'optax and Keras correct both moments; torch and tfjs have none.',
  hyper: { eta: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-6, lambda: 0 },
  state: { m: 0, v: 0 },
  update: `
    m     = beta1 * m + (1 - beta1) * g
    v     = beta2 * v + (1 - beta2) * g^2
    dw    = m / (sqrt(v) + epsilon) + lambda * w
    ratio = norm(dw) > 0 ? norm(w) / norm(dw) : 1
    w     = w - eta * (norm(w) > 0 ? ratio : 1) * dw
  `,
});
