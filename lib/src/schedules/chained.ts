import { documentation } from '../documentation';
import { configOf, named, requireSchedule, type NamedSchedule, type Schedule } from './named-schedule';
import { knownOptions } from '../options';

/** What `chained` is made of. */
export interface ChainedOptions {
  /** At least one; the first carries the rate, the others begin at 1 and act as factors. */
  readonly schedules: readonly Schedule[];
}

/**
 * Several schedules at once: the product of their values, η_t = η⁽¹⁾_t · η⁽²⁾_t · …
 *
 * Differs: torch's ChainedScheduler lets each one change the rate that the one before has left, which is this product as long as every one of them
 * multiplies; its cosine with eta_min > 0 does not. Errors: no schedule.
 */
export function chained(options: ChainedOptions): NamedSchedule {
  const { schedules } = knownOptions('chained', options, { schedules: true });
  if (schedules.length === 0) throw new Error('chained: needs at least one schedule');
  schedules.forEach((part, i) => requireSchedule(part, `chained: schedules[${i}]`));
  const saved = (): Record<string, unknown> => ({ schedules: schedules.map((part, i) => configOf(part, `chained: schedules[${i}]`)) });
  return named(chained, { schedules }, t => schedules.reduce((product, part) => product * part(t), 1), saved);
}

chained.documentation = documentation(
  {
    name: 'chained',
    title: 'Several schedules at once',
    idea: 'Multiply the values of several schedules, so that each shapes what the others give.',
    source: { paper: 'torch.optim.lr_scheduler.ChainedScheduler' },
    differs: 'torch\'s `ChainedScheduler` lets each one change the rate that the one before has left, which is this product unless one of '
      + 'them adds, as its cosine with eta_min > 0 does.',
  },
  {
    parameters: [
      {
        name: 'schedules',
        glyph: '\\eta^{(i)}',
        meaning: 'the schedules; the first carries the rate',
        values: 'one or more schedules',
        torch: 'schedulers',
      },
    ],
  },
);
chained.latex = (): string => '\\eta_t = \\prod_i \\eta^{(i)}_t';
