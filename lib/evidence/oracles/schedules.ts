import { plateau, type NamedSchedule } from '../../src/schedules';
import { largestError, type Report, type Uncover } from './comparison';
import { casesOf, type Content } from './recorded';
import { kerasSchedule } from './translations/keras/schedules';
import { optaxSchedule } from './translations/optax/schedules';
import { translateSchedule } from './translations/torch/schedules';

interface ScheduleCase {
  readonly id: string;
  readonly scheduler: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly library?: string;
  readonly base_lr: number;
  /** The rate in effect at step k = 0, 1, …; optax's plateau records what it multiplies the rate by instead. */
  readonly lr: readonly number[];
  readonly scale_after?: readonly number[];
  readonly momentum?: readonly number[];
  readonly beta1?: readonly number[];
  readonly metrics?: readonly number[];
  readonly epochs?: readonly number[];
  readonly lambda_formula?: string;
}

/** The file's own tolerance; where it names none, the one that its README suggests. */
interface Tolerance {
  readonly rel: number;
  readonly abs: number;
}

/**
 * Replays recorded learning-rate schedules, momentum included, in float64: `lr[k]` belongs to step t = k + 1. A schedule has no tensor reading of its
 * own, because what is the same for every weight is a float64 number in every reading.
 */
export async function replaySchedules(content: Content, report: Report, uncover: Uncover): Promise<void> {
  const { rel, abs } = (content['tol'] as Tolerance | undefined) ?? { rel: 1e-12, abs: 1e-15 };
  for (const recorded of casesOf<ScheduleCase>(content)) {
    if (typeof recorded.scheduler !== 'string') continue;
    const outcome = attempt(recorded);
    if (typeof outcome === 'string') {
      uncover(recorded.id, outcome);
      continue;
    }
    const expected = [...(recorded.scale_after ?? recorded.lr), ...(recorded.momentum ?? recorded.beta1 ?? [])];
    const tolerances = expected.map(value => abs + rel * Math.abs(value));
    for (const { method, values } of outcome) {
      report({ id: recorded.id, method, call: recorded.scheduler.replace(/^optax\.(?:contrib\.)?/, ''), reading: 'float64', ...largestError([values], [expected], tolerances) });
    }
  }
}

/** Arguments that a library takes and the kit refuses leave a case out, with what the kit said about them. */
function attempt(recorded: ScheduleCase): readonly Outcome[] | string {
  try {
    return replayed(recorded);
  } catch (error) {
    return `refused: ${(error as Error).message}`;
  }
}

interface Outcome {
  readonly method: string;
  readonly values: readonly number[];
}

/** The kit's values, the rates before the momenta; or why there are none. */
function replayed(recorded: ScheduleCase): readonly Outcome[] | string {
  const { library = 'torch', scheduler, args, base_lr, lr, epochs, lambda_formula } = recorded;
  if (library === 'optax' && recorded.scale_after !== undefined) return scalesByReport(recorded, recorded.scale_after);
  if (library !== 'torch') {
    const schedule = library === 'optax' ? optaxSchedule(scheduler, args) : kerasSchedule(scheduler, args);
    return typeof schedule === 'string' ? schedule : [{ method: nameOf(schedule), values: lr.map((_, k) => schedule(k + 1)) }];
  }
  if (scheduler === 'ReduceLROnPlateau') return [{ method: 'plateau', values: ratesByReport(recorded) }];
  const translations = translateSchedule(scheduler, args, base_lr, lambda_formula);
  if (typeof translations === 'string') return translations;
  const times = lr.map((_, k) => 1 + (epochs?.[k] ?? k));
  const cycled = recorded.momentum ?? recorded.beta1;
  return translations.map(({ rate, momentum }) => ({
    method: nameOf(rate),
    values: [...times.map(rate), ...(cycled && momentum ? times.map(momentum) : [])],
  }));
}

function ratesByReport({ args, base_lr, lr, metrics = [] }: ScheduleCase): number[] {
  const option = <Value>(name: string): Value | undefined => (args[name] ?? undefined) as Value | undefined;
  const given = {
    factor: option<number>('factor'),
    patience: option<number>('patience'),
    mode: option<'min' | 'max'>('mode'),
    threshold: option<number>('threshold'),
    thresholdMode: option<'rel' | 'abs'>('threshold_mode'),
    cooldown: option<number>('cooldown'),
    end: option<number>('min_lr'),
    epsilon: option<number>('eps'),
  };
  const schedule = plateau({ start: base_lr, ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) });
  return lr.map((_, k) => (k === 0 ? schedule(1) : schedule.report(metrics[k - 1] as number)));
}

/** optax multiplies after `patience` reports without improvement, torch and the kit after one more. */
function scalesByReport({ args, metrics = [] }: ScheduleCase, scales: readonly number[]): readonly Outcome[] | string {
  const number = (name: string): number => args[name] as number;
  if (number('accumulation_size') !== 1) return "optax's plateau that averages several reports first: the kit's takes each by itself";
  if (number('atol') !== 0) return "optax's plateau with an absolute threshold beside the relative one: the kit's has one of them";
  const schedule = plateau({
    start: 1,
    factor: number('factor'),
    patience: number('patience') - 1,
    threshold: number('rtol'),
    cooldown: number('cooldown'),
    end: number('min_scale'),
    epsilon: 0,
  });
  return [{ method: 'plateau', values: scales.map((_, k) => schedule.report(metrics[k] as number)) }];
}

/** A schedule's name, with those of its parts where it has some. */
function nameOf({ name, documentation }: NamedSchedule): string {
  const parts = documentation.parameters.find(parameter => parameter.name === 'schedules')?.value as readonly NamedSchedule[] | undefined;
  return parts === undefined ? name : `${name}(${parts.map(part => part.name).join(', ')})`;
}
