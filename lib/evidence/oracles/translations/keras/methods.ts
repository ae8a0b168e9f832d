import * as o from '../../../../src/optimizers';
import { schedules } from '../../../../src';
import { accumulate, clipGlobalNorm, clipNorm, clipValue, decoupledDecay, emaWeights } from '../../../../src/wrappers';
import { around, number, of, optional, unlessLeftOut, type Arguments, type Recipe, type Translator } from '../recipe';

function adamLike(args: Arguments): { eta: number; beta1: number; beta2: number; epsilon: number } {
  return {
    eta: number(args, 'learning_rate'),
    beta1: number(args, 'beta_1'),
    beta2: number(args, 'beta_2'),
    epsilon: number(args, 'epsilon'),
  };
}

/** Keras puts ε on the uncorrected root, with AMSGrad too; that of torch's form is then ε/√(1 − β₂ᵗ). */
function adam(args: Arguments): Recipe {
  const { epsilon, ...hyper } = adamLike(args);
  if (args['amsgrad'] !== true) return of(o.adamHat, { ...hyper, epsilon });
  return of(o.amsgrad, { ...hyper, epsilon: t => epsilon / Math.sqrt(1 - hyper.beta2 ** t) });
}

/** With a decay it is also the paper's SGDW, whose λ is not multiplied by the rate. */
function momentum(args: Arguments, eta: number | ((t: number) => number), gamma: number): Recipe {
  const lambda = optional(args, 'weight_decay');
  if (lambda === undefined || typeof eta !== 'number') return of(o.momentum, { eta, gamma });
  return of(o.momentum, { eta, gamma }, { alike: [() => o.sgdw({ eta, gamma, lambda: eta * lambda })] });
}

const classes: Readonly<Record<string, Translator>> = {
  // Keras has the rate inside the sum, as the decks have. A rate that changes would tell it from torch's form.
  SGD: args => {
    const [eta, gamma] = [args['learning_rate'] as number | ((t: number) => number), number(args, 'momentum')];
    if (gamma === 0) return of(o.gradientDescent, { eta });
    if (args['nesterov'] !== true) return momentum(args, eta, gamma);
    return typeof eta === 'number'
      ? of(o.nesterov, { eta, gamma }, { comparesLookAhead: true })
      : "Keras's Nesterov form with a rate that changes: the kit has the rate elsewhere";
  },
  Adam: adam,
  AdamW: adam,
  Adamax: args => of(o.adamaxOutside, adamLike(args)),
  Nadam: args => of(o.nadam, { ...adamLike(args), psi: 1 }),
  RMSprop: args => {
    if (number(args, 'momentum') !== 0) return 'RMSProp with momentum and ε inside the root: a form that the kit has not';
    const hyper = { eta: number(args, 'learning_rate'), beta: number(args, 'rho'), epsilon: number(args, 'epsilon') };
    return of(args['centered'] === true ? o.rmspropCenteredInside : o.rmspropInside, hyper);
  },
  Adagrad: args =>
    of(o.adagradInside, {
      eta: number(args, 'learning_rate'),
      epsilon: number(args, 'epsilon'),
      delta: number(args, 'initial_accumulator_value'),
    }),
  Adadelta: args => of(o.adadelta, { eta: number(args, 'learning_rate'), rho: number(args, 'rho'), epsilon: number(args, 'epsilon') }),
  Lamb: args => of(o.lamb, adamLike(args)),
  Lion: args => of(o.lion, { eta: number(args, 'learning_rate'), beta1: number(args, 'beta_1'), beta2: number(args, 'beta_2') }),
  Adafactor: args =>
    of(o.adafactor, {
      ratemax: number(args, 'learning_rate'),
      decaypower: -number(args, 'beta_2_decay'),
      clip: number(args, 'clip_threshold'),
      floor1: number(args, 'epsilon_1'),
      floor2: number(args, 'epsilon_2'),
    }),
  ScheduleFreeAdamW: args => {
    if ((optional(args, 'warmup_steps') ?? 0) > 0 || (optional(args, 'weight_decay') ?? 0) > 0) {
      return "Keras's ScheduleFreeAdamW counts every step alike while it warms up, and its decay shrinks the point of the gradient alone";
    }
    return of(o.scheduleFreeAdamw, adamLike(args), { comparesLookAhead: true, also: { x_eval: 'weights' } });
  },
  Muon: args => {
    const rms = optional(args, 'rms_rate');
    const matrices = o.muonForm({
      velocity: 'sum',
      nesterov: args['nesterov'] === true,
      rounds: number(args, 'ns_steps'),
      coefficients: [number(args, 'muon_a'), number(args, 'muon_b'), number(args, 'muon_c')],
      floor: 'added',
      scale: rms ?? 'none',
    });
    const eta = number(args, 'learning_rate');
    const adamDecay = optional(args, 'adam_weight_decay') ?? 0;
    const vectors = {
      eta: eta * number(args, 'adam_lr_ratio'),
      beta1: number(args, 'adam_beta_1'),
      beta2: number(args, 'adam_beta_2'),
      epsilon: number(args, 'epsilon'),
    };
    return {
      make: shape => {
        if (shape.length === 2)
          return matrices({ eta, gamma: number(args, 'momentum'), lambda: optional(args, 'weight_decay') ?? 0, epsilon: 1e-7 });
        // Its decay goes by the rate of the matrices, whatever the ratio.
        return decoupledDecay(o.adamHat(vectors), { lambda: (adamDecay * eta) / vectors.eta });
      },
    };
  },
};

