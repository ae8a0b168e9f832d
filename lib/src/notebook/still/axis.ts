import { escapeHtml } from '../escape';

/** The part of a Plotly axis that a still picture follows. */
export interface AxisLayout {
  type?: string;
  range?: (number | null)[];
  domain?: [number, number];
  title?: string | { text?: string };
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
  const places = categories ? categories.map((_, index) => index) : log ? decades(low, high) : roundPlaces(low, high);
  const ticks = places.map(place => ({ pixel: pixel(place), label: categories?.[place] ?? tickLabel(place, log) }));
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
      : `<text transform="translate(${low - 50} ${middle}) rotate(-90)" text-anchor="middle">${escapeHtml(axis.title)}</text>`);
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

function roundPlaces(low: number, high: number): number[] {
  const [least, most] = low < high ? [low, high] : [high, low];
  const rough = (most - least) / 6;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find(factor => factor * unit >= rough) ?? 10) * unit;
  const first = Math.ceil(least / step - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor(most / step + 1e-9) - first + 1) }, (_, index) => (first + index) * step);
}

function decades(low: number, high: number): number[] {
  const [least, most] = low < high ? [low, high] : [high, low];
  const step = Math.max(1, Math.ceil((most - least) / 8));
  const first = Math.ceil(least / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((most - first) / step) + 1) }, (_, index) => first + index * step);
}

function tickLabel(place: number, log: boolean): string {
  const value = log ? Number(`1e${place}`) : place;
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 1e-3 && size < 1e6 ? String(Number(value.toPrecision(6))) : Number(value.toPrecision(6)).toExponential().replace('e+', 'e');
}
