import { optimizer } from './optimizer';

/**
 * AdaGrad: every weight has its own rate, which falls with the gradients it has seen. The sum G never shrinks, so the steps do; with
 * bounded gradients about as 1/√t. A weight that has seen only zero gradients stays where it is.
 */
export const adagrad = optimizer({
  name: 'adagrad',
  title: 'AdaGrad',
  idea: 'Divide each weight\'s step by the root of all its squared gradients so far: rare features take large steps.',
  source: { paper: 'Duchi, Hazan & Singer 2011', lectures: ['000:47', '001:46'] },
  differs: 'torch\'s form: ε outside the root and δ = 0. Keras, optax and tfjs start the sum at 0.1 with ε inside; see `adagradInside`.',
  hyper: { eta: 0.01, epsilon: 1e-10, delta: 0 },
  state: { G: 'delta' },
  update: `
    G = G + g^2
    w = w - eta * g / (sqrt(G) + epsilon)
  `,
});

/** AdaGrad as deck 000 prints it, with ε inside the root: Keras's, optax's and tfjs's form at δ = 0.1, ε = 1e-7. */
export const adagradInside = optimizer({
  name: 'adagrad (epsilon inside)',
  title: 'AdaGrad, ε inside the root',
  idea: 'AdaGrad with ε under the root, where it matters for gradients up to √ε instead of ε.',
  source: { paper: 'Duchi, Hazan & Singer 2011', lectures: ['000:47'] },
  hyper: { eta: 0.01, epsilon: 1e-7, delta: 0 },
  state: { G: 'delta' },
  update: `
    G = G + g^2
    w = w - eta * g / sqrt(G + epsilon)
  `,
});
