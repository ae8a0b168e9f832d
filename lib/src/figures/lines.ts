import type { Data } from 'plotly.js';
import { figure, type Figure } from './figure';
import { styleOf } from './theme';

/** One curve. Its name chooses colour and dash; give `style` the name of a method to borrow that method's. */
export interface Line {
  readonly name: string;
  readonly y: ArrayLike<number>;
  /** Default 0, 1, 2, … */
  readonly x?: ArrayLike<number>;
  readonly style?: string;
}

export interface LinesOptions {
  readonly title: string;
  readonly alt: string;
  readonly lines: readonly Line[];
  readonly x: string;
  readonly y: string;
  readonly logX?: boolean;
  readonly logY?: boolean;
  /** Horizontal lines worth knowing, by their label. */
  readonly levels?: Readonly<Record<string, number>>;
  readonly caption?: string;
}

/** Within a decade only 2 and 5 are labelled; all nine would run into each other. */
const logarithmic = { type: 'log', dtick: 'D2', exponentformat: 'power' } as const;

/** Curves over a common axis. */
export function lines({ title, alt, lines: curves, x, y, logX = false, logY = false, levels = {}, caption }: LinesOptions): Figure {
  const data = curves.map((line): Data => {
    const { color, dash } = styleOf(line.style ?? line.name);
    return {
      type: 'scatter',
      mode: 'lines',
      name: line.name,
      x: line.x ? Array.from(line.x) : Array.from({ length: line.y.length }, (_, index) => index),
      y: Array.from(line.y),
      line: { color, dash },
    };
  });
  return figure({
    title,
    alt,
    data,
    layout: {
      xaxis: { title: { text: x }, ...(logX && logarithmic) },
      yaxis: { title: { text: y }, ...(logY && logarithmic) },
      shapes: Object.values(levels).map(level => ({ type: 'line', xref: 'paper', x0: 0, x1: 1, y0: level, y1: level, line: { color: '#75797f', width: 1, dash: 'dot' } })),
      annotations: Object.entries(levels).map(([text, level]) => ({
        text, xref: 'paper', x: 1, xanchor: 'right', y: logY ? Math.log10(level) : level, yanchor: 'bottom', showarrow: false, font: { size: 12, color: '#57606a' },
      })),
    },
    ...(caption !== undefined && { caption }),
  });
}
