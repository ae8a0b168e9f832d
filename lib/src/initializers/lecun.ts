import { initializer } from './initializer';

const source = { paper: 'LeCun, Bottou, Orr & Müller 1998, "Efficient BackProp", §4.6', url: 'http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf' };
const idea = 'Give a sum of n inputs the size of one of them: variance 1/n_in.';

/**
 * LeCun's uniform initialisation, U(−r, r) with r = √(3/n_in), variance 1/n_in: keeps the mean square of a signal through linear layers, and
 * halves it at every relu. Keras's `LecunUniform`, tfjs's `leCunUniform`; torch has none (`kaiming_uniform_` with nonlinearity "linear").
 * Three times the variance of `fanInUniform`, which is often taken for it.
 */
export const lecunUniform = initializer({
  name: 'lecunUniform',
  title: 'LeCun, uniform',
  idea,
  source,
  differs: 'Keras\'s `LecunUniform`, tfjs\'s leCunUniform. torch has none (kaiming_uniform_ with nonlinearity "linear").',
  options: {},
  rule: { distribution: 'uniform', scale: 'sqrt(3 / nin)' },
});

/**
 * LeCun's normal initialisation, N(0, σ²) with σ = √(1/n_in); recommended with SELU. With `truncated: true`, nothing is drawn beyond ±2.27σ and
 * the standard deviation is still σ, as in Keras's `LecunNormal`; tfjs's `leCunNormal` is 12 % too narrow.
 */
export const lecunNormal = initializer({
  name: 'lecunNormal',
  title: 'LeCun, normal',
  idea,
  source,
  differs: 'Keras\'s `LecunNormal`, truncated; tfjs\'s too, and there its standard deviation is 0.88 of the formula\'s.',
  options: { truncated: false },
  rule: { distribution: 'normal', scale: 'sqrt(1 / nin)' },
});
