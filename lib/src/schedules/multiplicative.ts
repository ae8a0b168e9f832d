import { documentation } from '../documentation';
import { configOf, named, requireSchedule, type NamedSchedule, type Schedule } from './named-schedule';
import { knownOptions } from '../options';

/** What `multiplicative` is made of. */
export interface MultiplicativeOptions {
  /** The value at step 1, in [0, inf). */
  readonly start: number;
  /** What the value of step t is multiplied by to get that of step t + 1, as a function of t. */
  readonly factor: Schedule;
}

/**
 * A value that is multiplied by its own factor after every step: η_t = η₁ · f(1) · f(2) · … · f(t − 1). Between two whole steps it keeps the value.
 * The product up to the last t asked is remembered, so that going forward costs one factor a step.
 *
 * Differs: torch's MultiplicativeLR. Errors: `start` outside [0, inf), `factor` not a function.
 */
export function multiplicative(options: MultiplicativeOptions): NamedSchedule {
  const { start, factor } = knownOptions('multiplicative', options, { start: true, factor: true });
  if (!(start >= 0 && Number.isFinite(start))) throw new Error(`multiplicative: start must be in [0, inf), got ${start}`);
  requireSchedule(factor, 'multiplicative: factor');
  let known = { step: 1, value: start };
  const at = (t: number): number => {
    let { step, value } = known.step <= t ? known : { step: 1, value: start };
    for (; step + 1 <= t; step++) value *= factor(step);
    known = { step, value };
    return value;
  };
  return named(multiplicative, { start, factor }, at, () => ({ start, factor: configOf(factor, 'multiplicative: factor') }));
}

multiplicative.documentation = documentation(
  {
    name: 'multiplicative',
    title: 'A factor of its own for every step',
    idea: 'Multiply the value after every step by a factor that may depend on the step.',
    source: { paper: 'torch.optim.lr_scheduler.MultiplicativeLR' },
    differs: 'torch\'s `MultiplicativeLR`; optax and Keras have none.',
  },
  {
    parameters: [
      { name: 'start', glyph: '\\eta_1', meaning: 'value at step 1', interval: '[0, inf)', torch: 'lr' },
      { name: 'factor', glyph: 'f(k)', meaning: 'factor after step k', values: 'a schedule or a function of the step', torch: 'lr_lambda' },
    ],
  },
);
multiplicative.latex = (): string => '\\eta_t = \\eta_1 \\prod_{k=1}^{t-1} f(k)';
