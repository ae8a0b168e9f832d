/** The values that a slider goes through, and how. */
export interface Slider {
  /** The smallest value. */
  readonly from: number;
  /** The largest value. */
  readonly to: number;
  /**
   * `linear`: equal distances of the slider are equal differences. `log`: equal factors, for what ranges over powers of ten. `complement`: equal
   * factors of one minus the value, for a decay, where 0.9 and 0.99 are as far apart as 0.99 and 0.999. Default `linear`.
   */
  readonly scale?: 'linear' | 'log' | 'complement';
}

/** What a symbol of the course means, wherever it stands: in a formula, a figure, an error message or a notebook. */
export interface Symbol {
  /** LaTeX, as it stands in a formula. */
  readonly glyph: string;
  /** A phrase without an article, as in a table. */
  readonly meaning: string;
  /** Legal values of a hyper-parameter, in the usual bracket notation; checked when an optimizer is made. */
  readonly interval?: string;
  /** What a slider of a figure offers of it; within the interval. */
  readonly slider?: Slider;
  /** The same hyper-parameter in torch. */
  readonly torch?: string;
  /** The same hyper-parameter in Keras. */
  readonly keras?: string;
  /** The same hyper-parameter in optax. */
  readonly optax?: string;
  /** The same hyper-parameter in TensorFlow.js. */
  readonly tfjs?: string;
  /** This name holds another symbol's value of so many steps earlier: `wprev` is w, one step late. */
  readonly lag?: number;
}

/**
 * Every symbol, once. The decks disagree (γ is a momentum in 000 and a learning rate in 002, α a learning rate in 004 and a decay in
 * 001), so each letter has one meaning here, and every lesson translates its deck's letters into these.
 */
