import * as o from '../../../src/optimizers';
import { lookahead, lookaheadReset } from '../../../src/wrappers';
import { around, number, of, type Arguments, type Translator } from './recipe';

/** The papers' and torch's names of Adam's settings. */
function adamLike(args: Arguments): { eta: number; beta1: number; beta2: number; epsilon?: number } {
  const [beta1, beta2] = (args['betas'] as [number, number] | undefined) ?? [number(args, 'beta1'), number(args, 'beta2')];
  return { eta: number(args, 'lr'), beta1, beta2, ...(args['eps'] !== undefined && { epsilon: number(args, 'eps') }) };
}

const lambda = (args: Arguments): { lambda: number } => ({ lambda: number(args, 'weight_decay') });

const rmspropLike = (args: Arguments): Record<string, number> => ({
  eta: number(args, 'lr'),
  beta: number(args, 'beta'),
  epsilon: number(args, 'eps'),
});

/**
 * Methods written out in numpy from their papers and from the lectures: the numbers are of the same hand as the kit's formulas, so they are no
 * outside witness.
 */
export const papers: Readonly<Record<string, Translator>> = {
  adabelief: args => of(o.adabelief, { ...adamLike(args), ...lambda(args) }),
  lion: args => of(o.lion, { ...adamLike(args), ...lambda(args) }),
  lamb: args => {
    const bounds = { hmin: args['phi_low'] as number | null, hmax: args['phi_high'] as number | null };
    const hyper = { ...adamLike(args), ...lambda(args) };
    if (bounds.hmin !== null && bounds.hmax !== null) return of(o.lambBounded, { ...hyper, hmin: bounds.hmin, hmax: bounds.hmax });
    return of(args['bias_correction'] === true ? o.lamb : o.lambUncorrected, hyper);
  },
  lars: args => {
    const [rate, end] = [number(args, 'lr'), args['T'] as number | null];
    const eta = end === null ? rate : (t: number): number => rate * Math.max(0, 1 - (t - 1) / end) ** 2;
    return of(o.lars, { eta, gamma: number(args, 'momentum'), trust: number(args, 'trust'), ...lambda(args) });
  },
  yogi: args => of(args['bias_correction'] === true ? o.yogiCorrected : o.yogi, { ...adamLike(args), delta: number(args, 'v0') }),
  novograd: args => of(args['grad_averaging'] === true ? o.novogradAveraged : o.novograd, { ...adamLike(args), ...lambda(args) }),
  adabound: args => {
    if (args['amsbound'] === true) return 'amsbound is left out: a variant that no library ships';
    const { epsilon = 0, ...adam } = adamLike(args);
    const hyper = { ...adam, etafinal: number(args, 'final_lr'), speed: number(args, 'gamma') };
    return args['form'] === 'code' ? of(o.adabound, { ...hyper, epsilon }) : of(o.adaboundPaper, hyper);
  },
  sf_sgd: args => {
    const hyper = { eta: number(args, 'lr'), gamma: number(args, 'beta'), ...lambda(args) };
    if (args['averaging'] === 'paper') return of(o.scheduleFreePaper, hyper);
    return of(o.scheduleFree, {
      ...hyper,
      warmup: number(args, 'warmup'),
      timepower: number(args, 'r'),
      ratepower: number(args, 'weight_lr_power'),
    });
  },
  sf_adamw: args =>
    of(args['form'] === 'v1' ? o.scheduleFreeAdamwFirst : o.scheduleFreeAdamw, {
      ...adamLike(args),
      ...lambda(args),
      warmup: number(args, 'warmup'),
    }),
  // Its matrices are [outputs, inputs], as torch's are.
  muon: args => {
    const { form, nesterov, ns_steps: rounds, scale } = args as { form: string; nesterov: boolean; ns_steps: number | null; scale: string };
    const method = o.muonForm({
      velocity: form === 'sum' ? 'sum' : 'average',
      nesterov,
      floor: 'added',
      ...(rounds === null ? { rounds: 40, coefficients: [1.5, -0.5, 0] } : { rounds }),
      scale: scale === 'moonlight' ? 0.2 : scale === 'none' ? 'none' : 'width',
    });
    // The exact polar factor has no ε; the others divide by the norm plus 1e-7.
    const epsilon = rounds === null ? 1e-30 : 1e-7;
    return of(method, { eta: number(args, 'lr'), gamma: number(args, 'momentum'), ...lambda(args), epsilon }, { transposed: true });
  },
  adafactor: args => {
    const hyper = { decaypower: number(args, 'decay'), clip: number(args, 'd'), floor1: number(args, 'eps1') };
    if (args['lr'] !== null) return of(o.adafactorFixed, { ...hyper, eta: number(args, 'lr') });
    const relative = { ...hyper, floor2: number(args, 'eps2'), ratemax: number(args, 'rho_max') };
    return args['beta1'] === null ? of(o.adafactor, relative) : of(o.adafactorMomentum, { ...relative, beta1: number(args, 'beta1') });
  },
  lookahead: args => {
    const inner = args['inner_args'] as Arguments;
    const options = { period: number(args, 'k'), share: number(args, 'alpha') };
    const recipe =
      args['inner'] === 'adam'
        ? of(o.adam, adamLike(inner))
        : of(o.momentumSum, { eta: number(inner, 'lr'), gamma: number(inner, 'momentum') });
    return around(recipe, optimizer => (args['reset'] === true ? lookaheadReset : lookahead)(optimizer, options));
  },
  sophia: () => sophia,
  lec_momentum_ema: args => of(o.momentumAverage, { eta: number(args, 'lr'), beta: number(args, 'beta') }),
  lec_heavy_ball: args => of(o.heavyBall, { eta: number(args, 'lr'), gamma: number(args, 'beta') }),
  lec_nag_lookahead: args => of(o.nesterov, { eta: number(args, 'lr'), gamma: number(args, 'gamma') }),
  // Step 1 starts at rest, so its coefficient, −1/2 by the formula, multiplies nothing.
  lec_nag_schedule: args => of(o.nesterov, { eta: number(args, 'lr'), gamma: t => Math.max(0, (t - 2) / (t + 1)) }),
  lec_adam_no_bias_correction: args => of(o.adamUncorrected, adamLike(args)),
  lec_adam_eps_inside: args => of(o.adamInside, adamLike(args)),
  lec_adam_eps_hat: args => of(o.adamHat, adamLike(args)),
  lec_rmsprop_eps_outside: args => of(o.rmsprop, rmspropLike(args)),
  lec_rmsprop_eps_inside: args => of(o.rmspropInside, rmspropLike(args)),
  lec_adagrad_eps_inside: args => of(o.adagradInside, { eta: number(args, 'lr'), epsilon: number(args, 'eps') }),
  lec_adadelta_zeiler: args => of(o.adadelta, { rho: number(args, 'rho'), epsilon: number(args, 'eps') }),
  lec_adamax_paper: args => of(o.adamaxPaper, adamLike(args)),
  lec_nadam_simple: args => of(o.nadamSimple, adamLike(args)),
  lec_nadam_next_correction: args => of(o.nadamConstant, adamLike(args)),
  lec_adamw_paper: args => of(o.adamwPaper, { ...adamLike({ ...args, lr: args['alpha'] }), ...lambda(args), s: number(args, 'eta') }),
  lec_sgdw_paper: args => of(o.sgdw, { eta: number(args, 'alpha'), gamma: number(args, 'beta1'), ...lambda(args), s: number(args, 'eta') }),
};

/** Why Sophia is left out, whoever recorded it. */
export const sophia =
  "sophia is left out: it needs an estimate of the Hessian's diagonal, which no oracle of a loss and its gradient gives";
