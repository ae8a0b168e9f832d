import { configOf, named, requireSchedule, type NamedSchedule, type Schedule } from './named-schedule';

/** `schedules`: at least one; the first carries the rate, the others begin at 1 and act as factors. */
export interface ChainedOptions {
  readonly schedules: readonly Schedule[];
}

/**
 * Several schedules at once: the product of their values.
 *
 * Differs: torch's ChainedScheduler lets each one change the rate that the one before has left, which is this product as long as every one of them
 * multiplies; its cosine with eta_min > 0 does not. Errors: no schedule.
 */
export function chained({ schedules }: ChainedOptions): NamedSchedule {
  if (schedules.length === 0) throw new Error('chained: needs at least one schedule');
  schedules.forEach((part, i) => requireSchedule(part, `chained: schedules[${i}]`));
  const config = (): Record<string, unknown> => ({ schedules: schedules.map((part, i) => configOf(part, `chained: schedules[${i}]`)) });
  return named('chained', config, t => schedules.reduce((product, part) => product * part(t), 1));
}
