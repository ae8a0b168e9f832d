/** What a symbol of the course means, wherever it stands: in a formula, a figure, an error message or a notebook. */
export interface Symbol {
  /** LaTeX. */
  readonly glyph: string;
  readonly meaning: string;
  /** Legal values of a hyper-parameter, in the usual bracket notation; checked when an optimizer is made. */
  readonly interval?: string;
  /** The same hyper-parameter in other libraries. */
  readonly torch?: string;
  readonly keras?: string;
  readonly optax?: string;
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
  t: { glyph: 't', meaning: 'number of the step, from 1' },

  eta: { glyph: '\\eta', meaning: 'learning rate', interval: '[0, inf)', torch: 'lr', keras: 'learning_rate', optax: 'learning_rate', tfjs: 'learningRate' },
  gamma: { glyph: '\\gamma', meaning: 'momentum coefficient', interval: '[0, 1)', torch: 'momentum', keras: 'momentum', optax: 'momentum', tfjs: 'momentum' },
  beta: { glyph: '\\beta', meaning: 'decay of a moving average', interval: '[0, 1)', torch: 'alpha (RMSprop)', keras: 'rho', optax: 'decay', tfjs: 'decay' },
  beta1: { glyph: '\\beta_1', meaning: 'decay of the first moment', interval: '[0, 1)', torch: 'betas[0]', keras: 'beta_1', optax: 'b1', tfjs: 'beta1' },
  beta2: { glyph: '\\beta_2', meaning: 'decay of the second moment', interval: '[0, 1)', torch: 'betas[1]', keras: 'beta_2', optax: 'b2', tfjs: 'beta2' },
  rho: { glyph: '\\rho', meaning: 'decay of AdaDelta\'s two averages', interval: '[0, 1)', torch: 'rho', keras: 'rho', optax: 'rho', tfjs: 'rho' },
  epsilon: { glyph: '\\varepsilon', meaning: 'keeps a denominator away from zero', interval: '[0, inf)', torch: 'eps', keras: 'epsilon', optax: 'eps', tfjs: 'epsilon' },
  delta: { glyph: '\\delta', meaning: 'initial value of AdaGrad\'s sum', interval: '[0, inf)', torch: 'initial_accumulator_value', keras: 'initial_accumulator_value', optax: 'initial_accumulator_value', tfjs: 'initialAccumulatorValue' },
  lambda: { glyph: '\\lambda', meaning: 'weight decay', interval: '[0, inf)', torch: 'weight_decay', keras: 'weight_decay', optax: 'weight_decay' },

  V: { glyph: 'V', meaning: 'velocity: the step that momentum takes' },
  p: { glyph: 'p', meaning: 'decaying sum of gradients' },
  m: { glyph: 'm', meaning: 'first moment: moving average of the gradient' },
  v: { glyph: 'v', meaning: 'second moment: moving average of the squared gradient' },
  G: { glyph: 'G', meaning: 'sum of the squared gradients so far' },
  D: { glyph: 'D', meaning: 'moving average of the squared updates' },
  mhat: { glyph: '\\hat m', meaning: 'first moment without its bias towards zero' },
  vhat: { glyph: '\\hat v', meaning: 'second moment without its bias towards zero' },
  dw: { glyph: '\\Delta w', meaning: 'change of the weights in this step' },

  x: { glyph: 'x', meaning: 'first coordinate' },
  y: { glyph: 'y', meaning: 'second coordinate' },
  a: { glyph: 'a', meaning: 'first parameter of a surface' },
  b: { glyph: 'b', meaning: 'second parameter of a surface' },
  kappa: { glyph: '\\kappa', meaning: 'condition number: largest over smallest curvature', interval: '[1, inf)' },
  c: { glyph: 'c', meaning: 'curvature', interval: '(0, inf)' },
  z: { glyph: 'z', meaning: 'margin: label times score, positive when the example is classified correctly' },
} as const satisfies Record<string, Symbol>;

export type SymbolName = keyof typeof notation;

/** The notation's entry for a name, or that of the formula's own `symbols`; undefined when neither lists it. */
export function symbolFor(name: string, own: Readonly<Record<string, Symbol>> = {}): Symbol | undefined {
  const shared: Readonly<Record<string, Symbol>> = notation;
  return own[name] ?? (Object.hasOwn(shared, name) ? shared[name] : undefined);
}
