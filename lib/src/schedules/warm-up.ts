import { documentation } from '../documentation';
import { formula } from '../formula/check';
import { evaluateFloat64 } from '../formula/float64';
import { latex } from '../formula/latex';
import { configOf, named, requireSchedule, type NamedSchedule, type Schedule } from './named-schedule';
import { scheduleSymbols } from './symbols';
import { knownOptions } from '../options';

/** What `warmUp` is made of. */
export interface WarmUpOptions {
  /** Length of the warm-up, a whole number from 1 on. */
  readonly steps: number;
  /** The schedule that follows; it counts its own steps from 1. */
  readonly after: Schedule;
}

const ramp = formula('peak * t / steps', { scalars: ['t', 'peak', 'steps'], symbols: scheduleSymbols });

/**
 * Warm-up: a straight line to the first value of another schedule, which then begins: η_t = after(1) · t / T up to step T, after(t − T) from then on.
 * The first step is 1/T of the peak, not 0, so no step is lost. Why at all: the first gradients are large and Adam's first averages rest on few of them.
 *
 * Differs: optax's and Keras's warm-ups begin at 0 by default and count the warm-up into the length of the decay; torch's LinearLR begins at 1/3.
 * Errors: `steps` not a whole number from 1 on, `after` not a function.
 */
export function warmUp(options: WarmUpOptions): NamedSchedule {
  const { steps, after } = knownOptions('warmUp', options, { steps: true, after: true });
  if (!(Number.isInteger(steps) && steps >= 1)) throw new Error(`warmUp: steps must be a whole number from 1 on, got ${steps}`);
  requireSchedule(after, 'warmUp: after');
  const value = (t: number): number => {
    // A fraction between the last step of the warm-up and the first one after it still belongs to the warm-up.
    if (t < steps + 1) return evaluateFloat64(ramp, { peak: after(1), t: Math.min(t, steps), steps }) as number;
    return after(t - steps);
  };
  return named(warmUp, { steps, after }, value, () => ({ steps, after: configOf(after, 'warmUp: after') }));
}

warmUp.documentation = documentation(
  {
    name: 'warmUp',
    title: 'Warm-up',
    idea: 'Rise in a straight line to the first value of another schedule, and go on with that one.',
    source: { paper: 'Vaswani et al. 2017, eq. 3, its first half', url: 'https://arxiv.org/abs/1706.03762' },
    differs:
      'optax\'s and Keras\'s warm-ups begin at 0 by default and count the warm-up into the length of the decay; torch\'s LinearLR begins at ' +
      '1/3.',
  },
  {
    parameters: [
      {
        name: 'steps',
        glyph: 'T',
        meaning: 'length of the warm-up',
        values: 'whole numbers from 1 on',
        keras: 'warmup_steps',
        optax: 'warmup_steps',
      },
      {
        name: 'after',
        glyph: 'a',
        meaning: 'the schedule that follows, counting its own steps from 1',
        values: 'a schedule or a function of the step',
      },
    ],
  },
);
warmUp.latex = (): string =>
  `\\eta_t = \\begin{cases} ${latex(ramp)} & \\text{if } t \\le T \\\\ a(t - T) & \\text{otherwise} \\end{cases}, \\quad \\eta_{\\text{peak}} = a(1)`;
