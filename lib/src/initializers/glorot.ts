import { initializer } from './initializer';

const source = { paper: 'Glorot & Bengio 2010, eq. 16', url: 'https://proceedings.mlr.press/v9/glorot10a.html', lectures: ['002:170'] };
const idea = 'Choose the variance 2/(n_in + n_out), a compromise between keeping the signal\'s size on the way forward and the gradient\'s on the way back.';

/**
 * Glorot's (Xavier's) uniform initialisation, U(−r, r) with r = gain · √(6/(n_in + n_out)); the row "tanh" of deck 002. Variance
 * gain² · 2/(n_in + n_out). `gain` in [0, ∞), default 1: right for linear layers and near 0 for tanh; see `gainOf`.
 *
 * torch's `xavier_uniform_(gain)`, Keras's `GlorotUniform` (the default of its Dense layer, without a gain), tfjs's `glorotUniform`.
 */
export const glorotUniform = initializer({
  name: 'glorotUniform',
  title: 'Glorot, uniform',
  idea,
  source,
  differs: 'torch\'s `xavier_uniform_`, with the same gain; Keras\'s `GlorotUniform` and tfjs\'s have no gain.',
  names: { gain: { torch: 'gain', keras: 'sqrt(scale)' } },
  options: { gain: 1 },
  rule: { distribution: 'uniform', scale: 'gain * sqrt(6 / (nin + nout))' },
});

/**
 * Glorot's normal initialisation, N(0, σ²) with σ = gain · √(2/(n_in + n_out)); the row "tanh" of deck 002. `gain` in [0, ∞), default 1.
 * With `truncated: true`, nothing is drawn beyond ±2.27σ and the standard deviation is still σ.
 *
 * torch's `xavier_normal_` is the default form; Keras's `GlorotNormal` is the truncated one; tfjs's, the default of its dense layers, is truncated
 * and 12 % too narrow.
 */
export const glorotNormal = initializer({
  name: 'glorotNormal',
  title: 'Glorot, normal',
  idea,
  source,
  differs: 'torch\'s `xavier_normal_`; Keras\'s `GlorotNormal`, truncated; tfjs\'s too, and there its standard deviation is 0.88 of the formula\'s.',
  names: { gain: { torch: 'gain', keras: 'sqrt(scale)' } },
  options: { gain: 1, truncated: false },
  rule: { distribution: 'normal', scale: 'gain * sqrt(2 / (nin + nout))' },
});
