import * as o from '../../src/optimizers';
import type { HyperValue, Method } from '../../src/optimizers';
import { l2, lookahead, lookaheadReset } from '../../src/wrappers';

/** A recorded case in the kit's terms. */
export interface Translation {
  /** What the report calls it. */
  readonly name: string;
  readonly make: () => o.DescentOptimizer;
  readonly maximize: boolean;
  /** torch keeps the look-ahead point where Nesterov's method keeps the weights, so that is what must be compared. */
  readonly comparesLookAhead: boolean;
}

interface Recipe {
  readonly method: Method;
  readonly hyper: Readonly<Record<string, HyperValue>>;
  /** Weight decay as torch's `weight_decay` means it: λ w is added to the gradient. */
  readonly l2?: number;
  readonly wrap?: (optimizer: o.DescentOptimizer) => o.DescentOptimizer;
  readonly maximize?: boolean;
  readonly comparesLookAhead?: boolean;
}

type Arguments = Readonly<Record<string, unknown>>;
type Translator = (args: Arguments) => Recipe | string;

/** What a recorded case is called here, or why the kit does not cover it. */
export function translate(optimizer: string, args: Arguments): Translation | string {
  const recipe = translators[optimizer]?.(args) ?? `no method "${optimizer}" yet`;
  if (typeof recipe === 'string') return recipe;
  const { method, hyper, l2: lambda = 0, wrap = (inner: o.DescentOptimizer) => inner, maximize = false, comparesLookAhead = false } = recipe;
  const make = (): o.DescentOptimizer => wrap(lambda === 0 ? method(hyper) : l2(method(hyper), { lambda }));
  return { name: make().name, make, maximize, comparesLookAhead };
}

const number = (args: Arguments, name: string): number => {
  const value = args[name];
  if (typeof value !== 'number') throw new Error(`oracles: argument "${name}" must be a number, got ${JSON.stringify(value)}`);
  return value;
};

/** torch's names of Adam's settings, and the papers'. */
const adamLike = (args: Arguments): Record<string, number> => {
  const [beta1, beta2] = (args['betas'] as [number, number] | undefined) ?? [number(args, 'beta1'), number(args, 'beta2')];
  return { eta: number(args, 'lr'), beta1, beta2, ...(args['eps'] !== undefined && { epsilon: number(args, 'eps') }) };
};

const lambda = (args: Arguments): { lambda: number } => ({ lambda: number(args, 'weight_decay') });

/** The options that every torch optimizer has. */
const common = (args: Arguments): Pick<Recipe, 'l2' | 'maximize'> => ({
  l2: (args['weight_decay'] as number | undefined) ?? 0,
  maximize: args['maximize'] === true,
});

