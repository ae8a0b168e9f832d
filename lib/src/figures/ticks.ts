import type { Layout, LayoutAxis } from 'plotly.js';
import type { Figure } from './figure';
import { powerOfTen } from './written';
import { largest, smallest } from '../extremes';

/** Places on an axis and what stands there. */
export interface Ticks {
  readonly tickvals: number[];
  readonly ticktext: string[];
}

/**
 * The figure with the ticks of its logarithmic axes written out. Left to itself Plotly labels 0.2 and 0.5 with a small "2" and "5" between powers of
 * ten. An axis that says where its ticks are, or a range without positive numbers, stays as it is.
 */
export function withLogTicks(figure: Figure): Figure {
  const { data, layout } = figure;
  if (layout === undefined) return figure;
  const axes = Object.entries(layout).flatMap(([name, value]) => {
    if (!/^[xy]axis\d*$/.test(name)) return [];
    const axis = value as Partial<LayoutAxis>;
    if (axis.type !== 'log' || axis.tickvals !== undefined || axis.dtick !== undefined) return [];
    const shown = axis.range?.map(exponent => 10 ** Number(exponent)) ?? positiveValues(data, layout, name.replace('axis', ''));
    const [low, high] = [smallest(shown), largest(shown)];
    if (!(low > 0 && high >= low && high < Infinity)) return [];
    return [[name, { ...axis, tickmode: 'array', tickformat: '~g', ...logTicks(low, high) }]];
  });
  return axes.length === 0 ? figure : { ...figure, layout: { ...layout, ...Object.fromEntries(axes) } };
}

/**
 * Ticks for a logarithmic axis that shows the values from `low` to `high`, both positive: round numbers within a factor of five, 1, 2 and 5 in each
 * decade up to two decades, else whole decades, every one or every few. All labels of an axis are of one kind.
 */
export function logTicks(low: number, high: number): Ticks {
  const margin = Math.max((high / low) ** 0.06, low === high ? 2 : 1);
  const [from, to] = [low / margin, high * margin];
  const decades = Math.log10(to / from);
  if (decades < 0.7) return labelled(roundNumbers(from, to));
  const step = decades <= 2.3 ? 1 : Math.ceil(decades / 7);
  const exponents = wholes(Math.floor(Math.log10(from) / step), Math.ceil(Math.log10(to) / step)).map(count => count * step);
  const mantissas = decades <= 2.3 ? [1, 2, 5] : [1];
  // From text, because 10 ** -3 is not quite 0.001.
  const all = exponents.flatMap(exponent => mantissas.map(mantissa => Number(`${mantissa}e${exponent}`)));
  return labelled(all.filter(value => value >= from && value <= to));
}

/** The label of a number on an axis: six digits, a space between thousands; a power of ten below 0.001 and from a million up. */
export function tickText(value: number): string {
  return value === 0 || inWords(value) ? digits(value) : inPowers(value);
}

function labelled(tickvals: number[]): Ticks {
  return { tickvals, ticktext: tickvals.map(tickvals.every(inWords) ? digits : inPowers) };
}

/** Whether a number is short when written without a power of ten. */
function inWords(value: number): boolean {
  return Math.abs(value) >= 9.999e-4 && Math.abs(value) < 1e6;
}

function digits(value: number): string {
  const [whole = '', rest] = String(Math.abs(Number(value.toPrecision(6)))).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ' ');
  return `${value < 0 ? '−' : ''}${grouped}${rest === undefined ? '' : `.${rest}`}`;
}

function inPowers(value: number): string {
  const [mantissa = '', exponent] = Math.abs(Number(value.toPrecision(6))).toExponential().split('e');
  return `${value < 0 ? '−' : ''}${mantissa === '1' ? '' : `${mantissa} × `}${powerOfTen(Number(exponent))}`;
}

/** Three to seven numbers between two others, in either order: multiples of 1, 2 or 5 times a power of ten. */
export function roundNumbers(one: number, other: number): number[] {
  const [from, to] = one < other ? [one, other] : [other, one];
  const rough = (to - from) / 6;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find(factor => factor * unit >= rough) ?? 10) * unit;
  return wholes(Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9)).map(count => Number((count * step).toPrecision(12)));
}

function wholes(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

/** The positive values that traces and lines put on an axis such as "y2". */
function positiveValues(data: Figure['data'], layout: Partial<Layout>, axis: string): number[] {
  const letter = axis.charAt(0) as 'x' | 'y';
  const drawn = data.flatMap(trace => {
    const { [`${letter}axis`]: on = letter, [letter]: values }: Record<string, unknown> = { ...trace };
    return on === axis ? Array.from((values ?? []) as ArrayLike<unknown>) : [];
  });
  const marked = (layout.shapes ?? []).flatMap(shape => {
    const { [`${letter}ref`]: on = letter, [`${letter}0`]: from, [`${letter}1`]: to }: Record<string, unknown> = { ...shape };
    return on === axis ? [from, to] : [];
  });
  return [...drawn, ...marked].filter((value): value is number => typeof value === 'number' && value > 0 && value < Infinity);
}
