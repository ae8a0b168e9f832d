import { documentation, type Parameter } from '../documentation';
import { contains } from '../notation';
import { named, type NamedSchedule } from './named-schedule';
import { knownOptions, type Names } from '../options';

/** What `plateau` can be told; the defaults are torch's. */
export interface PlateauOptions {
  /** The first rate, in (0, inf). */
  readonly start: number;
  /** What the rate is multiplied by, in [0, 1); default 0.1. */
  readonly factor?: number;
  /** How many reports without improvement are let pass, a whole number from 0 on; default 10. */
  readonly patience?: number;
  /** Whether a better metric is a smaller one, as a loss is (`min`, the default), or a larger one, as an accuracy is (`max`). */
  readonly mode?: 'min' | 'max';
  /** How much better counts as better, in [0, inf); default 1e-4. */
  readonly threshold?: number;
  /** Whether the threshold is a share of the best metric so far (`rel`, the default) or a difference (`abs`). */
  readonly thresholdMode?: 'rel' | 'abs';
  /** How many reports after a drop are not counted against it, a whole number from 0 on; default 0. */
  readonly cooldown?: number;
  /** The rate never falls below this, in [0, inf); default 0. */
  readonly end?: number;
  /** A drop smaller than this is not made, in [0, inf); default 1e-8. */
  readonly epsilon?: number;
  /** Where an earlier one had got to, as its `config` says. */
  readonly state?: PlateauState;
}

/** What a plateau schedule remembers. */
export interface PlateauState {
  /** The rate in force. */
  readonly rate: number;
  /** The best metric so far; missing until something has been reported. */
  readonly best?: number;
  /** Reports in a row that were no better. */
  readonly bad: number;
  /** Reports that will not be counted, because a drop has just been made. */
  readonly cooling: number;
}

/** A schedule that must be told how training goes. */
export interface PlateauSchedule extends NamedSchedule {
  /** Takes a metric, after an epoch, and gives the rate from now on. Errors: NaN. */
  report(metric: number): number;
}

/**
 * Drop the rate when the metric has not improved for a while. It is the one schedule that cannot be a function of t: its value at any t is the rate
 * in force now, and `report` moves it. Its config holds what it remembers, so that a saved one goes on where it was.
 *
 * A metric is better when it is below best·(1 − threshold) (`rel`) or best − threshold (`abs`); above best·(1 + threshold), best + threshold with mode `max`.
 *
 * Differs: torch's ReduceLROnPlateau, rule and defaults; Keras's callback has patience 10, an absolute threshold (min_delta) of 1e-4, and drops after
 * as many bad epochs as the patience says, one earlier than torch.
 */
export function plateau(options: PlateauOptions): PlateauSchedule {
  const {
    start,
    factor = 0.1,
    patience = 10,
    mode = 'min',
    threshold = 1e-4,
    thresholdMode = 'rel',
    cooldown = 0,
    end = 0,
    epsilon = 1e-8,
    state = { rate: start, bad: 0, cooling: 0 },
  } = knownOptions('plateau', options, optionNames);
  knownOptions('plateau: state', state, { rate: true, best: true, bad: true, cooling: true });
  const given = { start, factor, patience, mode, threshold, thresholdMode, cooldown, end, epsilon };
  requireIn('(0, inf)', { start });
  requireIn('[0, 1)', { factor });
  requireIn('[0, inf)', { patience, threshold, cooldown, end, epsilon });
  for (const [name, value] of Object.entries({ patience, cooldown })) {
    if (!Number.isInteger(value)) throw new Error(`plateau: ${name} must be a whole number, got ${value}`);
  }
  if (mode !== 'min' && mode !== 'max') throw new Error(`plateau: mode must be min or max, got ${String(mode)}`);
  if (thresholdMode !== 'rel' && thresholdMode !== 'abs') throw new Error(`plateau: thresholdMode must be rel or abs, got ${String(thresholdMode)}`);
  let now = state;

  const isBetter = (metric: number): boolean => {
    if (now.best === undefined) return true;
    const sign = mode === 'min' ? -1 : 1;
    const bar = thresholdMode === 'rel' ? now.best * (1 + sign * threshold) : now.best + sign * threshold;
    return mode === 'min' ? metric < bar : metric > bar;
  };
  const report = (metric: number): number => {
    if (typeof metric !== 'number' || Number.isNaN(metric)) throw new Error(`plateau: the metric must be a number, got ${String(metric)}`);
    const better = isBetter(metric);
    const best = better ? metric : now.best;
    let bad = better ? 0 : now.bad + 1;
    let { rate, cooling } = now;
    if (cooling > 0) [cooling, bad] = [cooling - 1, 0];
    if (bad > patience) {
      const lower = Math.max(rate * factor, end);
      if (rate - lower > epsilon) rate = lower;
      [cooling, bad] = [cooldown, 0];
    }
    now = { rate, bad, cooling, ...(best !== undefined && { best }) };
    return rate;
  };
  const schedule = named(plateau, given, () => now.rate, () => ({ ...given, state: { ...now } }));
  // defineProperty, not assign: config must stay a getter that reads the present state.
  return Object.defineProperty(schedule, 'report', { enumerable: true, value: report }) as PlateauSchedule;
}

