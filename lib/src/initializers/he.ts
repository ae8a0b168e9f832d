import { initializer } from './initializer';
import type { Mode } from './fans';

const source = { paper: 'He et al. 2015, eq. 10 and 14', url: 'https://arxiv.org/abs/1502.01852', lectures: ['002:172'] };
const idea = 'A relu halves the mean square of its input, so give the weights twice the variance.';
const mean = 'Deck 002\'s relu row uses the mean of both fans.';
const names = { gain: { torch: 'nonlinearity, a', keras: 'sqrt(scale)' }, mode: { torch: 'mode', keras: 'mode', tfjs: 'mode' } };
const options = { gain: Math.SQRT2, mode: 'fanIn' as Mode };

/**
 * He's (Kaiming's) uniform initialisation, U(−r, r) with r = gain · √(3/n), so variance gain²/n.
 *
 * `gain` in [0, ∞), default √2, relu's; `gainOf('leakyRelu', a)` for a leaky one. `mode` says what n is: `fanIn` (default) keeps the size of
 * the signal on the way forward, `fanOut` that of the gradient on the way back, `fanAverage` neither quite.
 * With gain √(1/3) it is torch's default for linear and convolution layers (there written as a = √5), `fanInUniform`.
 */
export const heUniform = initializer({
  name: 'heUniform',
  title: 'He, uniform',
  idea,
  source,
  differs: `torch's \`kaiming_uniform_\`, with the gain as nonlinearity and a, by fan_in or fan_out; Keras's \`HeUniform\` and tfjs's, by the inputs only, without a gain. ${mean}`,
  names,
  options,
  rule: { distribution: 'uniform', scale: 'gain * sqrt(3 / n)' },
});

/**
 * He's (Kaiming's) normal initialisation, N(0, σ²) with σ = gain/√n. `gain` and `mode` as in `heUniform`. With `truncated: true`, nothing is
 * drawn beyond ±2.27σ and the standard deviation is still σ, as in Keras; torch does not truncate; tfjs does and is 12 % too narrow.
 */
export const heNormal = initializer({
  name: 'heNormal',
  title: 'He, normal',
  idea,
  source,
  differs:
    `torch's \`kaiming_normal_\`, with the gain as nonlinearity and a, by fan_in or fan_out; Keras's \`HeNormal\` and tfjs's, by the inputs only, without a gain, ` +
    `truncated, in tfjs to 0.88 of the formula's standard deviation. ${mean}`,
  names,
  options: { ...options, truncated: false },
  rule: { distribution: 'normal', scale: 'gain / sqrt(n)' },
});
