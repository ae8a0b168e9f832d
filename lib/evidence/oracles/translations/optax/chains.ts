import * as o from '../../../../src/optimizers';
import { accumulate, clipGlobalNorm, clipValue, l2, lookahead, lookaheadReset, sam } from '../../../../src/wrappers';
import { around, number, of, type Arguments, type Recipe } from '../recipe';
import { optaxSchedule } from './schedules';
import { adafactor, scheduleFree, yogi } from './shared';

/** The rate that a recording states in words for each problem: "lr = 0.05 / 4e-4 / 0.05 on seq / rosen / quad", or one for all of them. */
function statedRate(text: string, problem: string): number {
  const rates =
    /\blr = ([\d.e+-]+)(?: \/ ([\d.e+-]+) \/ ([\d.e+-]+))?/
      .exec(text)
      ?.slice(1)
      .filter(rate => rate !== undefined)
      .map(Number) ?? [];
  const at = ['gradient_sequence', 'rosenbrock', 'quadratic'].indexOf(problem);
  const rate = rates.length === 1 ? rates[0] : rates[at];
  if (rate === undefined) throw new Error(`oracles: no rate for ${problem} in "${text}"`);
  return rate;
}

/** A number in a chain that is written out: the 0.06 of "adam(0.06)". */
function within(text: string, pattern: RegExp): number {
  return Number(pattern.exec(text)?.[1] ?? NaN);
}

/** Chains that a recording writes out, by what they are made of. */
export const chains: ReadonlyArray<
  readonly [pattern: RegExp, translate: (args: Arguments, text: string, context: { problem: string; steps: number }) => Recipe | string]
> = [
  [
    /^optax\.chain\(scale_by_yogi\(/,
    args =>
      number(args, 'eps_root') === 0
        ? yogi(args, number(args, 'initial_accumulator_value'))
        : "optax's yogi with eps_root: a form that the kit has not",
  ],
  [/^optax\.chain\(scale_by_lion\(/, args => `optax's lion with the mode ${String(args['mode'])}: a form that the kit has not`],
  [/^optax\.adafactor's chain/, (args, _, { steps }) => adafactor({ ...args, momentum: null, weight_decay_rate: null }, steps)],
  [
    /^optax\.lookahead\((sgd|adam)\(/,
    (args, text, { problem }) => {
      const inner = /lookahead\(sgd/.test(text)
        ? of(o.momentumSum, { eta: statedRate(text, problem), gamma: within(text, /momentum=([\d.]+)/) })
        : of(o.adam, { eta: within(text, /adam\(([\d.e-]+)\)/) });
      const options = { period: number(args, 'sync_period'), share: number(args, 'slow_step_size') };
      const wrapped = around(inner, optimizer => (args['reset_state'] === true ? lookaheadReset : lookahead)(optimizer, options));
      return { ...wrapped, also: { slow: { slot: 'slow' } } };
    },
  ],
  [
    /^optax\.contrib\.schedule_free\(adam/,
    args => {
      if (number(args, 'adam_b1') !== 0) return "schedule_free around Adam with a first moment of its own: the kit's has none";
      return scheduleFree(args, o.scheduleFreeAdamw, { eta: number(args, 'learning_rate'), beta1: number(args, 'b1') });
    },
  ],
  [
    /^optax\.contrib\.sam\(sgd\(/,
    (args, text, { problem }) => {
      const inner = of(o.momentumSum, {
        eta: problem === 'rosenbrock' ? within(text, /lr = ([\d.e-]+) on rosen/) : within(text, /, ([\d.e-]+) else/),
        gamma: within(text, /momentum=([\d.]+)/),
      });
      return { ...around(inner, optimizer => sam(optimizer, { radius: number(args, 'rho') })), every: number(args, 'sync_period') };
    },
  ],
  [
    /^optax\.MultiSteps\(adam\(/,
    (args, text) => {
      if (args['use_grad_mean'] !== true) return "optax's MultiSteps with sums of gradients: the kit takes their mean";
      const period = number(args, 'every_k_schedule');
      return around(of(o.adam, { eta: within(text, /adam\(([\d.e-]+)\)/) }), optimizer => accumulate(optimizer, { period }));
    },
  ],
  [
    /^optax\.chain\(clip_by_global_norm\(max_norm\), adam\(/,
    (args, text) =>
      around(of(o.adam, { eta: within(text, /adam\(([\d.e-]+)\)/) }, { joined: true }), optimizer =>
        clipGlobalNorm(optimizer, { bound: number(args, 'max_norm') }),
      ),
  ],
  [
    /^optax\.chain\(clip_by_global_norm\(max_norm\), sgd\(/,
    (args, text) => {
      const inner = of(o.momentumSum, { eta: within(text, /sgd\(([\d.e-]+)/), gamma: within(text, /momentum=([\d.]+)/) }, { joined: true });
      return around(inner, optimizer => clipGlobalNorm(optimizer, { bound: number(args, 'max_norm') }));
    },
  ],
  [
    /^optax\.chain\(clip\(max_delta\), sgd\(/,
    (args, text, { problem }) => {
      const inner = of(o.momentumSum, { eta: statedRate(text, problem), gamma: within(text, /momentum=([\d.]+)/) });
      return around(inner, optimizer => clipValue(optimizer, { bound: number(args, 'max_delta') }));
    },
  ],
  [
    /^optax\.chain\(ema\(/,
    (args, text, { problem }) => {
      if (args['debias'] === true) return "optax's ema corrects its bias by default: a form of momentum that the kit has not";
      return of(o.momentumAverage, { eta: statedRate(text, problem), beta: number(args, 'decay') });
    },
  ],
  [
    /^optax\.chain\(add_decayed_weights\(wd\), adam\(/,
    (args, text) =>
      around(of(o.adam, { eta: within(text, /adam\(([\d.e-]+)\)/) }), optimizer => l2(optimizer, { lambda: number(args, 'weight_decay') })),
  ],
  [
    /^optax\.adam\(warmup_cosine_decay_schedule\(/,
    args => {
      const rate = optaxSchedule('optax.warmup_cosine_decay_schedule', args);
      return typeof rate === 'string' ? rate : of(o.adam, { eta: rate });
    },
  ],
];
