import { logTicks, roundNumbers, tickText } from '../../figures/ticks';
import { largest } from '../../extremes';
import { escapeHtml } from '../escape';

/** The part of a Plotly axis that a still picture follows. */
export interface AxisLayout {
  type?: string;
  range?: (number | null)[];
  domain?: [number, number];
  title?: string | { text?: string };
  tickvals?: number[];
  ticktext?: string[];
}

/** A line of pixels from `start` (the low end) to `end`. */
export interface Axis {
  start: number;
  end: number;
  /** The pixel of a value, NaN for one that the axis cannot show. Annotations on a log axis give the exponent: the `place`. */
  at(value: unknown, as?: 'value' | 'place'): number;
  ticks: { pixel: number; label: string }[];
  title: string;
}

/** `values` are all that the axis must show; `tight` leaves no margin around them. */
export function makeAxis(layout: AxisLayout, values: unknown[], from: number, to: number, tight: boolean): Axis {
  const [share0, share1] = layout.domain ?? [0, 1];
  const start = from + share0 * (to - from);
  const end = from + share1 * (to - from);
  const log = layout.type === 'log';
  const words = layout.type === 'category' ? values : values.filter(value => typeof value === 'string' && !Number.isFinite(Number(value)));
  const categories = words.length > 0 ? [...new Set(values.map(String))] : undefined;
  const number = (value: unknown) => {
    if (value === null || value === undefined) return NaN;
    if (categories) return categories.indexOf(String(value));
    return log ? Math.log10(Number(value)) : Number(value);
  };
  const [low, high] = extent(layout, values.map(number), { tight, categories: categories !== undefined });
  const pixel = (place: number) => start + ((place - low) / (high - low)) * (end - start);
  const inside = ({ pixel: at }: { pixel: number }): boolean => Math.abs(at - (start + end) / 2) <= Math.abs(end - start) / 2 + 0.5;
  const ticks = ticksOf(layout, [low, high], categories).map(({ place, label }) => ({ pixel: pixel(place), label })).filter(inside);
  const title = typeof layout.title === 'string' ? layout.title : layout.title?.text ?? '';
  return { start, end, ticks, title: title.replace(/<[^>]*>/g, ''), at: (value, as) => pixel(log && as === 'place' ? Number(value) : number(value)) };
}

/** Ticks, labels, grid lines and title of an axis; `other` is the axis that crosses it. */
export function drawAxis(axis: Axis, other: Axis): string {
  const lying = axis.end > axis.start;
  const middle = (axis.start + axis.end) / 2;
  const low = other.start;
  return axis.ticks.map(({ pixel, label }) => lying
    ? `<path d="M${pixel.toFixed(1)} ${low}V${other.end}" stroke="#e7eaee"/><text x="${pixel.toFixed(1)}" y="${low + 18}" text-anchor="middle">${escapeHtml(label)}</text>`
    : `<path d="M${low} ${pixel.toFixed(1)}H${other.end}" stroke="#e7eaee"/><text x="${low - 7}" y="${(pixel + 4).toFixed(1)}" text-anchor="end">${escapeHtml(label)}</text>`).join('')
    + (lying ? `<text x="${middle}" y="${low + 40}" text-anchor="middle">${escapeHtml(axis.title)}</text>`
      : `<text transform="translate(${low - labelWidth(axis)} ${middle}) rotate(-90)" text-anchor="middle">${escapeHtml(axis.title)}</text>`);
}

/** How far the title of an upright axis stands from it: beyond its labels, in pixels. */
export function labelWidth({ ticks }: Axis): number {
  return largest(ticks.map(({ label }) => 18 + 7.5 * label.length), 50);
}

function extent(layout: AxisLayout, places: number[], { tight, categories }: { tight: boolean; categories: boolean }): [number, number] {
  const [asked0, asked1] = layout.range ?? [];
  if (typeof asked0 === 'number' && typeof asked1 === 'number' && asked0 !== asked1) return [asked0, asked1];
  let low = Infinity;
  let high = -Infinity;
  for (const place of places) {
    if (!Number.isFinite(place)) continue;
    low = Math.min(low, place);
    high = Math.max(high, place);
  }
  if (!(high >= low)) return [0, 1];
  if (categories || high === low) return [low - 0.6, high + 0.6];
  const margin = tight ? 0 : 0.04 * (high - low);
  return [low - margin, high + margin];
}

/** Where there are ticks, and what stands there: those that the layout names, else one for each category, else round numbers. */
function ticksOf({ type, tickvals, ticktext }: AxisLayout, [low, high]: [number, number], categories?: string[]): { place: number; label: string }[] {
  if (categories) return categories.map((label, place) => ({ place, label }));
  const round = (): number[] => (type === 'log' ? logTicks(10 ** Math.min(low, high), 10 ** Math.max(low, high)).tickvals : roundNumbers(low, high));
  const placeOf = (value: number): number => (type === 'log' ? Math.log10(value) : value);
  return (tickvals ?? round()).map((value, index) => ({ place: placeOf(value), label: ticktext?.[index] ?? tickText(value) }));
}
