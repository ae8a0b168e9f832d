import type { Algebra } from './algebra/algebra';
import type { SlotShape } from './driver/declaration';
import { optimizer } from './optimizer';

const source = { paper: 'Shazeer & Stern 2018, Algorithms 4 to 6', url: 'https://arxiv.org/abs/1804.04235' };

const symbols = {
  floor1: { glyph: '\\varepsilon_1', meaning: 'added to every squared gradient', interval: '(0, inf)', torch: 'eps[0]', keras: 'epsilon_1', optax: 'eps' },
  floor2: { glyph: '\\varepsilon_2', meaning: 'least size of the weights that a step is relative to', interval: '[0, inf)', torch: 'eps[1]', keras: 'epsilon_2' },
  clip: { glyph: 'd', meaning: 'root mean square at which an update is clipped', interval: '(0, inf)', torch: 'd', keras: 'clip_threshold', optax: 'clipping_threshold' },
  decaypower: { glyph: 'c', meaning: 'exponent of the decay, which is 1 − t^(−c)', interval: '[0, inf)', torch: 'beta2_decay (negative)', keras: 'beta_2_decay (negative)', optax: 'decay_rate' },
  ratemax: { glyph: '\\varrho_{\\max}', meaning: 'largest relative rate', interval: '[0, inf)', torch: 'lr', keras: 'learning_rate' },
} as const;

const moments = String.raw`
  \beta_t &= 1 - t^{-c} \\
  R_t &= \beta_t R_{t-1} + (1 - \beta_t) \, \text{mean of the rows of } (g_t^2 + \varepsilon_1) \\
  C_t &= \beta_t C_{t-1} + (1 - \beta_t) \, \text{mean of the columns of } (g_t^2 + \varepsilon_1) \\
  v_t &= R_t \, C_t / \operatorname{mean}(R_t) \quad \text{(of a vector: the moving average of } g_t^2 + \varepsilon_1 \text{)} \\
  u_t &= \frac{g_t}{\sqrt{v_t}} \Big/ \max\left( 1, \frac{\operatorname{rms}(g_t / \sqrt{v_t})}{d} \right)`;
const relative = String.raw`\alpha_t &= \max( \varepsilon_2, \operatorname{rms}(w_{t-1}) ) \min( \varrho_{\max}, 1 / \sqrt t ) \\`;
const aligned = (...lines: string[]): string => `\\begin{aligned} ${lines.join(' ')} \\end{aligned}`;

/** A vector has one second moment per weight; of a matrix only the means of its rows and columns are kept, and empty slots stand for the rest. */
const shapes: { readonly [slot in 'R' | 'C' | 'v']: SlotShape } = {
  R: shape => (shape.length < 2 ? [0] : [...shape.slice(0, -1), 1]),
  C: shape => (shape.length < 2 ? [0] : [...shape.slice(0, -2), 1, shape[shape.length - 1] as number]),
  v: shape => (shape.length < 2 ? [...shape] : [0]),
};

interface Moments<Value> {
  readonly R: Value;
  readonly C: Value;
  readonly v: Value;
}

/** New moments, and the clipped update that they give. */
function clippedUpdate<Value>(
  { g, R, C, v }: Moments<Value> & { readonly g: Value },
  t: number,
  { floor1, clip, decaypower }: Readonly<Record<'floor1' | 'clip' | 'decaypower', number>>,
  algebra: Algebra<Value>,
): { readonly update: Value; readonly moments: Moments<Value> } {
  const { add, div, max, mean, mul, shape, sqrt } = algebra;
  const beta = 1 - t ** -decaypower;
  const square = add(mul(g, g), floor1);
  const averaged = (old: Value, fresh: Value): Value => add(mul(beta, old), mul(1 - beta, fresh));
  const rank = shape(g).length;
  const moments = rank < 2 ? { R, C, v: averaged(v, square) } : { R: averaged(R, mean(square, rank - 1)), C: averaged(C, mean(square, rank - 2)), v };
  // √(R C / mean R) with every root taken first: in float32 the quotient of means that lie far apart would be 0.
  const root = rank < 2 ? sqrt(moments.v) : mul(div(sqrt(moments.R), sqrt(mean(moments.R, rank - 2))), sqrt(moments.C));
  const raw = div(g, root);
  return { update: div(raw, max(1, div(rms(raw, algebra), clip))), moments };
}

/** The root of the mean square, by the norm: squares of large weights would be beyond float32. */
function rms<Value>(a: Value, { mul, norm, shape }: Algebra<Value>): Value {
  return mul(norm(a), 1 / Math.sqrt(shape(a).reduce((product, length) => product * length, 1)));
}

