import type { Data, LayoutAxis } from 'plotly.js';
import { figure, type Figure } from './figure';
import { stylesOf } from './theme';
import { largest, smallest } from '../extremes';
import { knownOptions, type Names } from '../options';

/** One curve. Its name chooses colour and dash; give `style` the name of a method to borrow that method's. */
export interface Line {
  /** What the legend calls it. */
  readonly name: string;
  /** Its values; one that is no number leaves a gap. */
  readonly y: ArrayLike<number>;
  /** Where they stand; default 0, 1, 2, … */
  readonly x?: ArrayLike<number>;
  /** The method whose colour and dash it borrows. */
  readonly style?: string;
}

/** What `lines` draws: curves, their axes, and levels worth knowing. */
export interface LinesOptions {
  /** The question that the figure answers, shown above it. */
  readonly title: string;
  /** What a reader would see and conclude, in words. */
  readonly alt: string;
  /** The curves, in the order of the legend. */
  readonly lines: readonly Line[];
  /** What the horizontal axis measures, in words. */
  readonly x: string;
  /** What the vertical axis measures, in words. */
  readonly y: string;
  /** Whether the horizontal axis is logarithmic; default not. */
  readonly logX?: boolean;
  /** Whether the vertical axis is logarithmic; default not. */
  readonly logY?: boolean;
  /** Horizontal lines worth knowing, by their label. */
  readonly levels?: Readonly<Record<string, number>>;
  /** A sentence shown below the figure. */
  readonly caption?: string;
}

const lineNames: Names<Line> = { name: true, y: true, x: true, style: true };

const optionNames: Names<LinesOptions> = {
  title: true,
  alt: true,
  lines: true,
  x: true,
  y: true,
  logX: true,
  logY: true,
  levels: true,
  caption: true,
};

/**
 * Curves over a common axis, each in the one style of its method. A logarithmic axis leaves out what is not positive.
 * Errors: an empty title or text alternative, no curve.
 */
export function lines(options: LinesOptions): Figure {
  const { title, alt, lines: curves, x, y, logX = false, logY = false, levels = {}, caption } = knownOptions('lines', options, optionNames);
  for (const line of curves) knownOptions('lines: a line', line, lineNames);
  const styles = stylesOf(curves.map(line => line.style ?? line.name));
  const data = curves.map((line, index): Data => {
    return {
      type: 'scatter',
      mode: 'lines',
      name: line.name,
      x: line.x ? Array.from(line.x) : Array.from({ length: line.y.length }, (_, step) => step),
      y: Array.from(line.y),
      line: { ...styles[index] },
    };
  });
  return figure({
    title,
    alt,
    data,
    layout: {
      xaxis: { title: { text: x }, ...(logX && logarithmic(curves.map(line => line.x ?? []))) },
      yaxis: { title: { text: y }, ...(logY && logarithmic(curves.map(line => line.y))) },
      shapes: Object.values(levels).map(level => ({ type: 'line', xref: 'paper', x0: 0, x1: 1, y0: level, y1: level, line: { color: '#75797f', width: 1, dash: 'dot' } })),
      annotations: Object.entries(levels).map(([text, level]) => ({
        text, xref: 'paper', x: 1, xanchor: 'right', y: logY ? Math.log10(level) : level, yanchor: 'bottom', showarrow: false, font: { size: 12, color: '#57606a' },
      })),
    },
    ...(caption !== undefined && { caption }),
  });
}

/** Over two decades or less 2 and 5 are labelled as well; all nine, or these over many decades, would run into each other. */
function logarithmic(series: ReadonlyArray<ArrayLike<number>>): Partial<LayoutAxis> {
  const positive = series.flatMap(values => Array.from(values)).filter(value => value > 0 && Number.isFinite(value));
  const decades = Math.log10(largest(positive) / smallest(positive));
  return { type: 'log', exponentformat: 'power', ...(decades <= 2 && { dtick: 'D2' }) };
}
