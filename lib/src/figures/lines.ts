import type { Data } from 'plotly.js';
import { curveWords } from './curve-words';
import { figure, type Figure } from './figure';
import { onAxis } from './on-axis';
import { labelPlace } from './level-label';
import { stylesOf, type MethodStyle } from './theme';
import { alternative, wordNames, type FigureWords } from './words';
import { written } from './written';
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

/** A horizontal line worth knowing, labelled "peak: 6.57": the number is read off where it lies, so that a label cannot say anything else. */
export interface Level {
  /** What lies there. */
  readonly name: string;
  /** Where: a number, or what becomes of the values of the curves, in their order: `([, plain]) => Math.max(...plain)`. */
  readonly at: number | ((values: readonly (readonly number[])[]) => number);
}

/** What `lines` draws: curves, their axes, and levels worth knowing. */
export interface LinesOptions extends FigureWords {
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
  /** Horizontal lines worth knowing. */
  readonly levels?: readonly Level[];
}

const lineNames: Names<Line> = { name: true, y: true, x: true, style: true };

const levelNames: Names<Level> = { name: true, at: true };

const optionNames: Names<LinesOptions> = {
  ...wordNames,
  lines: true,
  x: true,
  y: true,
  logX: true,
  logY: true,
  levels: true,
};

/**
 * Curves over a common axis, each in the one style of its method. A logarithmic axis leaves out what is not positive.
 * Errors: an empty title, no curve, a level that is no finite number or that a logarithmic axis does not have.
 */
export function lines(options: LinesOptions): Figure {
  const { title, lines: given, x, y, logX = false, logY = false, levels = [], caption } = knownOptions('lines', options, optionNames);
  for (const line of given) knownOptions('lines: a line', line, lineNames);
  const curves = given.map(line => ({
    name: line.name,
    x: line.x ? Array.from(line.x) : Array.from({ length: line.y.length }, (_, step) => step),
    y: Array.from(line.y),
  }));
  const marked = placed(levels, curves.map(curve => curve.y), logY);
  const styles = stylesOf(given.map(line => line.style ?? line.name));
  const inUnits = (value: number, log: boolean): number => (log ? Math.log10(value) : value);
  const drawn = curves.map(curve => ({ x: curve.x.map(value => inUnits(value, logX)), y: curve.y.map(value => inUnits(value, logY)) }));
  const described = (): string => [curveWords(curves, { x, y, logX, logY }), ...marked.map(({ label }) => `Marked is ${label}.`)].join(' ');
  return figure({
    title,
    alt: alternative(options, described),
    data: curves.map((curve, index): Data => {
      const { color, dash } = styles[index] as MethodStyle;
      return { type: 'scatter', mode: 'lines', ...curve, x: onAxis(curve.x, logX), y: onAxis(curve.y, logY), line: { color, dash } };
    }),
    layout: {
      xaxis: { title: { text: x }, type: logX ? 'log' : 'linear' },
      yaxis: { title: { text: y }, type: logY ? 'log' : 'linear' },
      shapes: marked.map(({ at }) => ({ type: 'line', xref: 'paper', x0: 0, x1: 1, y0: at, y1: at, line: levelLine })),
      annotations: marked.map(({ label: text, at }) => {
        const height = inUnits(at, logY);
        return { text, xref: 'paper', y: height, ...labelPlace(text, height, drawn), ...levelLabel };
      }),
    },
    ...(caption !== undefined && { caption }),
  });
}

const levelLine = { color: '#75797f', width: 1, dash: 'dot' } as const;
const levelLabel = { showarrow: false, font: { size: 12, color: '#57606a' } } as const;

function placed(levels: readonly Level[], values: readonly (readonly number[])[], log: boolean): Array<{ label: string; at: number }> {
  if (!Array.isArray(levels)) throw new Error('lines: levels must be a list of { name, at }, got names and values; the label is made of both');
  return levels.map((level: Level) => {
    const { name, at: given } = knownOptions('lines: a level', level, levelNames);
    const at = typeof given === 'function' ? given(values) : given;
    if (!Number.isFinite(at)) throw new Error(`lines: level "${name}" must be a finite number, got ${String(at)}`);
    if (log && at <= 0) throw new Error(`lines: level "${name}" must be above 0 on a logarithmic axis, got ${at}`);
    return { label: `${name}: ${written(at)}`, at };
  });
}
