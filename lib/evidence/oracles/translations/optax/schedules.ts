import { constant, cosine, exponential, linear, polynomial, sequential, step, type NamedSchedule } from '../../../../src/schedules';
import { number, optional, type Arguments } from '../recipe';

type Translate = (args: Arguments) => NamedSchedule | string;

/** Schedules one after another, each from the step count at which it begins; the first begins at 0. */
export function joined(parts: ReadonlyArray<readonly [from: number, schedule: NamedSchedule]>): NamedSchedule {
  // One that begins where the next one does is never asked.
  const kept = parts.filter(([from], i) => from < (parts[i + 1]?.[0] ?? Infinity));
  return kept.length === 1
    ? (kept[0] as readonly [number, NamedSchedule])[1]
    : sequential({ schedules: kept.map(([, part]) => part), milestones: kept.slice(1).map(([from]) => from) });
}

/** A schedule that first waits at its first value. */
function after(wait: number, value: number, schedule: NamedSchedule): NamedSchedule {
  return wait === 0
    ? schedule
    : joined([
        [0, constant({ value })],
        [wait, schedule],
      ]);
}

/** optax's boundaries, each with a factor on the value before it. */
function boundaries(args: Arguments): Array<readonly [at: number, factor: number]> {
  return Object.entries(args['boundaries_and_scales'] as Record<string, number>)
    .map(([at, factor]) => [Number(at), factor] as const)
    .sort(([a], [b]) => a - b);
}

function interpolated(
  first: number,
  turns: ReadonlyArray<readonly [at: number, factor: number]>,
  between: 'linear' | 'cosine',
): NamedSchedule {
  let [from, value] = [0, first];
  const parts = turns.map(([at, factor]) => {
    const [start, end, steps] = [value, value * factor, at - from];
    const part = [from, between === 'cosine' ? cosine({ start, end, steps }) : linear({ start, end, steps })] as const;
    [from, value] = [at, end];
    return part;
  });
  return joined([...parts, [from, constant({ value })]]);
}

function exponentialDecay(args: Arguments): NamedSchedule | string {
  if (optional(args, 'end_value') !== undefined) return "optax's exponential_decay with an end value: the kit's exponential has no bound";
  const [start, every, factor] = [number(args, 'init_value'), number(args, 'transition_steps'), number(args, 'decay_rate')];
  const make = args['staircase'] === true ? step : exponential;
  return after(optional(args, 'transition_begin') ?? 0, start, make({ start, every, factor }));
}

function warmupCosine(args: Arguments): NamedSchedule {
  const [start, peak, steps] = [number(args, 'init_value'), number(args, 'peak_value'), number(args, 'warmup_steps')];
  const decay = cosine({
    start: peak,
    end: optional(args, 'end_value') ?? 0,
    steps: number(args, 'decay_steps') - steps,
    power: optional(args, 'exponent') ?? 1,
  });
  return joined([
    [0, linear({ start, end: peak, steps: Math.max(1, steps) })],
    [steps, decay],
  ]);
}

