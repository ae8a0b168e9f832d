import * as o from '../../../src/optimizers';
import type { Method } from '../../../src/optimizers';
import { accumulate, clipGlobalNorm, clipValue, decoupledDecay, l2, lookahead, lookaheadReset, sam } from '../../../src/wrappers';
import { optaxSchedule } from './optax-schedules';
import { around, number, of, optional, unlessLeftOut, withL2, type Arguments, type Recipe, type Translator } from './recipe';
import { sophia } from './papers';

/** optax's names of Adam's settings. Where ε may stand twice, the kit has one place for it. */
function adamLike(args: Arguments, { inside }: { inside?: Method } = {}): { hyper: Record<string, number>; place: 'outside' | 'inside' } | string {
  const [eta, beta1, beta2] = [number(args, 'learning_rate'), number(args, 'b1'), number(args, 'b2')];
  const [outer, root] = [optional(args, 'eps') ?? 0, optional(args, 'eps_root') ?? 0];
  if (root === 0) return { hyper: { eta, beta1, beta2, epsilon: outer }, place: 'outside' };
  if (outer === 0 && inside !== undefined) return { hyper: { eta, beta1, beta2, epsilon: root }, place: 'inside' };
  return 'optax adds eps_root to the square and eps to its root; the kit\'s form has one ε';
}

/** A method of Adam's family, with the form that has ε inside where the kit has one. */
function adamFamily(args: Arguments, outside: Method, inside?: Method, more: Record<string, number> = {}): Recipe | string {
  const settled = adamLike(args, inside === undefined ? {} : { inside });
  if (typeof settled === 'string') return settled;
  return of(settled.place === 'inside' ? (inside as Method) : outside, { ...settled.hyper, ...more });
}

function decayed(recipe: Recipe | string, args: Arguments): Recipe | string {
  const lambda = optional(args, 'weight_decay') ?? 0;
  return unlessLeftOut(recipe, found => (lambda === 0 ? found : around(found, optimizer => decoupledDecay(optimizer, { lambda }))));
}

/** The rate that a recording states in words for each problem: "lr = 0.05 / 4e-4 / 0.05 on seq / rosen / quad", or one for all of them. */
function statedRate(text: string, problem: string): number {
  const rates = /\blr = ([\d.e+-]+)(?: \/ ([\d.e+-]+) \/ ([\d.e+-]+))?/.exec(text)?.slice(1).filter(rate => rate !== undefined).map(Number) ?? [];
  const at = ['gradient_sequence', 'rosenbrock', 'quadratic'].indexOf(problem);
  const rate = rates.length === 1 ? rates[0] : rates[at];
  if (rate === undefined) throw new Error(`oracles: no rate for ${problem} in "${text}"`);
  return rate;
}

/** A number in a chain that is written out: the 0.06 of "adam(0.06)". */
function within(text: string, pattern: RegExp): number {
  return Number(pattern.exec(text)?.[1] ?? NaN);
}

const nadamNames = (args: Arguments): Recipe | string => adamFamily(args, o.nadamConstant);

