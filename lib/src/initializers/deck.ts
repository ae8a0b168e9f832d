import { glorotNormal, glorotUniform } from './glorot';
import { initializer } from './initializer';

/**
 * U(±1/√n_in), the "commonly used heuristic" that Glorot & Bengio set out to replace, and to this day the default of torch's linear and
 * convolution layers, weights and biases alike. Its variance is 1/(3 n_in): the mean square of a signal shrinks to a third in every linear
 * layer, to a sixth with a relu. For a bias, give the fans of its weights: `fanInUniform({ fans })`.
 */
export const fanInUniform = initializer({
  name: 'fanInUniform',
  title: 'Uniform by fan-in',
  idea: 'The more inputs a unit adds up, the smaller its weights.',
  source: { paper: 'Glorot & Bengio 2010, eq. 1', url: 'https://proceedings.mlr.press/v9/glorot10a.html', lectures: ['002:165'] },
  differs: 'torch: the default of nn.Linear and nn.Conv, written kaiming_uniform_(a=√5). Keras\'s and tfjs\'s LecunUniform is √3 wider.',
  options: {},
  rule: { distribution: 'uniform', scale: '1 / sqrt(nin)' },
});

/**
 * Xavier's uniform bound as deck 002 prints it, 6/√(n_in + n_out), WRONG: the 6 belongs under the root (`glorotUniform`). The bound is √6 too
 * wide, and the mean square of a signal grows sixfold in every layer with as many outputs as inputs.
 */
export const xavierAsPrinted = initializer({
  name: 'xavierAsPrinted',
  title: 'Xavier as printed in deck 002',
  idea: 'A slip that blows the signal up sixfold a layer.',
  source: { paper: 'deck 002; the paper is Glorot & Bengio 2010, eq. 16', url: 'https://proceedings.mlr.press/v9/glorot10a.html', lectures: ['002:166'] },
  differs: 'torch, Keras and tfjs have the root over the 6 too.',
  wrong: 'the 6 belongs under the root; use glorotUniform',
  options: {},
  rule: { distribution: 'uniform', scale: '6 / sqrt(nin + nout)' },
});

const tutorial = { paper: 'deeplearning.net tutorial, multilayer perceptron', url: 'http://deeplearning.net/tutorial/mlp.html' };
const sigmoidIdea = 'Four times the weights of tanh, since the logistic function is four times flatter at 0.';
const sigmoidDiffers = 'not in Glorot & Bengio; torch\'s gain for the sigmoid is 1.';

/** Deck 002's row "sigmoid", uniform: r = 4 √(6/(n_in + n_out)). A rule of thumb from σ'(0) = 1/4, not a result; torch uses a gain of 1. */
export const sigmoidUniform = initializer({
  name: 'sigmoidUniform',
  title: 'Sigmoid, uniform (deck 002)',
  idea: sigmoidIdea,
  source: { ...tutorial, lectures: ['002:171'] },
  differs: sigmoidDiffers,
  options: {},
  rule: { distribution: 'uniform', scale: '4 * sqrt(6 / (nin + nout))' },
});

/** Deck 002's row "sigmoid", normal: σ = 4 √(2/(n_in + n_out)). A rule of thumb, as `sigmoidUniform`. */
export const sigmoidNormal = initializer({
  name: 'sigmoidNormal',
  title: 'Sigmoid, normal (deck 002)',
  idea: sigmoidIdea,
  source: { ...tutorial, lectures: ['002:171'] },
  differs: sigmoidDiffers,
  options: { truncated: false },
  rule: { distribution: 'normal', scale: '4 * sqrt(2 / (nin + nout))' },
});

const reluSource = { paper: 'deck 002; compare He et al. 2015, eq. 10', url: 'https://arxiv.org/abs/1502.01852', lectures: ['002:172'] };
const reluIdea = 'Glorot\'s weights times √2, since a relu halves the mean square.';
const reluDiffers = 'He et al. and every library measure by the inputs alone (heUniform, heNormal); the two agree when a layer has as many outputs as inputs.';

/**
 * Deck 002's row "ReLU", uniform: r = √2 √(6/(n_in + n_out)), which is `heUniform({ mode: 'fanAverage' })`. Where n_in ≠ n_out it does not keep
 * the size of the signal: from 300 to 900 units the mean square halves.
 */
export const reluUniform = initializer({
  name: 'reluUniform',
  title: 'ReLU, uniform (deck 002)',
  idea: reluIdea,
  source: reluSource,
  differs: reluDiffers,
  options: {},
  rule: { distribution: 'uniform', scale: 'sqrt(2) * sqrt(6 / (nin + nout))' },
});

/** Deck 002's row "ReLU", normal: σ = √2 √(2/(n_in + n_out)), which is `heNormal({ mode: 'fanAverage' })`; see `reluUniform`. */
export const reluNormal = initializer({
  name: 'reluNormal',
  title: 'ReLU, normal (deck 002)',
  idea: reluIdea,
  source: reluSource,
  differs: reluDiffers,
  options: { truncated: false },
  rule: { distribution: 'normal', scale: 'sqrt(2) * sqrt(2 / (nin + nout))' },
});

/** Deck 002's table of initialisers by activation, row by row; the row "tanh" is Glorot's. */
export const deckTable = {
  tanh: { uniform: glorotUniform, normal: glorotNormal },
  sigmoid: { uniform: sigmoidUniform, normal: sigmoidNormal },
  relu: { uniform: reluUniform, normal: reluNormal },
} as const;
