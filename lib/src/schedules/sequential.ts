import { documentation } from '../documentation';
import { configOf, named, requireSchedule, type NamedSchedule, type Schedule } from './named-schedule';
import { requireRising } from './parameters';
import { knownOptions } from '../options';

/** What `sequential` is made of. */
export interface SequentialOptions {
  /** One after another. */
  readonly schedules: readonly Schedule[];
  /** Numbers of steps after which the next one begins, rising whole numbers from 1 on, one fewer than schedules. */
  readonly milestones: readonly number[];
}

/**
 * One schedule after another: schedule i gives the steps after milestone i−1 up to milestone i, and counts its own steps from 1.
 *
 * Differs: torch's SequentialLR and optax's join_schedules, whose boundaries are these milestones.
 * Errors: a number of milestones other than the number of schedules less one, or milestones that do not rise from 1 on.
 */
export function sequential(options: SequentialOptions): NamedSchedule {
  const { schedules, milestones } = knownOptions('sequential', options, { schedules: true, milestones: true });
  schedules.forEach((part, i) => requireSchedule(part, `sequential: schedules[${i}]`));
  if (schedules.length !== milestones.length + 1) {
    throw new Error(`sequential: needs one milestone fewer than schedules, got ${milestones.length} milestones and ${schedules.length} schedules`);
  }
  const begins = [0, ...requireRising(milestones, 'sequential: milestones')];
  const saved = (): Record<string, unknown> => ({
    schedules: schedules.map((part, i) => configOf(part, `sequential: schedules[${i}]`)),
    milestones: [...milestones],
  });
  const value = (t: number): number => {
    const index = begins.filter(begin => begin <= t - 1).length - 1;
    return (schedules[index] as Schedule)(t - (begins[index] as number));
  };
  return named(sequential, { schedules, milestones }, value, saved);
}

sequential.documentation = documentation(
  {
    name: 'sequential',
    title: 'One schedule after another',
    idea: 'Hand over from one schedule to the next at chosen steps; each counts its own steps from 1.',
    source: { paper: 'torch.optim.lr_scheduler.SequentialLR' },
    differs: 'torch\'s `SequentialLR`; optax\'s `join_schedules`, whose boundaries are these milestones.',
  },
  {
    parameters: [
      {
        name: 'schedules',
        glyph: '\\eta^{(i)}',
        meaning: 'the schedules, numbered from 0',
        values: 'one or more schedules',
        torch: 'schedulers',
        optax: 'schedules',
      },
      {
        name: 'milestones',
        glyph: 'm_i',
        meaning: 'number of steps after which schedule i begins',
        values: 'rising whole numbers from 1 on, one fewer than schedules',
        torch: 'milestones',
        optax: 'boundaries',
      },
    ],
  },
);
sequential.latex = (): string => '\\eta_t = \\eta^{(i)}_{t - m_i} \\quad \\text{for } m_i < t \\le m_{i+1}, \\quad m_0 = 0';