const optionNames: Names<PlateauOptions> = {
  start: true,
  factor: true,
  patience: true,
  mode: true,
  threshold: true,
  thresholdMode: true,
  cooldown: true,
  end: true,
  epsilon: true,
  state: true,
};

const whole = 'whole numbers from 0 on';

/** What it can be told, with the legal values of the numbers. */
const parameters = [
  { name: 'start', glyph: '\\eta_1', meaning: 'the first rate', interval: '(0, inf)', torch: 'lr', keras: 'learning_rate' },
  { name: 'factor', glyph: 'q', meaning: 'what the rate is multiplied by', interval: '[0, 1)', default: 0.1, torch: 'factor', keras: 'factor' },
  {
    name: 'patience',
    glyph: 'p',
    meaning: 'reports without improvement that are let pass',
    values: whole,
    default: 10,
    torch: 'patience',
    keras: 'patience',
  },
  {
    name: 'mode',
    meaning: 'whether a better metric is a smaller or a larger one',
    values: '"min" or "max"',
    default: 'min',
    torch: 'mode',
    keras: 'mode',
  },
  { name: 'threshold', meaning: 'how much better counts as better', interval: '[0, inf)', default: 1e-4, torch: 'threshold', keras: 'min_delta' },
  {
    name: 'thresholdMode',
    meaning: 'threshold as a share of the best metric, or as a difference',
    values: '"rel" or "abs"',
    default: 'rel',
    torch: 'threshold_mode',
  },
  { name: 'cooldown', meaning: 'reports after a drop that are not counted', values: whole, default: 0, torch: 'cooldown', keras: 'cooldown' },
  {
    name: 'end',
    glyph: '\\eta_{\\text{end}}',
    meaning: 'the rate never falls below it',
    interval: '[0, inf)',
    default: 0,
    torch: 'min_lr',
    keras: 'min_lr',
  },
  { name: 'epsilon', meaning: 'a smaller drop is not made', interval: '[0, inf)', default: 1e-8, torch: 'eps' },
] satisfies readonly Parameter[];

plateau.documentation = documentation(
  {
    name: 'plateau',
    title: 'Drop on a plateau',
    idea: 'Drop the rate when the metric has not improved for a while.',
    source: { paper: 'torch.optim.lr_scheduler.ReduceLROnPlateau' },
    differs: 'torch\'s `ReduceLROnPlateau`, rule and defaults. The callback of Keras has an absolute threshold and drops after as many bad '
      + 'epochs as the patience says, one earlier than torch; so does optax\'s `reduce_on_plateau`, with a patience one less here.',
  },
  { parameters },
);
plateau.latex = (): string =>
  '\\eta \\leftarrow \\begin{cases} \\max\\left( q \\, \\eta, \\eta_{\\text{end}} \\right) & ' +
  '\\text{after more than } p \\text{ reports without a better metric} \\\\ \\eta & \\text{otherwise} \\end{cases}';

function requireIn(interval: string, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'number' || !contains(interval, value)) throw new Error(`plateau: ${name} must be in ${interval}, got ${String(value)}`);
  }
}
