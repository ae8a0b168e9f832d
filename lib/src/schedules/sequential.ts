import { configOf, named, requireSchedule, type NamedSchedule, type Schedule } from './named-schedule';
import { requireRising } from './parameters';

/** `schedules`: one after another. `milestones`: numbers of steps after which the next one begins, one fewer than schedules. */
export interface SequentialOptions {
  readonly schedules: readonly Schedule[];
  readonly milestones: readonly number[];
}

/**
 * One schedule after another: schedule i gives the steps after milestone i−1 up to milestone i, and counts its own steps from 1.
 *
 * Differs: torch's SequentialLR and optax's join_schedules, whose boundaries are these milestones.
 * Errors: a number of milestones other than the number of schedules less one, or milestones that do not rise from 1 on.
 */
export function sequential({ schedules, milestones }: SequentialOptions): NamedSchedule {
  schedules.forEach((part, i) => requireSchedule(part, `sequential: schedules[${i}]`));
  if (schedules.length !== milestones.length + 1) {
    throw new Error(`sequential: needs one milestone fewer than schedules, got ${milestones.length} milestones and ${schedules.length} schedules`);
  }
  const begins = [0, ...requireRising(milestones, 'sequential: milestones')];
  const config = (): Record<string, unknown> => ({
    schedules: schedules.map((part, i) => configOf(part, `sequential: schedules[${i}]`)),
    milestones: [...milestones],
  });
  return named('sequential', config, t => {
    const index = begins.filter(begin => begin <= t - 1).length - 1;
    return (schedules[index] as Schedule)(t - (begins[index] as number));
  });
}
