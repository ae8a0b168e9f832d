import {
  adadelta, adagrad, adagradInside, adam, adamInside, adamUncorrected, gradientDescent, heavyBall, momentumAverage, momentumSum,
  nesterov, rmsprop, rmspropInside, type HyperValue, type Method,
} from '../optimizers';

/** A recorded case in the kit's terms. */
export interface Translation {
  readonly method: Method;
  readonly hyper: Readonly<Record<string, HyperValue>>;
  /** Weight decay as torch's `weight_decay` means it: λ w is added to the gradient. */
  readonly l2?: number;
  readonly maximize?: boolean;
  /** torch keeps the look-ahead point where Nesterov's method keeps the weights, so that is what must be compared. */
  readonly comparesLookAhead?: boolean;
}

type Arguments = Readonly<Record<string, unknown>>;
type Translator = (args: Arguments) => Translation | string;

/** What a recorded case is called here, or why the kit does not cover it yet. */
export function translate(optimizer: string, args: Arguments): Translation | string {
  return translators[optimizer]?.(args) ?? `no method "${optimizer}" yet`;
}

const number = (args: Arguments, name: string): number => {
  const value = args[name];
  if (typeof value !== 'number') throw new Error(`oracles: argument "${name}" must be a number, got ${JSON.stringify(value)}`);
  return value;
};

const betas = (args: Arguments): { beta1: number; beta2: number } => {
  const [beta1, beta2] = args['betas'] as [number, number];
  return { beta1, beta2 };
};

/** The options that every torch optimizer has. */
const common = (args: Arguments): Pick<Translation, 'l2' | 'maximize'> => ({
  l2: (args['weight_decay'] as number | undefined) ?? 0,
  maximize: args['maximize'] === true,
});

/** The one table from torch's argument names, and those of the lecture forms, to the kit's. */
const translators: Readonly<Record<string, Translator>> = {
  SGD: args => {
    const eta = number(args, 'lr');
    const gamma = number(args, 'momentum');
    if (gamma === 0) return { method: gradientDescent, hyper: { eta }, ...common(args) };
    if (number(args, 'dampening') !== 0) return 'no dampening yet';
    if (args['nesterov'] === true) return { method: nesterov, hyper: { eta, gamma }, comparesLookAhead: true, ...common(args) };
    return { method: momentumSum, hyper: { eta, gamma }, ...common(args) };
  },
  Adagrad: args => {
    const [rate, decay] = [number(args, 'lr'), number(args, 'lr_decay')];
    const eta = decay === 0 ? rate : (t: number): number => rate / (1 + (t - 1) * decay);
    return { method: adagrad, hyper: { eta, epsilon: number(args, 'eps'), delta: number(args, 'initial_accumulator_value') }, ...common(args) };
  },
  Adadelta: args => ({ method: adadelta, hyper: { eta: number(args, 'lr'), rho: number(args, 'rho'), epsilon: number(args, 'eps') }, ...common(args) }),
  RMSprop: args => {
    if (args['centered'] === true) return 'no centred RMSProp yet';
    if (number(args, 'momentum') !== 0) return 'no RMSProp with momentum yet';
    return { method: rmsprop, hyper: { eta: number(args, 'lr'), beta: number(args, 'alpha'), epsilon: number(args, 'eps') }, ...common(args) };
  },
  Adam: args =>
    args['amsgrad'] === true
      ? 'no AMSGrad yet'
      : { method: adam, hyper: { eta: number(args, 'lr'), ...betas(args), epsilon: number(args, 'eps') }, ...common(args) },
  lec_momentum_ema: args => ({ method: momentumAverage, hyper: { eta: number(args, 'lr'), beta: number(args, 'beta') } }),
  lec_heavy_ball: args => ({ method: heavyBall, hyper: { eta: number(args, 'lr'), gamma: number(args, 'beta') } }),
  lec_nag_lookahead: args => ({ method: nesterov, hyper: { eta: number(args, 'lr'), gamma: number(args, 'gamma') } }),
  // Step 1 starts at rest, so its coefficient, −1/2 by the formula, multiplies nothing.
  lec_nag_schedule: args => ({ method: nesterov, hyper: { eta: number(args, 'lr'), gamma: t => Math.max(0, (t - 2) / (t + 1)) } }),
  lec_adam_no_bias_correction: args => ({ method: adamUncorrected, hyper: adamHyper(args) }),
  lec_adam_eps_inside: args => ({ method: adamInside, hyper: adamHyper(args) }),
  lec_rmsprop_eps_outside: args => ({ method: rmsprop, hyper: rmspropHyper(args) }),
  lec_rmsprop_eps_inside: args => ({ method: rmspropInside, hyper: rmspropHyper(args) }),
  lec_adagrad_eps_inside: args => ({ method: adagradInside, hyper: { eta: number(args, 'lr'), epsilon: number(args, 'eps') } }),
  lec_adadelta_zeiler: args => ({ method: adadelta, hyper: { rho: number(args, 'rho'), epsilon: number(args, 'eps') } }),
};

function adamHyper(args: Arguments): Record<string, number> {
  return { eta: number(args, 'lr'), beta1: number(args, 'beta1'), beta2: number(args, 'beta2'), epsilon: number(args, 'eps') };
}

function rmspropHyper(args: Arguments): Record<string, number> {
  return { eta: number(args, 'lr'), beta: number(args, 'beta'), epsilon: number(args, 'eps') };
}