const functions: Readonly<Record<string, Translator>> = {
  sgd: args => {
    const [eta, gamma] = [number(args, 'learning_rate'), optional(args, 'momentum')];
    if (gamma === undefined) return of(o.gradientDescent, { eta });
    return args['nesterov'] === true ? of(o.nesterov, { eta, gamma }, { comparesLookAhead: true }) : of(o.momentumSum, { eta, gamma });
  },
  adam: args => (args['nesterov'] === true ? nadamNames(args) : adamFamily(args, o.adam, o.adamInside)),
  adamw: args => {
    if (args['nesterov'] === true) return decayed(nadamNames(args), args);
    return adamFamily(args, o.adamw, o.adamwInside, { lambda: number(args, 'weight_decay') });
  },
  adamax: args => adamFamily(args, o.adamax),
  adamaxw: args => decayed(adamFamily(args, o.adamax), args),
  nadam: nadamNames,
  nadamw: args => decayed(nadamNames(args), args),
  amsgrad: args => {
    if (args['bias_correction_mu'] !== true || args['bias_correction_nu'] !== true) return 'optax\'s amsgrad without a bias correction: the kit has the corrected maximum and torch\'s';
    return adamFamily(args, o.amsgradCorrected);
  },
  adabelief: args => {
    if (args['nesterov'] === true) return 'optax\'s adabelief with nesterov: a form that the kit has not';
    if (number(args, 'eps') !== number(args, 'eps_root')) return 'optax\'s adabelief with another eps_root than eps; the kit has one ε in both places, as the paper does';
    return of(o.adabelief, { eta: number(args, 'learning_rate'), beta1: number(args, 'b1'), beta2: number(args, 'b2'), epsilon: number(args, 'eps') });
  },
  // Its first moment starts where the second does.
  yogi: args => yogi(args, 1e-6),
  lion: args => of(o.lion, { eta: number(args, 'learning_rate'), beta1: number(args, 'b1'), beta2: number(args, 'b2'), lambda: number(args, 'weight_decay') }),
  lamb: args => adamFamily(args, o.lamb, undefined, { lambda: number(args, 'weight_decay') }),
  lars: args => {
    const lambda = number(args, 'weight_decay');
    if (lambda !== 0) return 'optax\'s lars takes the trust ratio of g + λw in one piece; the kit divides by ‖g‖ + λ‖w‖, as the paper does';
    if (number(args, 'eps') !== 0 || args['nesterov'] === true) return 'optax\'s lars with eps or nesterov: forms that the kit has not';
    return of(o.lars, { eta: number(args, 'learning_rate'), gamma: number(args, 'momentum'), trust: number(args, 'trust_coefficient'), lambda });
  },
  novograd: args =>
    unlessLeftOut(adamFamily(args, o.novograd, undefined, { lambda: number(args, 'weight_decay') }), recipe => {
      const [eta, beta1, beta2] = [number(args, 'learning_rate'), number(args, 'b1'), number(args, 'b2')];
      const averaged = { eta: eta / (1 - beta1), beta1, beta2, epsilon: number(args, 'eps'), lambda: number(args, 'weight_decay') };
      return { ...recipe, alike: [() => o.novogradAveraged(averaged)] };
    }),
  radam: args => {
    if (args['nesterov'] === true) return 'optax\'s radam with nesterov: a form that the kit has not';
    if (number(args, 'threshold') !== 5) return 'optax\'s radam with another threshold than 5; torch\'s and the kit\'s is 5';
    return unlessLeftOut(adamFamily(args, o.radam), () => {
      const [epsilon, beta2] = [number(args, 'eps'), number(args, 'b2')];
      const hyper = { eta: number(args, 'learning_rate'), beta1: number(args, 'b1'), beta2 };
      // The kit adds ε to the uncorrected root, which is √(1 − β₂ᵗ) times the corrected one.
      return of(o.radam, { ...hyper, epsilon: t => epsilon * Math.sqrt(1 - beta2 ** t) });
    });
  },
  rmsprop: args => {
    if (args['bias_correction'] === true) return 'optax\'s rmsprop with bias correction: a form that the kit has not';
    if (number(args, 'initial_scale') !== 0) return 'optax\'s rmsprop with another first average than 0: the kit\'s starts at 0';
    if (args['nesterov'] === true) return 'optax\'s rmsprop with nesterov: a form that the kit has not';
    const [inside, centered, gamma] = [args['eps_in_sqrt'] === true, args['centered'] === true, optional(args, 'momentum')];
    const hyper = { eta: number(args, 'learning_rate'), beta: number(args, 'decay'), epsilon: number(args, 'eps') };
    if (gamma !== undefined) {
      if (inside) return 'RMSProp with momentum and ε inside the root: a form that the kit has not';
      return of(centered ? o.rmspropCenteredMomentum : o.rmspropMomentum, { ...hyper, gamma });
    }
    if (centered) return of(inside ? o.rmspropCenteredInside : o.rmspropCentered, hyper);
    return of(inside ? o.rmspropInside : o.rmsprop, hyper);
  },
  adagrad: args =>
    of(o.adagradInside, { eta: number(args, 'learning_rate'), epsilon: number(args, 'eps'), delta: number(args, 'initial_accumulator_value') }),
  adadelta: args => withL2(of(o.adadelta, { eta: number(args, 'learning_rate'), rho: number(args, 'rho'), epsilon: number(args, 'eps') }), optional(args, 'weight_decay')),
  adafactor: (args, context) => adafactor(args, context.steps),
  rprop: () => 'optax\'s rprop applies the update of the step before, and loses two steps after a change of sign',
  'contrib.muon': muon,
  'contrib.schedule_free_sgd': args =>
    scheduleFree(args, o.scheduleFree, { eta: number(args, 'learning_rate'), gamma: number(args, 'b1'), ratepower: number(args, 'weight_lr_power') }),
  'contrib.schedule_free_adamw': args => {
    if (number(args, 'weight_lr_power') !== 2) return 'schedule-free AdamW with another weight_lr_power than 2: the kit\'s is the authors\' 2';
    const hyper = { eta: number(args, 'learning_rate'), beta1: number(args, 'b1'), beta2: number(args, 'b2'), epsilon: number(args, 'eps') };
    return scheduleFree(args, o.scheduleFreeAdamw, hyper);
  },
  'contrib.sophia': () => sophia,
};