/** The one table from torch's argument names, and those of the papers and lecture forms, to the kit's. */
const translators: Readonly<Record<string, Translator>> = {
  SGD: args => {
    const [eta, gamma, tau] = [number(args, 'lr'), number(args, 'momentum'), number(args, 'dampening')];
    if (gamma === 0) return { method: o.gradientDescent, hyper: { eta }, ...common(args) };
    if (args['nesterov'] === true) return { method: o.nesterov, hyper: { eta, gamma }, comparesLookAhead: true, ...common(args) };
    if (tau !== 0) return { method: o.momentumDampened, hyper: { eta, gamma, tau }, ...common(args) };
    return { method: o.momentumSum, hyper: { eta, gamma }, ...common(args) };
  },
  Adagrad: args => {
    const [rate, decay] = [number(args, 'lr'), number(args, 'lr_decay')];
    const eta = decay === 0 ? rate : (t: number): number => rate / (1 + (t - 1) * decay);
    return { method: o.adagrad, hyper: { eta, epsilon: number(args, 'eps'), delta: number(args, 'initial_accumulator_value') }, ...common(args) };
  },
  Adadelta: args => ({ method: o.adadelta, hyper: { eta: number(args, 'lr'), rho: number(args, 'rho'), epsilon: number(args, 'eps') }, ...common(args) }),
  RMSprop: args => {
    const gamma = number(args, 'momentum');
    const hyper = { eta: number(args, 'lr'), beta: number(args, 'alpha'), epsilon: number(args, 'eps'), ...(gamma > 0 && { gamma }) };
    const [plain, withMomentum] = args['centered'] === true ? [o.rmspropCentered, o.rmspropCenteredMomentum] : [o.rmsprop, o.rmspropMomentum];
    return { method: gamma > 0 ? withMomentum : plain, hyper, ...common(args) };
  },
  Rprop: args => {
    const [[shrink, grow], [hmin, hmax]] = [args['etas'] as [number, number], args['step_sizes'] as [number, number]];
    return { method: o.rprop, hyper: { eta: number(args, 'lr'), shrink, grow, hmin, hmax }, maximize: args['maximize'] === true };
  },
  Adam: args => ({ method: args['amsgrad'] === true ? o.amsgrad : o.adam, hyper: adamLike(args), ...common(args) }),
  AdamW: args => ({ method: args['amsgrad'] === true ? o.amsgrad : o.adamw, hyper: { ...adamLike(args), ...lambda(args) }, maximize: args['maximize'] === true }),
  Adamax: args => ({ method: o.adamax, hyper: adamLike(args), ...common(args) }),
  NAdam: args => ({ method: o.nadam, hyper: { ...adamLike(args), psi: number(args, 'momentum_decay') }, ...common(args) }),
  RAdam: args => ({ method: o.radam, hyper: adamLike(args), ...common(args) }),
  ASGD: args => ({
    method: o.asgd,
    hyper: { eta: number(args, 'lr'), lambda: number(args, 'lambd'), timepower: number(args, 'alpha'), tzero: number(args, 't0') },
    ...common(args),
  }),
  adabelief: args => ({ method: o.adabelief, hyper: { ...adamLike(args), ...lambda(args) } }),
  lion: args => ({ method: o.lion, hyper: { ...adamLike(args), ...lambda(args) } }),
  lamb: args => {
    const bounds = { hmin: args['phi_low'] as number | null, hmax: args['phi_high'] as number | null };
    const hyper = { ...adamLike(args), ...lambda(args) };
    if (bounds.hmin !== null && bounds.hmax !== null) return { method: o.lambBounded, hyper: { ...hyper, hmin: bounds.hmin, hmax: bounds.hmax } };
    return { method: args['bias_correction'] === true ? o.lamb : o.lambUncorrected, hyper };
  },
  lars: args => {
    const [rate, end] = [number(args, 'lr'), args['T'] as number | null];
    const eta = end === null ? rate : (t: number): number => rate * Math.max(0, 1 - (t - 1) / end) ** 2;
    return { method: o.lars, hyper: { eta, gamma: number(args, 'momentum'), trust: number(args, 'trust'), ...lambda(args) } };
  },
  yogi: args => ({ method: args['bias_correction'] === true ? o.yogiCorrected : o.yogi, hyper: { ...adamLike(args), delta: number(args, 'v0') } }),
  novograd: args => ({ method: args['grad_averaging'] === true ? o.novogradAveraged : o.novograd, hyper: { ...adamLike(args), ...lambda(args) } }),
  adabound: args => {
    if (args['amsbound'] === true) return 'amsbound is left out: a variant that no library ships';
    const { epsilon = 0, ...adam } = adamLike(args);
    const hyper = { ...adam, etafinal: number(args, 'final_lr'), speed: number(args, 'gamma') };
    return args['form'] === 'code' ? { method: o.adabound, hyper: { ...hyper, epsilon } } : { method: o.adaboundPaper, hyper };
  },
  sf_sgd: args => {
    const hyper = { eta: number(args, 'lr'), gamma: number(args, 'beta'), ...lambda(args) };
    if (args['averaging'] === 'paper') return { method: o.scheduleFreePaper, hyper };
    return { method: o.scheduleFree, hyper: { ...hyper, warmup: number(args, 'warmup'), timepower: number(args, 'r'), ratepower: number(args, 'weight_lr_power') } };
  },
  sf_adamw: args => ({
    method: args['form'] === 'v1' ? o.scheduleFreeAdamwFirst : o.scheduleFreeAdamw,
    hyper: { ...adamLike(args), ...lambda(args), warmup: number(args, 'warmup') },
  }),
  muon: args => {
    const { form, nesterov, ns_steps: rounds, scale } = args as { form: string; nesterov: boolean; ns_steps: number | null; scale: string };
    const named = [form, nesterov ? 'nesterov' : 'plain', rounds ?? 'polar', scale].join(' ');
    const method = muonForms[named];
    if (method === undefined) return `no muon of the form "${named}" yet`;
    return { method, hyper: { eta: number(args, 'lr'), gamma: number(args, 'momentum'), ...lambda(args) } };
  },
  adafactor: args => {
    const hyper = { decaypower: number(args, 'decay'), clip: number(args, 'd'), floor1: number(args, 'eps1') };
    if (args['lr'] !== null) return { method: o.adafactorFixed, hyper: { ...hyper, eta: number(args, 'lr') } };
    const relative = { ...hyper, floor2: number(args, 'eps2'), ratemax: number(args, 'rho_max') };
    if (args['beta1'] === null) return { method: o.adafactor, hyper: relative };
    return { method: o.adafactorMomentum, hyper: { ...relative, beta1: number(args, 'beta1') } };
  },
  lookahead: args => {
    const inner = args['inner_args'] as Arguments;
    const around = { period: number(args, 'k'), share: number(args, 'alpha') };
    return {
      ...(args['inner'] === 'adam'
        ? { method: o.adam, hyper: adamLike(inner) }
        : { method: o.momentumSum, hyper: { eta: number(inner, 'lr'), gamma: number(inner, 'momentum') } }),
      wrap: optimizer => (args['reset'] === true ? lookaheadReset : lookahead)(optimizer, around),
    };
  },
  LBFGS: args => ({
    method: args['line_search_fn'] === null ? o.lbfgsFixed : o.lbfgs,
    hyper: {
      eta: number(args, 'lr'),
      iterations: number(args, 'max_iter'),
      evaluations: number(args, 'max_eval'),
      memory: number(args, 'history_size'),
      smallestgradient: number(args, 'tolerance_grad'),
      smallestchange: number(args, 'tolerance_change'),
    },
  }),
  sophia: () => 'sophia is left out: it needs an estimate of the Hessian\'s diagonal, which no oracle of a loss and its gradient gives',
  lec_momentum_ema: args => ({ method: o.momentumAverage, hyper: { eta: number(args, 'lr'), beta: number(args, 'beta') } }),
  lec_heavy_ball: args => ({ method: o.heavyBall, hyper: { eta: number(args, 'lr'), gamma: number(args, 'beta') } }),
  lec_nag_lookahead: args => ({ method: o.nesterov, hyper: { eta: number(args, 'lr'), gamma: number(args, 'gamma') } }),
  // Step 1 starts at rest, so its coefficient, −1/2 by the formula, multiplies nothing.
  lec_nag_schedule: args => ({ method: o.nesterov, hyper: { eta: number(args, 'lr'), gamma: t => Math.max(0, (t - 2) / (t + 1)) } }),
  lec_adam_no_bias_correction: args => ({ method: o.adamUncorrected, hyper: adamLike(args) }),
  lec_adam_eps_inside: args => ({ method: o.adamInside, hyper: adamLike(args) }),
  lec_adam_eps_hat: args => ({ method: o.adamHat, hyper: adamLike(args) }),
  lec_rmsprop_eps_outside: args => ({ method: o.rmsprop, hyper: rmspropHyper(args) }),
  lec_rmsprop_eps_inside: args => ({ method: o.rmspropInside, hyper: rmspropHyper(args) }),
  lec_adagrad_eps_inside: args => ({ method: o.adagradInside, hyper: { eta: number(args, 'lr'), epsilon: number(args, 'eps') } }),
  lec_adadelta_zeiler: args => ({ method: o.adadelta, hyper: { rho: number(args, 'rho'), epsilon: number(args, 'eps') } }),
  lec_adamax_paper: args => ({ method: o.adamaxPaper, hyper: adamLike(args) }),
  lec_nadam_simple: args => ({ method: o.nadamSimple, hyper: adamLike(args) }),
  lec_nadam_next_correction: args => ({ method: o.nadamConstant, hyper: adamLike(args) }),
  lec_adamw_paper: args => ({ method: o.adamwPaper, hyper: { ...adamLike({ ...args, lr: args['alpha'] }), ...lambda(args), s: number(args, 'eta') } }),
  lec_sgdw_paper: args => ({
    method: o.sgdw,
    hyper: { eta: number(args, 'alpha'), gamma: number(args, 'beta1'), ...lambda(args), s: number(args, 'eta') },
  }),
};

const muonForms: Readonly<Record<string, Method>> = {
  'ema nesterov 5 sqrt_ratio': o.muon,
  'sum nesterov 5 sqrt_ratio': o.muonSum,
  'sum plain 5 moonlight': o.muonMoonlight,
  'sum nesterov 10 none': o.muonUnscaled,
  'ema plain polar sqrt_ratio': o.muonPolar,
};

function rmspropHyper(args: Arguments): Record<string, number> {
  return { eta: number(args, 'lr'), beta: number(args, 'beta'), epsilon: number(args, 'eps') };
}
