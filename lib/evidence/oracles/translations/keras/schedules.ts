import {
  constant, cosine, exponential, inverseTime, linear, polynomial, polynomialCycle, step, warmRestarts, type NamedSchedule,
} from '../../../../src/schedules';
import { joined } from '../optax/schedules';
import { number, optional, type Arguments } from '../recipe';

const classes: Readonly<Record<string, (args: Arguments) => NamedSchedule | string>> = {
  ExponentialDecay: args => {
    const make = args['staircase'] === true ? step : exponential;
    return make({ start: number(args, 'initial_learning_rate'), every: number(args, 'decay_steps'), factor: number(args, 'decay_rate') });
  },
  InverseTimeDecay: args => {
    if (args['staircase'] === true) return "Keras's InverseTimeDecay with staircase: the kit's inverseTime has none";
    return inverseTime({
      start: number(args, 'initial_learning_rate'),
      every: number(args, 'decay_steps'),
      decay: number(args, 'decay_rate'),
    });
  },
  // A value holds up to its boundary, that step included.
  PiecewiseConstantDecay: args => {
    const starts = [0, ...(args['boundaries'] as number[]).map(boundary => boundary + 1)];
    return joined((args['values'] as number[]).map((value, i) => [starts[i] as number, constant({ value })]));
  },
  PolynomialDecay: args => {
    const make = args['cycle'] === true ? polynomialCycle : polynomial;
    const steps = number(args, 'decay_steps');
    return make({
      start: number(args, 'initial_learning_rate'),
      steps,
      end: optional(args, 'end_learning_rate') ?? 1e-4,
      power: optional(args, 'power') ?? 1,
    });
  },
  CosineDecay: args => {
    const [first, target, warmup] = [
      number(args, 'initial_learning_rate'),
      optional(args, 'warmup_target'),
      optional(args, 'warmup_steps') ?? 0,
    ];
    const start = target ?? first;
    const decay = cosine({ start, end: start * (optional(args, 'alpha') ?? 0), steps: number(args, 'decay_steps') });
    return target === undefined
      ? decay
      : joined([
          [0, linear({ start: first, end: target, steps: Math.max(1, warmup) })],
          [warmup, decay],
        ]);
  },
  CosineDecayRestarts: args => {
    const start = number(args, 'initial_learning_rate');
    return warmRestarts({
      start,
      steps: number(args, 'first_decay_steps'),
      growth: optional(args, 't_mul') ?? 2,
      shrink: optional(args, 'm_mul') ?? 1,
      end: start * (optional(args, 'alpha') ?? 0),
    });
  },
};

/** Keras's class in the kit's terms, or why there is none. */
export function kerasSchedule(name: string, args: Arguments): NamedSchedule | string {
  return classes[name]?.(args) ?? `no schedule for Keras's ${name}`;
}