const schedules: Readonly<Record<string, Translate>> = {
  constant_schedule: args => constant({ value: number(args, 'value') }),
  linear_schedule: args => {
    const [start, end] = [number(args, 'init_value'), number(args, 'end_value')];
    return after(optional(args, 'transition_begin') ?? 0, start, linear({ start, end, steps: number(args, 'transition_steps') }));
  },
  polynomial_schedule: args => {
    const [start, end, steps] = [number(args, 'init_value'), number(args, 'end_value'), number(args, 'transition_steps')];
    return after(optional(args, 'transition_begin') ?? 0, start, polynomial({ start, end, steps, power: number(args, 'power') }));
  },
  piecewise_constant_schedule: args => {
    let value = number(args, 'init_value');
    const later = boundaries(args).map(([at, factor]) => [at, constant({ value: (value *= factor) })] as const);
    return joined([[0, constant({ value: number(args, 'init_value') })], ...later]);
  },
  piecewise_interpolate_schedule: args =>
    interpolated(number(args, 'init_value'), boundaries(args), args['interpolate_type'] as 'linear' | 'cosine'),
  exponential_decay: exponentialDecay,
  cosine_decay_schedule: args => {
    const start = number(args, 'init_value');
    return cosine({
      start,
      end: start * (optional(args, 'alpha') ?? 0),
      steps: number(args, 'decay_steps'),
      power: optional(args, 'exponent') ?? 1,
    });
  },
  cosine_onecycle_schedule: args => {
    const [steps, divisor] = [number(args, 'transition_steps'), number(args, 'div_factor')];
    const turn = Math.trunc(number(args, 'pct_start') * steps);
    return interpolated(
      number(args, 'peak_value') / divisor,
      [
        [turn, divisor],
        [steps, 1 / (divisor * number(args, 'final_div_factor'))],
      ],
      'cosine',
    );
  },
  linear_onecycle_schedule: args => {
    const [steps, divisor] = [number(args, 'transition_steps'), number(args, 'div_factor')];
    const [up, down] = [Math.trunc(number(args, 'pct_start') * steps), Math.trunc(number(args, 'pct_final') * steps)];
    return interpolated(
      number(args, 'peak_value') / divisor,
      [
        [up, divisor],
        [down, 1 / divisor],
        [steps, 1 / number(args, 'final_div_factor')],
      ],
      'linear',
    );
  },
  warmup_constant_schedule: args =>
    linear({ start: number(args, 'init_value'), end: number(args, 'peak_value'), steps: number(args, 'warmup_steps') }),
  warmup_cosine_decay_schedule: warmupCosine,
  warmup_exponential_decay_schedule: args => {
    const [start, peak, steps] = [number(args, 'init_value'), number(args, 'peak_value'), number(args, 'warmup_steps')];
    const decay = exponentialDecay({ ...args, init_value: peak });
    return typeof decay === 'string'
      ? decay
      : joined([
          [0, linear({ start, end: peak, steps })],
          [steps, decay],
        ]);
  },
  sgdr_schedule: args => {
    let from = 0;
    const cycles = args['cosine_kwargs'] as Arguments[];
    return joined(
      cycles.map(cycle => {
        const part = [from, warmupCosine(cycle)] as const;
        from += number(cycle, 'decay_steps');
        return part;
      }),
    );
  },
  join_schedules: args => {
    const parts = (args['schedules'] as string[]).map(written);
    const missing = parts.find(part => typeof part === 'string');
    if (typeof missing === 'string') return missing;
    const starts = [0, ...(args['boundaries'] as number[])];
    return joined(parts.flatMap((part, i) => (typeof part === 'string' ? [] : [[starts[i] as number, part] as const])));
  },
};

/** The order in which optax takes what a recording writes as a call. */
const positions: Readonly<Record<string, readonly string[]>> = {
  constant_schedule: ['value'],
  linear_schedule: ['init_value', 'end_value', 'transition_steps'],
  exponential_decay: ['init_value', 'transition_steps', 'decay_rate'],
  cosine_decay_schedule: ['init_value', 'decay_steps', 'alpha'],
};

function written(call: string): NamedSchedule | string {
  const [, name = '', list = ''] = /^(\w+)\((.*)\)$/.exec(call) ?? [];
  const names = positions[name];
  if (names === undefined) return `a schedule written as "${call}"`;
  return optaxSchedule(`optax.${name}`, Object.fromEntries(list.split(',').map((value, i) => [names[i], Number(value)])));
}

/** optax's function of the step count in the kit's terms, or why there is none. */
export function optaxSchedule(name: string, args: Arguments): NamedSchedule | string {
  return schedules[name.replace(/^optax\./, '')]?.(args) ?? `no schedule for ${name}`;
}
