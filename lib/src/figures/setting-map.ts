import type { Data, LayoutAxis } from 'plotly.js';
import { knownOptions, type Names } from '../options';
import { largest, smallest } from '../extremes';
import { figure, type Figure } from './figure';
import { palette } from './theme';
import { alternative, sentence, wordNames, type FigureWords } from './words';
import { written } from './written';

/** A hyper-parameter along one side of a map. */
export interface MapAxis {
  /** What the axis says: 'learning rate η'. */
  readonly label: string;
  /** The values that were tried, rising: two or more; on a logarithmic axis positive. */
  readonly values: readonly number[];
  /** How the axis goes through them. Default 'log', as rates are tried. */
  readonly scale?: 'log' | 'linear';
}

/** What `settingMap` draws: results over two hyper-parameters, and the words around them. */
export interface SettingMapOptions extends FigureWords {
  /** What goes sideways. */
  readonly x: MapAxis;
  /** What goes upwards. */
  readonly y: MapAxis;
  /** What came out, all x of the first y, then all of the second, and so on. What is no positive finite number is left empty: those runs diverged. */
  readonly results: ArrayLike<number>;
  /** What the numbers are: 'loss on unseen examples'. */
  readonly label: string;
  /** Results from this many times the least on have one colour. Default 10. */
  readonly upTo?: number;
}

const optionNames: Names<SettingMapOptions> = { ...wordNames, x: true, y: true, results: true, label: true, upTo: true };

/**
 * A number that was measured over two hyper-parameters, as colour: dark where it is small. A cross marks the best setting, and points the best y of
 * each x at which the best is at most twice that: their line is level where the two can be tuned apart, and slants where they hang together.
 * The colour is logarithmic. Errors: an axis whose values do not rise, or on a logarithmic one are not positive; results of another number than settings, or
 * none that is positive and finite.
 */
export function settingMap(options: SettingMapOptions): Figure {
  const { title, x, y, results, label, upTo = 10, caption } = knownOptions('setting map', options, optionNames);
  for (const [side, axis] of [['x', x], ['y', y]] as const) requireAxis(side, knownOptions(`setting map: ${side}`, axis, { label: true, values: true, scale: true }));
  if (!(upTo > 1 && upTo < Infinity)) throw new Error(`setting map: upTo must be in (1, inf), got ${upTo}`);
  const settings = x.values.length * y.values.length;
  if (results.length !== settings) throw new Error(`setting map: results must have one number for each of ${settings} settings, got ${results.length}`);
  const rows = y.values.map((_, row) => x.values.map((__, column) => usable(results[row * x.values.length + column] as number)));
  const bests = bestOfEachX(x, y, rows);
  const best = bests.reduce((least, one) => (one.value < least.value ? one : least));
  if (best.value === Infinity) throw new Error('setting map: results hold no positive finite number');
  const near = bests.filter(({ value }) => value <= 2 * best.value);
  const [low, high] = [Math.log10(best.value), Math.log10(best.value * upTo)];
  const ticks = (upTo < 3 ? [1, 1.1, 1.2, 1.3, 1.4, 1.5, 2, 2.5] : [1, 2, 5, 10, 20, 50, 100]).filter(times => times <= upTo).map(times => best.value * times);
  return figure({
    title,
    alt: alternative(options, () => mapWords(x, y, label, near, best)),
    data: [
      {
        type: 'heatmap', x: [...x.values], y: [...y.values], z: rows.map(row => row.map(value => (value === Infinity ? null : Math.min(high, Math.log10(value))))),
        zmin: low, zmax: high, colorscale: 'Cividis', hoverinfo: 'skip',
        colorbar: { title: { text: label, side: 'right' }, thickness: 12, len: 0.9, tickvals: ticks.map(Math.log10), ticktext: ticks.map(written) },
      } as Data,
      {
        type: 'scatter', mode: 'markers', name: `best ${y.label}`, x: near.map(one => one.x), y: near.map(one => one.y),
        marker: { color: palette.vermilion, size: 6, line: { color: '#ffffff', width: 1 } },
      },
      {
        type: 'scatter', mode: 'markers', name: 'best of all', x: [best.x], y: [best.y],
        marker: { symbol: 'x', color: palette.vermilion, size: 12, line: { color: '#ffffff', width: 1.5 } },
      },
    ],
    layout: { xaxis: axisOf(x), yaxis: axisOf(y) },
    height: 460,
    ...(caption !== undefined && { caption }),
  });
}

interface Found {
  readonly x: number;
  readonly y: number;
  readonly value: number;
}

/** What diverged counts as infinite; a number that is not positive has no logarithm. */
function usable(value: number): number {
  return value > 0 && value < Infinity ? value : Infinity;
}

function bestOfEachX(x: MapAxis, y: MapAxis, rows: readonly (readonly number[])[]): Found[] {
  return x.values.map((across, column) => {
    const values = rows.map(row => row[column] as number);
    const value = smallest(values);
    return { x: across, y: y.values[values.indexOf(value)] as number, value };
  });
}

function requireAxis(side: string, { values, scale = 'log' }: MapAxis): void {
  if (scale !== 'log' && scale !== 'linear') throw new Error(`setting map: the scale of ${side} must be log or linear, got "${String(scale)}"`);
  const fault = values.findIndex((value, k) => !Number.isFinite(value) || (scale === 'log' && value <= 0) || (k > 0 && value <= (values[k - 1] as number)));
  const rule = scale === 'log' ? 'be positive and rise' : 'be finite and rise';
  if (fault >= 0) throw new Error(`setting map: the values of ${side} must ${rule}, got ${values.slice(Math.max(0, fault - 1), fault + 1).join(', ')}`);
  if (values.length < 2) throw new Error(`setting map: ${side} must have two values or more, got ${values.length}`);
}

/** From half a cell before the first value to half a cell after the last; of a logarithmic axis in powers of ten. */
function axisOf({ label, values, scale = 'log' }: MapAxis): Partial<LayoutAxis> {
  const places = scale === 'log' ? values.map(Math.log10) : values;
  const [first = NaN, second = NaN] = places;
  const [beforeLast = NaN, last = NaN] = places.slice(-2);
  return { title: { text: label }, type: scale, range: [first - (second - first) / 2, last + (last - beforeLast) / 2] };
}

function mapWords(x: MapAxis, y: MapAxis, label: string, near: readonly Found[], best: Found): string {
  const [first, last] = [near[0] as Found, near[near.length - 1] as Found];
  const levels = near.map(one => one.y);
  return [
    `${sentence(label)} over ${x.values.length} values of ${x.label} and ${y.values.length} of ${y.label}.`,
    `It is least, ${written(best.value)}, at ${written(best.x)} and ${written(best.y)}.`,
    `From ${x.label} ${written(first.x)} to ${written(last.x)} it comes to within twice that; the best ${y.label} goes from ${written(first.y)} to ${written(last.y)},`
      + ` and lies between ${written(smallest(levels))} and ${written(largest(levels))}.`,
  ].join(' ');
}