/** The rate of a step relative to the size of the weights. */
function relativeRate<Value>(
  w: Value,
  t: number,
  { floor2, ratemax }: Readonly<Record<'floor2' | 'ratemax', number>>,
  algebra: Algebra<Value>,
): Value {
  const { max, mul } = algebra;
  return mul(max(floor2, rms(w, algebra)), Math.min(ratemax, 1 / Math.sqrt(t)));
}

/**
 * Adafactor: Adam's second moment with the memory of two vectors, one mean per row and per column of a matrix, and steps relative to the
 * size of the weights. Of a kernel with more axes, the last two are factored. At t = 1 the decay is 0, so nothing needs a bias correction. A zero
 * gradient moves nothing, since ε₁ keeps the root from 0.
 */
export const adafactor = optimizer({
  name: 'adafactor',
  title: 'Adafactor',
  idea: 'Estimate the second moment of a matrix from the means of its rows and columns, and step in proportion to the weights.',
  source,
  differs: 'Keras\'s `Adafactor`, whatever its relative_step. torch\'s `Adafactor` takes the machine precision for ε₁ and bounds by it '
    + 'instead of adding it; optax\'s `adafactor` has no bound 1/√t and factors only sides of 128 and more.',
  rate: 'ratemax',
  hyper: { ratemax: 1e-2, decaypower: 0.8, clip: 1, floor1: 1e-30, floor2: 1e-3 },
  state: { R: 0, C: 0, v: 0 },
  symbols,
  latex: aligned(moments, '\\\\', relative, 'w_t &= w_{t-1} - \\alpha_t u_t'),
  update: {
    shapes,
    step({ w, g, R, C, v, t }, hyper, algebra) {
      const { update, moments } = clippedUpdate({ g, R, C, v }, t, hyper, algebra);
      return { w: algebra.sub(w, algebra.mul(relativeRate(w, t, hyper, algebra), update)), ...moments };
    },
  },
});

/** Adafactor with a given rate instead of steps relative to the weights. */
export const adafactorFixed = optimizer({
  name: 'adafactor (fixed rate)',
  title: 'Adafactor, fixed rate',
  idea: 'Adafactor\'s direction at a rate of one\'s own.',
  source,
  differs: 'optax\'s `adafactor(multiply_by_parameter_scale=False)`. relative_step=False does not make Keras\'s rate a fixed one: its '
    + 'steps stay relative to the weights.',
  hyper: { eta: 1e-2, decaypower: 0.8, clip: 1, floor1: 1e-30 },
  state: { R: 0, C: 0, v: 0 },
  symbols,
  latex: aligned(moments, '\\\\', 'w_t &= w_{t-1} - \\eta \\, u_t'),
  update: {
    shapes,
    step({ w, g, R, C, v, t }, hyper, algebra) {
      const { update, moments } = clippedUpdate({ g, R, C, v }, t, hyper, algebra);
      return { w: algebra.sub(w, algebra.mul(hyper.eta, update)), ...moments };
    },
  },
});

/** Adafactor with a moving average of its steps, at the memory of one more number per weight. */
export const adafactorMomentum = optimizer({
  name: 'adafactor (momentum)',
  title: 'Adafactor, with momentum',
  idea: 'Adafactor whose steps are averaged.',
  source: { ...source, paper: 'Tensor2Tensor, the authors\' code of Shazeer & Stern 2018' },
  differs: 'optax has it as an argument; torch and Keras have none.',
  rate: 'ratemax',
  hyper: { ratemax: 1e-2, beta1: 0.9, decaypower: 0.8, clip: 1, floor1: 1e-30, floor2: 1e-3 },
  state: { R: 0, C: 0, v: 0, m: 0 },
  symbols,
  latex: aligned(moments, '\\\\', relative, String.raw`m_t &= \beta_1 m_{t-1} + (1 - \beta_1) \, \alpha_t u_t \\ w_t &= w_{t-1} - m_t`),
  update: {
    shapes,
    step({ w, g, R, C, v, m, t }, hyper, algebra) {
      const { add, mul, sub } = algebra;
      const { update, moments } = clippedUpdate({ g, R, C, v }, t, hyper, algebra);
      const step = mul(relativeRate(w, t, hyper, algebra), update);
      const average = add(mul(hyper.beta1, m), mul(1 - hyper.beta1, step));
      return { w: sub(w, average), ...moments, m: average };
    },
  },
});
