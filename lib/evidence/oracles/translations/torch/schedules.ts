import {
  chained,
  constant,
  cosine,
  cosineBounce,
  cyclic,
  cyclicExponential,
  cyclicHalving,
  exponential,
  inverseTime,
  lambda,
  linear,
  multiplicative,
  multiStep,
  noam,
  oneCycle,
  oneCycleLinear,
  polynomial,
  sequential,
  step,
  warmRestarts,
  warmUp,
  type NamedSchedule,
} from '../../../../src/schedules';

type Arguments = Readonly<Record<string, unknown>>;

/** A recorded scheduler in the kit's terms. A momentum that swings with the rate is a schedule of its own here. */
export interface ScheduleTranslation {
  readonly rate: NamedSchedule;
  readonly momentum?: NamedSchedule;
}

/** What a recorded scheduler is called here, in every way the kit can say it; or why the kit cannot. */
export function translateSchedule(
  scheduler: string,
  args: Arguments,
  base: number,
  lambdaFormula = '',
): readonly ScheduleTranslation[] | string {
  if (scheduler === 'LambdaLR') return lambdaSchedules(args, base, lambdaFormula);
  if (scheduler === 'MultiplicativeLR') return multiplicativeSchedule(args, base, lambdaFormula);
  const translation = translators[scheduler]?.(args, base) ?? `no schedule "${scheduler}"`;
  return typeof translation === 'string' ? translation : [translation];
}

const number = (args: Arguments, name: string, standard?: number): number => {
  const value = args[name] ?? standard;
  if (typeof value !== 'number') throw new Error(`oracles: argument "${name}" must be a number, got ${JSON.stringify(value)}`);
  return value;
};

/** torch's classes with torch's defaults. */
const translators: Readonly<Record<string, (args: Arguments, base: number) => ScheduleTranslation | string>> = {
  StepLR: (args, start) => ({ rate: step({ start, every: number(args, 'step_size'), factor: number(args, 'gamma', 0.1) }) }),
  MultiStepLR: (args, start) => ({
    rate: multiStep({ start, milestones: [...(args['milestones'] as number[])].sort((a, b) => a - b), factor: number(args, 'gamma', 0.1) }),
  }),
  ConstantLR: (args, value) => {
    const steps = number(args, 'total_iters', 5);
    return { rate: steps === 0 ? constant({ value }) : constant({ value, factor: number(args, 'factor', 1 / 3), steps }) };
  },
  LinearLR: (args, base) => ({
    rate: linear({
      start: base * number(args, 'start_factor', 1 / 3),
      end: base * number(args, 'end_factor', 1),
      steps: number(args, 'total_iters', 5),
    }),
  }),
  ExponentialLR: (args, start) => ({ rate: exponential({ start, factor: number(args, 'gamma') }) }),
  PolynomialLR: (args, start) => ({ rate: polynomial({ start, steps: number(args, 'total_iters', 5), power: number(args, 'power', 1) }) }),
  CosineAnnealingLR: (args, start) => ({ rate: cosineBounce({ start, steps: number(args, 'T_max'), end: number(args, 'eta_min', 0) }) }),
  CosineAnnealingWarmRestarts: (args, start) => ({
    rate: warmRestarts({ start, steps: number(args, 'T_0'), growth: number(args, 'T_mult', 1), end: number(args, 'eta_min', 0) }),
  }),
  OneCycleLR: args => {
    const steps = args['total_steps'] == null ? number(args, 'epochs') * number(args, 'steps_per_epoch') : number(args, 'total_steps');
    const shape = { steps, rise: number(args, 'pct_start', 0.3), phases: args['three_phase'] === true ? 3 : 2 };
    const make = args['anneal_strategy'] === 'linear' ? oneCycleLinear : oneCycle;
    const peak = number(args, 'max_lr');
    const start = peak / number(args, 'div_factor', 25);
    const high = number(args, 'max_momentum', 0.95);
    return {
      rate: make({ peak, start, end: start / number(args, 'final_div_factor', 1e4), ...shape }),
      ...(args['cycle_momentum'] !== false && {
        momentum: make({ start: high, peak: number(args, 'base_momentum', 0.85), end: high, ...shape }),
      }),
    };
  },
  CyclicLR: args => {
    const up = number(args, 'step_size_up', 2000);
    const ramps = { up, down: args['step_size_down'] == null ? up : number(args, 'step_size_down') };
    const factor = number(args, 'gamma', 1);
    const make = (start: number, peak: number): NamedSchedule => {
      if (args['mode'] === 'triangular2') return cyclicHalving({ start, peak, ...ramps });
      return args['mode'] === 'exp_range' ? cyclicExponential({ start, peak, factor, ...ramps }) : cyclic({ start, peak, ...ramps });
    };
    return {
      rate: make(number(args, 'base_lr'), number(args, 'max_lr')),
      ...(args['cycle_momentum'] !== false && { momentum: make(number(args, 'max_momentum', 0.9), number(args, 'base_momentum', 0.8)) }),
    };
  },
  SequentialLR: (args, base) => {
    const parts = members(args).map(([name, own]) => translators[name]?.(own, base) ?? `no schedule "${name}"`);
    const schedules = parts.flatMap(part => (typeof part === 'string' ? [] : [part.rate]));
    const missing = parts.find(part => typeof part === 'string');
    return missing ?? { rate: sequential({ schedules, milestones: args['milestones'] as number[] }) };
  },
  ChainedScheduler: (args, base) => {
    const adding = members(args).find(([name]) => !multiplying.includes(name));
    if (adding) return `a chained ${adding[0]} adds to the rate instead of multiplying it, which is not a function of t alone`;
    const parts = members(args).map(([name, own], i) => translators[name]?.(own, i === 0 ? base : 1));
    return { rate: chained({ schedules: parts.flatMap(part => (part === undefined || typeof part === 'string' ? [] : [part.rate])) }) };
  },
};