export const notation = {
  w: { glyph: 'w', meaning: 'weights' },
  wprev: { glyph: 'w', meaning: 'weights one step earlier', lag: 1 },
  g: { glyph: 'g', meaning: 'gradient of the loss' },
  raw: { glyph: '\\tilde g', meaning: 'gradient as it comes, before a wrapper changes it' },
  stepped: { glyph: '\\tilde w', meaning: 'weights that the optimizer inside a wrapper gives' },
  t: { glyph: 't', meaning: 'number of the step, from 1', interval: '[1, inf)', slider: { from: 1, to: 1000, scale: 'log' } },

  eta: { glyph: '\\eta', meaning: 'learning rate', interval: '[0, inf)', slider: { from: 1e-4, to: 10, scale: 'log' }, torch: 'lr', keras: 'learning_rate', optax: 'learning_rate', tfjs: 'learningRate' },
  gamma: { glyph: '\\gamma', meaning: 'momentum coefficient', interval: '[0, 1)', slider: { from: 0, to: 0.99 }, torch: 'momentum', keras: 'momentum', optax: 'momentum', tfjs: 'momentum' },
  beta: { glyph: '\\beta', meaning: 'decay of a moving average', interval: '[0, 1)', slider: { from: 0, to: 0.999, scale: 'complement' }, torch: 'alpha (RMSprop)', keras: 'rho', optax: 'decay', tfjs: 'decay' },
  beta1: { glyph: '\\beta_1', meaning: 'decay of the first moment', interval: '[0, 1)', slider: { from: 0, to: 0.999, scale: 'complement' }, torch: 'betas[0]', keras: 'beta_1', optax: 'b1', tfjs: 'beta1' },
  beta2: { glyph: '\\beta_2', meaning: 'decay of the second moment', interval: '[0, 1)', slider: { from: 0, to: 0.9999, scale: 'complement' }, torch: 'betas[1]', keras: 'beta_2', optax: 'b2', tfjs: 'beta2' },
  rho: { glyph: '\\rho', meaning: 'decay of AdaDelta\'s two averages', interval: '[0, 1)', slider: { from: 0, to: 0.999, scale: 'complement' }, torch: 'rho', keras: 'rho', optax: 'rho', tfjs: 'rho' },
  epsilon: { glyph: '\\varepsilon', meaning: 'keeps a denominator away from zero', interval: '[0, inf)', slider: { from: 1e-12, to: 1, scale: 'log' }, torch: 'eps', keras: 'epsilon', optax: 'eps', tfjs: 'epsilon' },
  delta: { glyph: '\\delta', meaning: 'initial value of an accumulator', interval: '[0, inf)', slider: { from: 0, to: 1 }, torch: 'initial_accumulator_value', keras: 'initial_accumulator_value', optax: 'initial_accumulator_value', tfjs: 'initialAccumulatorValue' },
  lambda: { glyph: '\\lambda', meaning: 'weight decay', interval: '[0, inf)', slider: { from: 1e-5, to: 1, scale: 'log' }, torch: 'weight_decay', keras: 'weight_decay', optax: 'weight_decay' },

  tau: { glyph: '\\tau', meaning: 'dampening of new gradients', interval: '[0, 1]', slider: { from: 0, to: 1 }, torch: 'dampening' },
  s: { glyph: 's', meaning: 'multiplier of a schedule', interval: '[0, inf)' },
  psi: { glyph: '\\psi', meaning: 'how fast the momentum grows', interval: '[0, inf)', torch: 'momentum_decay' },
  grow: { glyph: 'f_{+}', meaning: 'growth of a step length', interval: '[1, inf)', torch: 'etas[1]', optax: 'eta_plus' },
  shrink: { glyph: 'f_{-}', meaning: 'shrinkage of a step length', interval: '(0, 1]', torch: 'etas[0]', optax: 'eta_minus' },
  hmin: { glyph: 'h_{\\min}', meaning: 'lower bound', interval: '[0, inf)', torch: 'step_sizes[0]', optax: 'min_step_size' },
  hmax: { glyph: 'h_{\\max}', meaning: 'upper bound', interval: '(0, inf)', torch: 'step_sizes[1]', optax: 'max_step_size' },
  timepower: { glyph: '\\alpha', meaning: 'exponent of time', interval: '[0, inf)', torch: 'alpha (ASGD)' },
  ratepower: { glyph: 'q', meaning: 'exponent of the rate in an average', interval: '[0, inf)', optax: 'weight_lr_power' },
  tzero: { glyph: 't_0', meaning: 'step from which on the path is averaged', interval: '[0, inf)', torch: 't0' },
  warmup: { glyph: 'T_w', meaning: 'steps of warm-up', interval: '[0, inf)', keras: 'warmup_steps' },
  trust: { glyph: '\\theta', meaning: 'share of its size by which a layer moves', interval: '(0, inf)', optax: 'trust_coefficient' },
  etafinal: { glyph: '\\eta_{\\infty}', meaning: 'rate at which AdaBound ends', interval: '(0, inf)' },
  speed: { glyph: '\\sigma', meaning: 'speed at which AdaBound\'s bounds close', interval: '(0, inf)' },

  V: { glyph: 'V', meaning: 'velocity: the step that momentum takes' },
  p: { glyph: 'p', meaning: 'decaying sum of gradients' },
  m: { glyph: 'm', meaning: 'first moment: moving average of the gradient' },
  v: { glyph: 'v', meaning: 'second moment: moving average of the squared gradient' },
  G: { glyph: 'G', meaning: 'sum of the squared gradients so far' },
  D: { glyph: 'D', meaning: 'moving average of the squared updates' },
  mhat: { glyph: '\\hat m', meaning: 'first moment without its bias towards zero' },
  vhat: { glyph: '\\hat v', meaning: 'second moment without its bias towards zero' },
  u: { glyph: 'u', meaning: 'largest recent gradient' },
  P: { glyph: 'P', meaning: 'product of all momentum coefficients so far' },
  mu: { glyph: '\\mu', meaning: 'momentum coefficient of this step' },
  munext: { glyph: '\\nu', meaning: 'momentum coefficient of the next step' },
  s2: { glyph: 's', meaning: 'moving average of the squared surprise, gradient minus expectation' },
  s2hat: { glyph: '\\hat s', meaning: 'squared surprise without its bias towards zero' },
  vmax: { glyph: '\\bar v', meaning: 'largest second moment so far' },
  ell: { glyph: '\\ell', meaning: 'number of gradients the second moment stands for' },
  ellmax: { glyph: '\\bar \\ell', meaning: 'number of gradients it will stand for' },
  r: { glyph: 'r', meaning: 'rectification of the step' },
  gprev: { glyph: '\\tilde g', meaning: 'gradient that Rprop remembers, zero after a turn' },
  factor: { glyph: 'f', meaning: 'change of a step length' },
  h: { glyph: 'h', meaning: 'rate in use' },
  average: { glyph: '\\bar w', meaning: 'average of the path' },
  size: { glyph: 'N', meaning: 'size of the gradient with its decay' },
  ratio: { glyph: '\\phi', meaning: 'trust ratio of a layer' },
  k: { glyph: 'k', meaning: 'weight of a point in an average' },
  S: { glyph: 'S', meaning: 'sum of the weights of an average' },
  dw: { glyph: '\\Delta w', meaning: 'change of the weights in this step' },

  x: { glyph: 'x', meaning: 'first coordinate' },
  y: { glyph: 'y', meaning: 'second coordinate' },
  a: { glyph: 'a', meaning: 'first parameter of a surface' },
  b: { glyph: 'b', meaning: 'second parameter of a surface' },
  kappa: { glyph: '\\kappa', meaning: 'condition number: largest over smallest curvature', interval: '[1, inf)', slider: { from: 1, to: 1000, scale: 'log' } },
  c: { glyph: 'c', meaning: 'curvature', interval: '(0, inf)', slider: { from: 0.1, to: 10, scale: 'log' } },
  z: { glyph: 'z', meaning: 'margin: label times score, positive when the example is classified correctly' },

  // Initialisers
  nin: { glyph: 'n_{\\text{in}}', meaning: 'inputs of a unit (fan-in)', interval: '(0, inf)', torch: 'fan_in', keras: 'fan_in' },
  nout: { glyph: 'n_{\\text{out}}', meaning: 'units that an input feeds (fan-out)', interval: '(0, inf)', torch: 'fan_out', keras: 'fan_out' },
  n: { glyph: 'n', meaning: 'the fan that the mode picks: inputs, outputs or their mean', interval: '(0, inf)', torch: 'mode', keras: 'mode' },
  gain: { glyph: '\\text{gain}', meaning: 'gain: makes up for what an activation takes from the signal', interval: '[0, inf)', torch: 'gain', keras: 'sqrt(scale)' },
  slope: { glyph: '\\text{slope}', meaning: 'slope of a leaky relu below zero', interval: '(-inf, inf)', torch: 'a', keras: 'negative_slope' },
} as const satisfies Record<string, Symbol>;

export type SymbolName = keyof typeof notation;

/** The notation's entry for a name, or that of the formula's own `symbols`; undefined when neither lists it. */
export function symbolFor(name: string, own: Readonly<Record<string, Symbol>> = {}): Symbol | undefined {
  const shared: Readonly<Record<string, Symbol>> = notation;
  return own[name] ?? (Object.hasOwn(shared, name) ? shared[name] : undefined);
}

/** Whether a value lies in an interval written as usual: `[0, 1)`, `(0, inf)`. Infinity and NaN lie in none. */
export function contains(interval: string, value: number): boolean {
  const parts = /^([[(])\s*(-?[\d.]+|-inf)\s*,\s*(-?[\d.]+|inf)\s*([\])])$/.exec(interval);
  if (!parts) throw new Error(`cannot read the interval "${interval}"; write it as [0, 1) or (0, inf)`);
  const [open, low, high, close] = parts.slice(1) as [string, string, string, string];
  const from = low === '-inf' ? -Infinity : Number(low);
  const to = high === 'inf' ? Infinity : Number(high);
  if (!Number.isFinite(value)) return false;
  return (open === '[' ? value >= from : value > from) && (close === ']' ? value <= to : value < to);
}
