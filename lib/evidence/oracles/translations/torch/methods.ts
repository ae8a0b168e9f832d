import * as o from '../../../../src/optimizers';
import { decoupledDecay } from '../../../../src/wrappers';
import { around, number, of, optional, unlessLeftOut, withL2, type Arguments, type Recipe, type Translator } from '../recipe';

/** torch's names of Adam's settings. */
function adamLike(args: Arguments): { eta: number; beta1: number; beta2: number; epsilon: number } {
  const [beta1, beta2] = args['betas'] as [number, number];
  return { eta: number(args, 'lr'), beta1, beta2, epsilon: number(args, 'eps') };
}

/** The options that every torch optimizer has: `weight_decay` is added to the gradient, or with a switch shrinks the weights first. */
function common(args: Arguments, recipe: Recipe): Recipe {
  const lambda = optional(args, 'weight_decay') ?? 0;
  const decayed = args['decoupled_weight_decay'] === true ? decayedBy(recipe, lambda) : withL2(recipe, lambda);
  return { ...decayed, maximize: args['maximize'] === true };
}

function decayedBy(recipe: Recipe, lambda: number): Recipe {
  return lambda === 0 ? recipe : around(recipe, optimizer => decoupledDecay(optimizer, { lambda }));
}

/** torch's classes. */
export const torch: Readonly<Record<string, Translator>> = {
  SGD: args => {
    const [eta, gamma, tau] = [number(args, 'lr'), number(args, 'momentum'), number(args, 'dampening')];
    if (gamma === 0) return common(args, of(o.gradientDescent, { eta }));
    if (args['nesterov'] === true) return common(args, of(o.nesterov, { eta, gamma }, { comparesLookAhead: true }));
    // Forms that part from it only when the rate changes.
    const alike = [() => o.momentum({ eta, gamma }), () => o.heavyBall({ eta, gamma })];
    return common(args, tau === 0 ? of(o.momentumSum, { eta, gamma }, { alike }) : of(o.momentumDampened, { eta, gamma, tau }));
  },
  Adagrad: args => {
    const [rate, decay] = [number(args, 'lr'), number(args, 'lr_decay')];
    const eta = decay === 0 ? rate : (t: number): number => rate / (1 + (t - 1) * decay);
    return common(args, of(o.adagrad, { eta, epsilon: number(args, 'eps'), delta: number(args, 'initial_accumulator_value') }));
  },
  Adadelta: args => common(args, of(o.adadelta, { eta: number(args, 'lr'), rho: number(args, 'rho'), epsilon: number(args, 'eps') })),
  RMSprop: args => {
    const gamma = number(args, 'momentum');
    const hyper = { eta: number(args, 'lr'), beta: number(args, 'alpha'), epsilon: number(args, 'eps'), ...(gamma > 0 && { gamma }) };
    const [plain, withMomentum] =
      args['centered'] === true ? [o.rmspropCentered, o.rmspropCenteredMomentum] : [o.rmsprop, o.rmspropMomentum];
    return common(args, of(gamma > 0 ? withMomentum : plain, hyper));
  },
  Rprop: args => {
    const [[shrink, grow], [hmin, hmax]] = [args['etas'] as [number, number], args['step_sizes'] as [number, number]];
    return common(args, of(o.rprop, { eta: number(args, 'lr'), shrink, grow, hmin, hmax }));
  },
  Adam: args => common(args, of(args['amsgrad'] === true ? o.amsgrad : o.adam, adamLike(args))),
  AdamW: args => {
    const { maximize } = common(args, of(o.adam, {}));
    const [hyper, lambda] = [adamLike(args), number(args, 'weight_decay')];
    const rest = { maximize: maximize === true };
    if (args['amsgrad'] === true) return of(o.amsgrad, { ...hyper, lambda }, rest);
    return of(o.adamw, { ...hyper, lambda }, { ...rest, alike: [() => o.adamwPaper({ ...hyper, lambda: hyper.eta * lambda })] });
  },
  Adamax: args => common(args, of(o.adamax, adamLike(args))),
  NAdam: args => common(args, of(o.nadam, { ...adamLike(args), psi: number(args, 'momentum_decay') })),
  RAdam: args => common(args, of(o.radam, adamLike(args))),
  SparseAdam: () => "torch's SparseAdam leaves weights and moments without an entry alone; the kit's gradients are dense",
  ASGD: args =>
    common(
      args,
      of(o.asgd, { eta: number(args, 'lr'), lambda: number(args, 'lambd'), timepower: number(args, 'alpha'), tzero: number(args, 't0') }),
    ),
  Adafactor: args => unlessLeftOut(adafactor(args), recipe => ({ ...recipe, maximize: args['maximize'] === true })),
  Muon: args => {
    const coefficients = args['ns_coefficients'] as [number, number, number];
    const method = o.muonForm({
      nesterov: args['nesterov'] === true,
      rounds: number(args, 'ns_steps'),
      coefficients,
      ...(args['adjust_lr_fn'] === 'match_rms_adamw' && { scale: 0.2 }),
    });
    const hyper = {
      eta: number(args, 'lr'),
      gamma: number(args, 'momentum'),
      lambda: number(args, 'weight_decay'),
      epsilon: number(args, 'eps'),
    };
    return of(method, hyper, { transposed: true });
  },
  LBFGS: args => {
    const searches = args['line_search_fn'] !== null;
    return of(searches ? o.lbfgs : o.lbfgsFixed, {
      eta: number(args, 'lr'),
      iterations: number(args, 'max_iter'),
      evaluations: number(args, 'max_eval'),
      memory: number(args, 'history_size'),
      smallestgradient: number(args, 'tolerance_grad'),
      smallestchange: number(args, 'tolerance_change'),
    });
  },
};

/** Far below the squares of all recorded gradients, and yet a number in float32. */
const nothing = 1e-38;

/**
 * torch bounds the second moment from below by ε₁², and the mean of the rows by ε₁, where the paper adds ε₁ to every squared gradient. With an
 * ε₁ at which no bound is reached the two are one, and nothing is to be added.
 */
function adafactor(args: Arguments): Recipe | string {
  const [first, floor2] = args['eps'] as [number | null, number];
  if (first !== null && first > 1e-12)
    return "torch's Adafactor bounds the second moment by eps[0]² from below; the kit adds ε₁, as the paper does";
  if (number(args, 'weight_decay') !== 0)
    return "torch's Adafactor measures the weights before its decay; the kit's decay comes first, as Keras's does";
  return of(o.adafactor, {
    ratemax: number(args, 'lr'),
    decaypower: -number(args, 'beta2_decay'),
    clip: number(args, 'd'),
    floor1: nothing,
    floor2,
  });
}
