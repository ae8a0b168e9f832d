import { activation } from './activation';

/**
 * The logistic sigmoid 1 / (1 + e^{−x}): any number to (0, 1). Slope σ(1 − σ), at most 1/4, at 0; far out it is 0 and nothing is learned.
 * Written in two halves so that no exponent is positive: ±1000 gives 0 and 1.
 */
export const sigmoid = activation({
  name: 'sigmoid',
  title: 'Sigmoid',
  idea: 'Squash a number into a probability.',
  source: { paper: 'Han & Moraga 1995', lectures: ['002:171'] },
  differs: 'the same function in torch, Keras, optax (JAX) and tfjs.',
  formula: 'x >= 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x))',
});

/**
 * The hyperbolic tangent, 2σ(2x) − 1: any number to (−1, 1), zero to zero. Slope 1 − tanh², 1 at 0.
 * The formula is a difference of numbers near 1, so its absolute error is that of 1: for tiny x it has fewer right digits than `Math.tanh`.
 */
export const tanh = activation({
  name: 'tanh',
  title: 'Hyperbolic tangent',
  idea: 'Squash a number into (−1, 1), symmetrically about zero.',
  source: { paper: 'LeCun et al. 1998, Efficient BackProp', lectures: ['002:170'] },
  differs: 'the same function in torch, Keras, optax (JAX) and tfjs; theirs keeps all digits of a tiny x.',
  formula: 'x >= 0 ? (1 - exp(-2 * x)) / (1 + exp(-2 * x)) : (exp(2 * x) - 1) / (exp(2 * x) + 1)',
});