/** The schedulers of torch that change the rate by a factor, whatever it is. */
const multiplying = ['StepLR', 'MultiStepLR', 'ConstantLR', 'LinearLR', 'ExponentialLR', 'PolynomialLR'];

function members(args: Arguments): Array<[name: string, args: Arguments]> {
  return (args['schedulers'] as Array<Record<string, Arguments>>).flatMap(member => Object.entries(member));
}

/** The recorded formula read by the kit's own engine where its language suffices, and the schedule of the kit that has the same formula. */
function lambdaSchedules(args: Arguments, base: number, text: string): readonly ScheduleTranslation[] | string {
  // "factor(k)=gamma**k ; lr=…" or "factor(k)= … (source)": a remark stands after a semicolon or after two spaces.
  const factor = /^factor\(k\)\s*=\s*(.*?)\s*(?:;.*|\s{2}\(.*)?$/.exec(text)?.[1] ?? '';
  const kit = kitSchedules[factor.replace(/\s/g, '')]?.(args, base);
  const found = [...(kit ? [kit] : [])];
  if (factor !== '' && !factor.includes('cos(')) {
    const rule = `base * (${factor.replaceAll('**', '^').replace(/\bk\b/g, '(t - 1)')})`;
    found.push(lambda({ ...(args as Record<string, number>), base, rule }));
  }
  return found.length > 0
    ? found.map(rate => ({ rate }))
    : `the rule "${text}" is neither one of the kit's schedules nor in the language of its formulas`;
}

const kitSchedules: Readonly<Record<string, (args: Arguments, base: number) => NamedSchedule>> = {
  'gamma**k': (args, start) => exponential({ start, factor: number(args, 'gamma') }),
  '1/(1+decay*k)': (args, start) => inverseTime({ start, decay: number(args, 'decay') }),
  'd_model**-0.5*min((k+1)**-0.5,(k+1)*warmup**-1.5)': (args, scale) =>
    noam({ width: number(args, 'd_model'), steps: number(args, 'warmup'), scale }),
  'k<warmup?(k+1)/warmup:0.5*(1+cos(pi*(k-warmup)/(total-warmup)))': (args, start) => {
    const steps = number(args, 'warmup');
    return warmUp({ steps, after: cosine({ start, steps: number(args, 'total') - steps }) });
  },
};

function multiplicativeSchedule(args: Arguments, start: number, text: string): readonly ScheduleTranslation[] | string {
  const [, every, factor] = /k\s*%\s*(\w+)\s*==\s*0\s*\?\s*(\w+)\s*:\s*1\)/.exec(text) ?? [];
  if (every === undefined || factor === undefined) return `the rule "${text}" is not one that the oracle reads`;
  const [period, change] = [number(args, every), number(args, factor)];
  return [{ rate: multiplicative({ start, factor: k => (k % period === 0 ? change : 1) }) }];
}
