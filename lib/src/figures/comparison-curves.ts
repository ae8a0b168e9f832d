import type { Data } from 'plotly.js';
import { axisWords, settingWords, spreadOf, type AxisName, type ComparisonResult, type MethodResult, type Spread } from '../comparison';
import { knownOptions, type Names } from '../options';
import { band } from './band';
import { figure, type Figure } from './figure';
import { lines } from './lines';
import { written } from './written';
import { stylesOf } from './theme';

/** What `comparisonCurves` draws, and over what. */
export interface ComparisonCurvesOptions {
  /** The question that the figure answers, shown above it. */
  readonly title: string;
  /** What `compared` gave. */
  readonly comparison: ComparisonResult;
  /** What the horizontal axis counts. Default steps of a walk, epochs of a training; `gradientEvaluations` compares by the work that was done. */
  readonly x?: AxisName;
  /** What the band around each median covers: the middle half of the seeds, or all. Default 'quartiles'. */
  readonly spread?: 'quartiles' | 'all';
  /** Whether the vertical axis is logarithmic; default yes. */
  readonly logY?: boolean;
}

const optionNames: Names<ComparisonCurvesOptions> = { title: true, comparison: true, x: true, spread: true, logY: true };

/**
 * How methods went, each at its own best setting: the median over the seeds at every place, in a band that shows how far the seeds lie apart. Where
 * half of the seeds have diverged there is a gap. The text alternative is written from the numbers. Errors: an empty title; an axis that the runs
 * do not have.
 */
export function comparisonCurves(options: ComparisonCurvesOptions): Figure {
  const { title, comparison, x, spread = 'quartiles', logY = true } = knownOptions('comparison curves', options, optionNames);
  const { methods, words } = comparison;
  const axis = x ?? (Object.keys(methods[0]?.axes ?? {})[0] as AxisName);
  const without = methods.find(({ axes }) => axes[axis] === undefined);
  if (without) throw new Error(`comparison curves: x must be ${Object.keys(without.axes).join(', ')}, got "${axis}"`);
  const names = methods.map(named);
  const styles = stylesOf(names);
  const alongs = methods.map(({ axes }) => axes[axis] ?? []);
  const spreads = methods.map(spreadsOf);
  const bands = methods.flatMap((_, index): Data[] => {
    const [low, high] = spread === 'all' ? (['smallest', 'largest'] as const) : (['lower', 'upper'] as const);
    const of = (end: keyof Spread): number[] => (spreads[index] ?? []).map(values => values[end]);
    return band({ x: alongs[index] ?? [], low: of(low), high: of(high), color: styles[index]?.color ?? '' });
  });
  const alt = altOf(comparison, axisWords[axis], spread);
  const curves = lines({
    title,
    alt,
    lines: methods.map((_, index) => ({ name: names[index] ?? '', x: alongs[index] ?? [], y: (spreads[index] ?? []).map(({ median }) => median) })),
    x: axisWords[axis],
    y: `${words.measure}, median of ${methods[0]?.runs.length} seeds`,
    logY,
  });
  // Bands lie below the curves, or one method's band would dull another's line.
  return figure({ ...curves, alt, data: [...bands, ...curves.data] });
}

function named({ name, best }: MethodResult): string {
  return `${name}, ${settingWords(best)}`;
}

function spreadsOf({ runs }: MethodResult): Spread[] {
  return Array.from({ length: runs[0]?.curve.length ?? 0 }, (_, place) => spreadOf(runs.map(({ curve }) => curve[place] ?? Infinity)));
}

function altOf({ methods, words }: ComparisonResult, axis: string, spread: 'quartiles' | 'all'): string {
  const ends = methods.map(method => {
    const { median, smallest, lower, upper, largest } = spreadsOf(method).at(-1) ?? spreadOf([Infinity]);
    const [low, high] = spread === 'all' ? [smallest, largest] : [lower, upper];
    if (median === Infinity) return `${named(method)} diverges`;
    return `${named(method)} ends at ${written(median)} (${written(low)} to ${high === Infinity ? 'no end' : written(high)})`;
  });
  const covered = spread === 'all' ? 'all seeds' : 'the middle half of the seeds';
  return `Median ${words.measure} over ${axis}, with a band that covers ${covered}. ${ends.join('; ')}.`;
}
