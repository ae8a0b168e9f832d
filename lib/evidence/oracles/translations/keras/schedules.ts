import {
  constant,
  cosine,
  exponential,
  inverseTime,
  linear,
  polynomial,
  polynomialCycle,
  step,
  type NamedSchedule,
} from '../../../../src/schedules';
import { joined } from '../optax/schedules';
import { number, optional, type Arguments } from '../recipe';

const classes: Readonly<Record<string, (args: Arguments, steps: number) => NamedSchedule | string>> = {
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
  CosineDecayRestarts: (args, steps) => {
    const [peak, longer, lower, share] = [
      number(args, 'initial_learning_rate'),
      optional(args, 't_mul') ?? 2,
      optional(args, 'm_mul') ?? 1,
      optional(args, 'alpha') ?? 0,
    ];
    const parts: Array<readonly [number, NamedSchedule]> = [];
    let [from, length, height] = [0, number(args, 'first_decay_steps'), 1];
    while (from < steps) {
      if (!Number.isInteger(length)) return "Keras's CosineDecayRestarts with cycles of broken length: the kit hands over at whole steps";
      parts.push([from, cosine({ start: peak * ((1 - share) * height + share), end: peak * share, steps: length })]);
      [from, length, height] = [from + length, length * longer, height * lower];
    }
    return joined(parts);
  },
};

/** Keras's class in the kit's terms for so many steps, or why there is none. */
export function kerasSchedule(name: string, args: Arguments, steps: number): NamedSchedule | string {
  return classes[name]?.(args, steps) ?? `no schedule for Keras's ${name}`;
}
