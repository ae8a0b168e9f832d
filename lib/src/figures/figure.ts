import type { Data, Frame, Layout } from 'plotly.js';
import { knownOptions, type Names } from '../options';

/** One Plotly figure that answers one question, with a text for whoever cannot see it. */
export interface Figure {
  /** The question the figure answers, shown above it. */
  title: string;
  /** What a reader would see and conclude, in words. It stands in for the picture in screen readers and in plain text. */
  alt: string;
  /** Traces, of the types in `traceTypes`. */
  data: Data[];
  /** Plotly layout, laid over the course's template. */
  layout?: Partial<Layout>;
  /** Animation frames. They never start by themselves. */
  frames?: Partial<Frame>[];
  /** A sentence shown below the figure. */
  caption?: string;
  /** Pixels, 420 when left out. */
  height?: number;
}

const fields: Names<Figure> = { title: true, alt: true, data: true, layout: true, frames: true, caption: true, height: true };

/** The trace types in the course's Plotly build (plotly-bundle.mjs). */
export const traceTypes: readonly string[] = ['scatter', 'bar', 'contour', 'heatmap', 'histogram', 'surface', 'scatter3d'];

/**
 * Checks a figure and returns it.
 *
 * Throws when the title or the text alternative is empty, when there is nothing to draw, and when a trace
 * has a type that the course's Plotly build does not know.
 */
export function figure(description: Figure): Figure {
  const { title, alt, data, height } = knownOptions('figure', description, fields);
  if (typeof title !== 'string' || title.trim() === '') {
    throw new Error('figure: title is empty; ask the question that the figure answers');
  }
  if (typeof alt !== 'string' || alt.trim() === '') {
    throw new Error(`figure "${title}": alt is empty; say in words what the picture shows`);
  }
  if (!Array.isArray(data) || data.length === 0) throw new Error(`figure "${title}": data is empty; give at least one trace`);
  for (const trace of data) {
    const type = trace.type ?? 'scatter';
    if (!traceTypes.includes(type)) {
      throw new Error(`figure "${title}": trace type "${type}" is not in the course's plotly build; known: ${traceTypes.join(', ')}`);
    }
  }
  if (height !== undefined && !(height >= 100 && height <= 4000)) {
    throw new Error(`figure "${title}": height must be in [100, 4000] pixels, got ${height}`);
  }
  return description;
}

/**
 * The same figure with every number cut to five significant digits, which is finer than a screen can show and a third of the size.
 *
 * Values that differ only in later digits keep as many more as their range needs. Whole numbers stay, typed arrays become plain
 * ones, and NaN and ±Infinity become null: a gap in a line.
 */
export function rounded(figure: Figure): Figure {
  const { data, layout, frames } = figure;
  return {
    ...figure,
    data: roundedValue(data, 5),
    ...(layout && { layout: roundedValue(layout, 5) }),
    ...(frames && { frames: roundedValue(frames, 5) }),
  };
}

function roundedValue<T>(value: T, digits: number): T;
function roundedValue(value: unknown, digits: number): unknown {
  if (typeof value === 'number') return roundedNumber(value, digits);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return roundedValue(Array.from(value as Float64Array), digits);
  if (Array.isArray(value)) {
    const enough = digitsFor(value);
    return value.map(item => roundedValue(item, enough));
  }
  if (value !== null && typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, roundedValue(item, digits)]));
  }
  return value;
}

function roundedNumber(value: number, digits: number): number | null {
  if (!Number.isFinite(value)) return null;
  return Number.isSafeInteger(value) ? value : Number(value.toPrecision(digits));
}

/** Digits that resolve a hundred-thousandth of the range of these numbers, 5 at least and 15 at most. */
function digitsFor(values: readonly unknown[]): number {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (!(high > low)) return 5;
  const lead = Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high)) / (high - low)));
  return Math.min(15, 5 + Math.max(0, lead));
}