/** Chains that a recording writes out, by what they are made of. */
const chains: ReadonlyArray<readonly [pattern: RegExp, translate: (args: Arguments, text: string, context: { problem: string; steps: number }) => Recipe | string]> = [
  [/^optax\.chain\(scale_by_yogi\(/, args => (number(args, 'eps_root') === 0 ? yogi(args, number(args, 'initial_accumulator_value')) : 'optax\'s yogi with eps_root: a form that the kit has not')],
  [/^optax\.chain\(scale_by_lion\(/, args => `optax's lion with the mode ${String(args['mode'])}: a form that the kit has not`],
  [/^optax\.adafactor's chain/, (args, _, { steps }) => adafactor({ ...args, momentum: null, weight_decay_rate: null }, steps)],
  [/^optax\.lookahead\((sgd|adam)\(/, (args, text, { problem }) => {
    const inner = /lookahead\(sgd/.test(text) ? of(o.momentumSum, { eta: statedRate(text, problem), gamma: within(text, /momentum=([\d.]+)/) }) : of(o.adam, { eta: within(text, /adam\(([\d.e-]+)\)/) });
    const options = { period: number(args, 'sync_period'), share: number(args, 'slow_step_size') };
    const wrapped = around(inner, optimizer => (args['reset_state'] === true ? lookaheadReset : lookahead)(optimizer, options));
    return { ...wrapped, also: { slow: { slot: 'slow' } } };
  }],
  [/^optax\.contrib\.schedule_free\(adam/, args => {
    if (number(args, 'adam_b1') !== 0) return 'schedule_free around Adam with a first moment of its own: the kit\'s has none';
    return scheduleFree(args, o.scheduleFreeAdamw, { eta: number(args, 'learning_rate'), beta1: number(args, 'b1') });
  }],
  [/^optax\.contrib\.sam\(sgd\(/, (args, text, { problem }) => {
    const inner = of(o.momentumSum, { eta: problem === 'rosenbrock' ? within(text, /lr = ([\d.e-]+) on rosen/) : within(text, /, ([\d.e-]+) else/), gamma: within(text, /momentum=([\d.]+)/) });
    return { ...around(inner, optimizer => sam(optimizer, { radius: number(args, 'rho') })), every: number(args, 'sync_period') };
  }],
  [/^optax\.MultiSteps\(adam\(/, (args, text) => {
    if (args['use_grad_mean'] !== true) return 'optax\'s MultiSteps with sums of gradients: the kit takes their mean';
    const period = number(args, 'every_k_schedule');
    return around(of(o.adam, { eta: within(text, /adam\(([\d.e-]+)\)/) }), optimizer => accumulate(optimizer, { period }));
  }],
  [/^optax\.chain\(clip_by_global_norm\(max_norm\), adam\(/, (args, text) =>
    around(of(o.adam, { eta: within(text, /adam\(([\d.e-]+)\)/) }, { joined: true }), optimizer => clipGlobalNorm(optimizer, { bound: number(args, 'max_norm') }))],
  [/^optax\.chain\(clip_by_global_norm\(max_norm\), sgd\(/, (args, text) => {
    const inner = of(o.momentumSum, { eta: within(text, /sgd\(([\d.e-]+)/), gamma: within(text, /momentum=([\d.]+)/) }, { joined: true });
    return around(inner, optimizer => clipGlobalNorm(optimizer, { bound: number(args, 'max_norm') }));
  }],
  [/^optax\.chain\(clip\(max_delta\), sgd\(/, (args, text, { problem }) => {
    const inner = of(o.momentumSum, { eta: statedRate(text, problem), gamma: within(text, /momentum=([\d.]+)/) });
    return around(inner, optimizer => clipValue(optimizer, { bound: number(args, 'max_delta') }));
  }],
  [/^optax\.chain\(ema\(/, (args, text, { problem }) => {
    if (args['debias'] === true) return 'optax\'s ema corrects its bias by default: a form of momentum that the kit has not';
    return of(o.momentumAverage, { eta: statedRate(text, problem), beta: number(args, 'decay') });
  }],
  [/^optax\.chain\(add_decayed_weights\(wd\), adam\(/, (args, text) =>
    around(of(o.adam, { eta: within(text, /adam\(([\d.e-]+)\)/) }), optimizer => l2(optimizer, { lambda: number(args, 'weight_decay') }))],
  [/^optax\.adam\(warmup_cosine_decay_schedule\(/, args => {
    const rate = optaxSchedule('optax.warmup_cosine_decay_schedule', args);
    return typeof rate === 'string' ? rate : of(o.adam, { eta: rate });
  }],
];

/** optax's functions, and chains of them as the recordings write them out. */
export function optax(text: string, args: Arguments, context: { problem: string; steps: number }): Recipe | string {
  const chain = chains.find(([pattern]) => pattern.test(text));
  if (chain) return chain[1](args, text, context);
  const name = text.replace(/^optax\./, '').replace(/\(\*\*args\)$/, '');
  return functions[name]?.(args, context) ?? `no method for optax's ${name.replace(/:.*/, '')}`;
}

function yogi(args: Arguments, first: number): Recipe {
  const hyper = { eta: number(args, 'learning_rate'), beta1: number(args, 'b1'), beta2: number(args, 'b2'), epsilon: number(args, 'eps') };
  return of(o.yogiCorrected, { ...hyper, delta: first, first });
}

/**
 * A rate relative to the weights is lr max(10⁻³, rms(w)), which is the kit's as long as the kit's bound 1/√t is above the rate.
 */
function adafactor(args: Arguments, steps: number): Recipe | string {
  if ((optional(args, 'weight_decay_rate') ?? 0) !== 0) return 'optax\'s adafactor takes the decay without the rate; the kit\'s decay is decoupled and multiplied by it';
  const rate = optional(args, 'learning_rate');
  const hyper = { decaypower: number(args, 'decay_rate'), clip: number(args, 'clipping_threshold'), floor1: number(args, 'eps') };
  const least = optional(args, 'min_dim_size_to_factor') ?? 128;
  // The recorded matrices are smaller than the default, 128, and larger than 1: all of them are factored, or none.
  const flat = { flat: least > 1 };
  const beta1 = optional(args, 'momentum');
  if (args['multiply_by_parameter_scale'] === false) {
    if (beta1 !== undefined) return 'optax\'s adafactor with momentum and a fixed rate: a form that the kit has not';
    return of(o.adafactorFixed, { ...hyper, eta: rate ?? 1 }, flat);
  }
  if (rate === undefined || rate > 1 / Math.sqrt(steps)) return 'optax\'s adafactor has no bound 1/√t on the relative rate; the kit\'s has, as the paper does';
  const relative = { ...hyper, ratemax: rate, floor2: 1e-3 };
  return beta1 === undefined ? of(o.adafactor, relative, flat) : of(o.adafactorMomentum, { ...relative, beta1 }, flat);
}

function scheduleFree(args: Arguments, method: Method, hyper: Record<string, number>): Recipe | string {
  if ((optional(args, 'warmup_steps') ?? 0) > 0) {
    return 'optax\'s schedule_free averages with the rate of the next step while it warms up: the first step moves nothing, but counts';
  }
  return of(method, { ...hyper, lambda: optional(args, 'weight_decay') ?? 0 }, { comparesLookAhead: true, also: { x_eval: 'weights' } });
}

function muon(args: Arguments): Recipe {
  const rms = optional(args, 'consistent_rms');
  const matrices = o.muonForm({
    correction: true,
    nesterov: args['nesterov'] === true,
    rounds: number(args, 'ns_steps'),
    coefficients: args['ns_coeffs'] as [number, number, number],
    start: args['preconditioning'] as 'frobenius',
    floor: 'added',
    adaptive: args['adaptive'] === true,
    ...(rms !== undefined && { scale: rms }),
  });
  const eta = number(args, 'learning_rate');
  const hyper = { eta, gamma: number(args, 'beta'), lambda: number(args, 'weight_decay'), epsilon: number(args, 'eps') };
  const adam = {
    eta: optional(args, 'adam_learning_rate') ?? eta, beta1: number(args, 'adam_b1'), beta2: number(args, 'adam_b2'),
    epsilon: number(args, 'eps'), lambda: number(args, 'adam_weight_decay'),
  };
  // Vectors go to optax's AdamW, with Nesterov's look-ahead where the matrices have it.
  const { lambda, ...plain } = adam;
  const vectors = (): o.DescentOptimizer => (args['nesterov'] === true ? decoupledDecay(o.nadamConstant(plain), { lambda }) : o.adamw(adam));
  return { make: shape => (shape.length > 1 ? matrices(hyper) : vectors()) };
}
