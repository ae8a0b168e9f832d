import { activation } from './activation';

/** The rectifier max(0, x). Its slope at 0, where it has a kink, is taken to be 0, as everywhere. A unit that is negative for every input learns nothing. */
export const relu = activation({
  name: 'relu',
  title: 'ReLU',
  idea: 'Let positive numbers through and stop the rest.',
  source: { paper: 'Nair & Hinton 2010', lectures: ['002:172'] },
  differs: 'the same function, and slope 0 at 0, in torch, Keras, JAX and tfjs.',
  formula: 'max(0, x)',
});

/** The leaky rectifier: slope 1 above 0, α at 0 and below, so that no unit is ever dead. α in [0, inf), default 0.01, the paper's. */
export const leakyRelu = activation({
  name: 'leaky relu',
  title: 'Leaky ReLU',
  idea: 'A rectifier that still leaks a little of a negative number.',
  source: { paper: 'Maas, Hannun & Ng 2013' },
  differs: 'torch\'s and JAX\'s default slope is 0.01; Keras (3.0) and the tfjs layer have 0.3, tf.leakyRelu 0.2.',
  formula: 'x > 0 ? x : alpha * x',
  parameters: { alpha: 0.01 },
  symbols: { alpha: { glyph: '\\alpha', meaning: 'slope below zero', interval: '[0, inf)', torch: 'negative_slope', keras: 'negative_slope', tfjs: 'alpha' } },
});

/**
 * The exponential linear unit: x above 0, α(e^x − 1) below, which levels off at −α. Its slope at 0 is α from the left and 1 from the
 * right; the left one is given, as torch does. α in [0, inf), default 1, the only value without a kink.
 */
export const elu = activation({
  name: 'elu',
  title: 'ELU',
  idea: 'A rectifier whose negative side levels off smoothly, so that activations average near zero.',
  source: { paper: 'Clevert, Unterthiner & Hochreiter 2016' },
  differs: 'the same function in torch, Keras, JAX and tfjs (tf.elu has α = 1 only).',
  formula: 'x > 0 ? x : alpha * (exp(x) - 1)',
  parameters: { alpha: 1 },
  symbols: { alpha: { glyph: '\\alpha', meaning: 'how far below zero it levels off', interval: '[0, inf)', torch: 'alpha', keras: 'alpha', tfjs: 'alpha' } },
});
