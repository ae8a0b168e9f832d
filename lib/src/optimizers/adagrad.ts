import { optimizer } from './optimizer';

const source = { paper: 'Duchi, Hazan & Singer 2011', url: 'https://www.jmlr.org/papers/volume12/duchi11a/duchi11a.pdf' };

/**
 * AdaGrad: every weight has its own rate, which falls with the gradients it has seen. From δ = 0 the first step is η whatever the gradient's size,
 * and none is longer; under a constant gradient step t is η/√t, which is slow but, unlike deck 001's "stuck", never adds up to an end. One very large gradient is
 * never forgotten. A weight that has seen only zero gradients stays where it is.
 *
 * ε = 1e-10 only keeps 0/0 away. Deck 001's is `adagrad({ epsilon: 1e-5 })`; read literally, its 1e⁻⁵ would be 0.0067.
 */
export const adagrad = optimizer({
  name: 'adagrad',
  title: 'AdaGrad',
  idea: 'Divide each weight\'s step by the root of all its squared gradients so far: rare features take large steps.',
  source: { ...source, lectures: ['001:46'] },
  differs: 'torch\'s `Adagrad` and its defaults: ε outside the root and δ = 0. Keras, optax and tfjs start the sum at 0.1 with ε inside: '
    + '`adagradInside`.',
  hyper: { eta: 0.01, epsilon: 1e-10, delta: 0 },
  state: { G: 'delta' },
  update: `
    G = G + g^2
    w = w - eta * g / (sqrt(G) + epsilon)
  `,
});

/**
 * AdaGrad as deck 000 prints it, with ε inside the root. From δ = 0 the first step is ηg/√(g² + ε): nearly η for gradients above √ε, and in
 * proportion to the gradient below. With δ = 0.1, as libraries have it, small gradients take small first steps: ηg/√(0.1 + g²).
 */
export const adagradInside = optimizer({
  name: 'adagrad (epsilon inside)',
  title: 'AdaGrad, ε inside the root',
  idea: 'AdaGrad with ε under the root, where it matters for gradients up to √ε instead of ε.',
  source: { ...source, lectures: ['000:47'] },
  differs: 'Keras\'s `Adagrad` and optax\'s `adagrad` at δ = 0.1, ε = 1e-7, and tfjs\'s, whose ε cannot be set. Default rate: Keras '
    + '0.001. torch has ε outside.',
  hyper: { eta: 0.01, epsilon: 1e-7, delta: 0 },
  state: { G: 'delta' },
  update: `
    G = G + g^2
    w = w - eta * g / sqrt(G + epsilon)
  `,
});
