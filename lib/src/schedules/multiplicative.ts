import { configOf, named, requireSchedule, type NamedSchedule, type Schedule } from './named-schedule';

/** `start`: the value at step 1. `factor`: what the value of step t is multiplied by to get that of step t + 1, as a function of t. */
export interface MultiplicativeOptions {
  readonly start: number;
  readonly factor: Schedule;
}

/**
 * A value that is multiplied by its own factor after every step: η_t = η₁ · f(1) · f(2) · … · f(t − 1). Between two whole steps it keeps the value.
 * The product up to the last t asked is remembered, so that going forward costs one factor a step.
 *
 * Differs: torch's MultiplicativeLR. Errors: `start` outside [0, inf), `factor` not a function.
 */
export function multiplicative({ start, factor }: MultiplicativeOptions): NamedSchedule {
  if (!(start >= 0 && Number.isFinite(start))) throw new Error(`multiplicative: start must be in [0, inf), got ${start}`);
  requireSchedule(factor, 'multiplicative: factor');
  let known = { step: 1, value: start };
  return named('multiplicative', () => ({ start, factor: configOf(factor, 'multiplicative: factor') }), t => {
    let { step, value } = known.step <= t ? known : { step: 1, value: start };
    for (; step + 1 <= t; step++) value *= factor(step);
    known = { step, value };
    return value;
  });
}
