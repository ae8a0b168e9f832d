import { chained } from './chained';
import { constant } from './constant';
import { cosine, cosineBounce } from './cosine';
import { cyclic, cyclicExponential, cyclicHalving } from './cyclic';
import { exponential } from './exponential';
import { inverseTime } from './inverse-time';
import { lambda } from './lambda';
import { linear } from './linear';
import { multiStep } from './multi-step';
import { multiplicative } from './multiplicative';
import type { NamedSchedule, ScheduleConfig } from './named-schedule';
import { noam } from './noam';
import { oneCycle, oneCycleLinear } from './one-cycle';
import { plateau } from './plateau';
import { polynomial, polynomialCycle } from './polynomial';
import { sequential } from './sequential';
import { step } from './step';
import { sutskever } from './sutskever';
import { warmRestarts } from './warm-restarts';
import { warmUp } from './warm-up';
import { knownOptions } from '../options';

/** Every schedule by the name under which it is saved. */
const makers: Readonly<Record<string, (parameters: never) => NamedSchedule>> = {
  chained, constant, cosine, cosineBounce, cyclic, cyclicExponential, cyclicHalving, exponential, inverseTime, lambda, linear, multiStep, multiplicative,
  noam, oneCycle, oneCycleLinear, plateau, polynomial, polynomialCycle, sequential, step, sutskever, warmRestarts, warmUp,
};

/**
 * Makes a schedule from what its `config` said, schedules inside it included. Errors: a name that is not one of the kit's schedules, and whatever
 * that schedule says about its parameters.
 */
export function scheduleFromConfig(config: ScheduleConfig): NamedSchedule {
  const { name, parameters } = knownOptions('schedules', config, { name: true, parameters: true });
  const maker = Object.hasOwn(makers, name) ? makers[name] : undefined;
  if (!maker) throw new Error(`schedules: no schedule "${name}"; known: ${Object.keys(makers).join(', ')}`);
  // What a file holds is checked by the maker, parameter by parameter.
  return (maker as (parameters: object) => NamedSchedule)(revive(parameters) as object);
}

/** Whether a value is what a schedule's `config` writes. */
export function isScheduleConfig(value: unknown): value is ScheduleConfig {
  return typeof value === 'object' && value !== null && 'name' in value && 'parameters' in value;
}

function revive(value: unknown): unknown {
  if (isScheduleConfig(value)) return scheduleFromConfig(value);
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]));
}