/** Keras's classes with the options that all of them have: decay apart from the gradient, clipping, accumulation, a moving average of the weights. */
export function keras(name: string, args: Arguments, context: { problem: string; steps: number; note?: string }): Recipe | string {
  const accumulated = optional(args, 'gradient_accumulation_steps');
  const rate = typeof args['learning_rate'] === 'string' ? rateOf(context.note ?? '', accumulated) : undefined;
  if (typeof rate === 'string') return rate;
  const given = rate === undefined ? args : { ...args, learning_rate: rate };
  const method = classes[name];
  if (method === undefined) return `no method for Keras's ${name}`;
  if (optional(args, 'ema_overwrite_frequency') !== undefined)
    return "Keras's ema_overwrite_frequency puts the average in the place of the weights: a form that the kit has not";
  return unlessLeftOut(method(given, context), recipe =>
    averaged(accumulating(clipped(decayed(recipe, name, args), args), accumulated), args),
  );
}

function decayed(recipe: Recipe, name: string, args: Arguments): Recipe {
  const lambda = optional(args, 'weight_decay') ?? 0;
  // Muon's belongs to the matrices alone.
  if (lambda === 0 || name === 'Muon') return recipe;
  // A method that decays by itself stays as it is.
  const { alike, ...plain } = recipe;
  return { ...around(plain, optimizer => decoupledDecay(optimizer, { lambda })), ...(alike && { alike }) };
}

function clipped(recipe: Recipe, args: Arguments): Recipe {
  const [each, value, all] = [optional(args, 'clipnorm'), optional(args, 'clipvalue'), optional(args, 'global_clipnorm')];
  if (each !== undefined) return around(recipe, optimizer => clipNorm(optimizer, { bound: each }));
  if (value !== undefined) return around(recipe, optimizer => clipValue(optimizer, { bound: value }));
  if (all !== undefined) return { ...around(recipe, optimizer => clipGlobalNorm(optimizer, { bound: all })), joined: true };
  return recipe;
}

function accumulating(recipe: Recipe, period: number | undefined): Recipe {
  return period === undefined ? recipe : around(recipe, optimizer => accumulate(optimizer, { period }));
}

/** Keras's average starts at the weights after the first step, so that step counts whole. */
function averaged(recipe: Recipe, args: Arguments): Recipe {
  if (args['use_ema'] !== true) return recipe;
  const share = number(args, 'ema_momentum');
  const wrapped = around(recipe, optimizer => emaWeights(optimizer, { beta: t => (t === 1 ? 0 : share) }));
  return { ...wrapped, also: { average: { slot: 'average' } } };
}

/** The schedule that a recording states in words. With accumulation Keras's schedules count every gradient; the kit's count the steps. */
function rateOf(note: string, accumulated: number | undefined): ((t: number) => number) | string {
  const [, start, every, factor] = /ExponentialDecay\(([\d.e-]+), decay_steps=(\d+), decay_rate=([\d.e-]+)\)/.exec(note) ?? [];
  if (start === undefined) return `a schedule that the recording describes as "${note}"`;
  const rate = schedules.exponential({ start: Number(start), every: Number(every), factor: Number(factor) });
  const period = accumulated ?? 1;
  return t => rate(t * period);
}
