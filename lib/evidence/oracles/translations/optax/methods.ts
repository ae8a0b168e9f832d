import * as o from '../../../../src/optimizers';
import type { Method } from '../../../../src/optimizers';
import { decoupledDecay } from '../../../../src/wrappers';
import { chains } from './chains';
import { adafactor, scheduleFree, yogi } from './shared';
import { around, number, of, optional, unlessLeftOut, withL2, type Arguments, type Recipe, type Translator } from '../recipe';
import { sophia } from '../papers';

/** optax's names of Adam's settings. Where ε may stand twice, the kit has one place for it. */
function adamLike(
  args: Arguments,
  { inside }: { inside?: Method } = {},
): { hyper: Record<string, number>; place: 'outside' | 'inside' } | string {
  const [eta, beta1, beta2] = [number(args, 'learning_rate'), number(args, 'b1'), number(args, 'b2')];
  const [outer, root] = [optional(args, 'eps') ?? 0, optional(args, 'eps_root') ?? 0];
  if (root === 0) return { hyper: { eta, beta1, beta2, epsilon: outer }, place: 'outside' };
  if (outer === 0 && inside !== undefined) return { hyper: { eta, beta1, beta2, epsilon: root }, place: 'inside' };
  return "optax adds eps_root to the square and eps to its root; the kit's form has one ε";
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
    if (args['bias_correction_mu'] !== true || args['bias_correction_nu'] !== true)
      return "optax's amsgrad without a bias correction: the kit has the corrected maximum and torch's";
    return adamFamily(args, o.amsgradCorrected);
  },
  adabelief: args => {
    if (args['nesterov'] === true) return "optax's adabelief with nesterov: a form that the kit has not";
    if (number(args, 'eps') !== number(args, 'eps_root'))
      return "optax's adabelief with another eps_root than eps; the kit has one ε in both places, as the paper does";
    return of(o.adabelief, {
      eta: number(args, 'learning_rate'),
      beta1: number(args, 'b1'),
      beta2: number(args, 'b2'),
      epsilon: number(args, 'eps'),
    });
  },
  // Its first moment starts where the second does.
  yogi: args => yogi(args, 1e-6),
  lion: args =>
    of(o.lion, {
      eta: number(args, 'learning_rate'),
      beta1: number(args, 'b1'),
      beta2: number(args, 'b2'),
      lambda: number(args, 'weight_decay'),
    }),
  lamb: args => adamFamily(args, o.lamb, undefined, { lambda: number(args, 'weight_decay') }),
  lars: args => {
    const lambda = number(args, 'weight_decay');
    if (lambda !== 0) return "optax's lars takes the trust ratio of g + λw in one piece; the kit divides by ‖g‖ + λ‖w‖, as the paper does";
    if (number(args, 'eps') !== 0 || args['nesterov'] === true) return "optax's lars with eps or nesterov: forms that the kit has not";
    return of(o.lars, {
      eta: number(args, 'learning_rate'),
      gamma: number(args, 'momentum'),
      trust: number(args, 'trust_coefficient'),
      lambda,
    });
  },
  novograd: args =>
    unlessLeftOut(adamFamily(args, o.novograd, undefined, { lambda: number(args, 'weight_decay') }), recipe => {
      const [eta, beta1, beta2] = [number(args, 'learning_rate'), number(args, 'b1'), number(args, 'b2')];
      const averaged = { eta: eta / (1 - beta1), beta1, beta2, epsilon: number(args, 'eps'), lambda: number(args, 'weight_decay') };
      return { ...recipe, alike: [() => o.novogradAveraged(averaged)] };
    }),
  radam: args => {
    if (args['nesterov'] === true) return "optax's radam with nesterov: a form that the kit has not";
    if (number(args, 'threshold') !== 5) return "optax's radam with another threshold than 5; torch's and the kit's is 5";
    return unlessLeftOut(adamFamily(args, o.radam), () => {
      const [epsilon, beta2] = [number(args, 'eps'), number(args, 'b2')];
      const hyper = { eta: number(args, 'learning_rate'), beta1: number(args, 'b1'), beta2 };
      // The kit adds ε to the uncorrected root, which is √(1 − β₂ᵗ) times the corrected one.
      return of(o.radam, { ...hyper, epsilon: t => epsilon * Math.sqrt(1 - beta2 ** t) });
    });
  },
  rmsprop: args => {
    if (args['bias_correction'] === true) return "optax's rmsprop with bias correction: a form that the kit has not";
    if (number(args, 'initial_scale') !== 0) return "optax's rmsprop with another first average than 0: the kit's starts at 0";
    if (args['nesterov'] === true) return "optax's rmsprop with nesterov: a form that the kit has not";
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
    of(o.adagradInside, {
      eta: number(args, 'learning_rate'),
      epsilon: number(args, 'eps'),
      delta: number(args, 'initial_accumulator_value'),
    }),
  adadelta: args =>
    withL2(
      of(o.adadelta, { eta: number(args, 'learning_rate'), rho: number(args, 'rho'), epsilon: number(args, 'eps') }),
      optional(args, 'weight_decay'),
    ),
  adafactor: (args, context) => adafactor(args, context.steps),
  rprop: () => "optax's rprop applies the update of the step before, and loses two steps after a change of sign",
  'contrib.muon': muon,
  'contrib.schedule_free_sgd': args =>
    scheduleFree(args, o.scheduleFree, {
      eta: number(args, 'learning_rate'),
      gamma: number(args, 'b1'),
      ratepower: number(args, 'weight_lr_power'),
    }),
  'contrib.schedule_free_adamw': args => {
    if (number(args, 'weight_lr_power') !== 2)
      return "schedule-free AdamW with another weight_lr_power than 2: the kit's is the authors' 2";
    const hyper = {
      eta: number(args, 'learning_rate'),
      beta1: number(args, 'b1'),
      beta2: number(args, 'b2'),
      epsilon: number(args, 'eps'),
    };
    return scheduleFree(args, o.scheduleFreeAdamw, hyper);
  },
  'contrib.sophia': () => sophia,
};

/** optax's functions, and chains of them as the recordings write them out. */
export function optax(text: string, args: Arguments, context: { problem: string; steps: number }): Recipe | string {
  const chain = chains.find(([pattern]) => pattern.test(text));
  if (chain) return chain[1](args, text, context);
  const name = text.replace(/^optax\./, '').replace(/\(\*\*args\)$/, '');
  return functions[name]?.(args, context) ?? `no method for optax's ${name.replace(/:.*/, '')}`;
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
    eta: optional(args, 'adam_learning_rate') ?? eta,
    beta1: number(args, 'adam_b1'),
    beta2: number(args, 'adam_b2'),
    epsilon: number(args, 'eps'),
    lambda: number(args, 'adam_weight_decay'),
  };
  // Vectors go to optax's AdamW, with Nesterov's look-ahead where the matrices have it.
  const { lambda, ...plain } = adam;
  const vectors = (): o.DescentOptimizer =>
    args['nesterov'] === true ? decoupledDecay(o.nadamConstant(plain), { lambda }) : o.adamw(adam);
  return { make: shape => (shape.length > 1 ? matrices(hyper) : vectors()) };
}
