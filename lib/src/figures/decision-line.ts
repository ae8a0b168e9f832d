import type { Data } from 'plotly.js';
import type { Blobs } from '../datasets';
import { figure, type Figure } from './figure';
import { palette, type Dash } from './theme';
import { alternative, counted, wordNames, type FigureWords } from './words';
import { largest, smallest } from '../extremes';
import { knownOptions, type Names } from '../options';

/** The line w·x + b = 0, on which a linear classifier cannot decide. */
export interface DecisionLine {
  /** What the legend calls it. */
  readonly name: string;
  /** Its two weights, not both zero. */
  readonly w: ArrayLike<number>;
  /** Its bias, a finite number. */
  readonly b: number;
}

/** What `decisionLine` draws: the points of two classes, and lines that part them. */
export interface DecisionLineOptions extends FigureWords {
  /** The points of both classes. */
  readonly blobs: Blobs;
  /** In the order of the training; the last one is drawn solid, those before it broken. At most five. */
  readonly lines: readonly DecisionLine[];
}

const optionNames: Names<DecisionLineOptions> = { ...wordNames, blobs: true, lines: true };

/**
 * Two classes of points and the lines that part them. Errors: no line or more than five, a w that has not two finite entries, and
 * w = 0, which decides nothing anywhere and so has no line.
 */
export function decisionLine(options: DecisionLineOptions): Figure {
  const { title, blobs, lines, caption } = knownOptions('decision line', options, optionNames);
  for (const line of lines) knownOptions('decision line: a line', line, { name: true, w: true, b: true });
  if (lines.length < 1 || lines.length > dashes.length) {
    throw new Error(`decision line: between 1 and ${dashes.length} lines can be told apart, got ${lines.length}`);
  }
  const across = rangeOf(blobs.x.map(point => point[0]));
  const up = rangeOf(blobs.x.map(point => point[1]));
  const used = dashes.slice(-lines.length);
  const drawn = lines.map((line, index): Data => {
    const [from, to] = endsOf(line, Math.hypot(...across, ...up));
    return {
      type: 'scatter', mode: 'lines', name: line.name, x: [from[0], to[0]], y: [from[1], to[1]],
      line: { color: palette.vermilion, dash: used[index] as Dash, width: index === lines.length - 1 ? 3 : 2 },
    };
  });
  return figure({
    title,
    alt: alternative(options, () => decisionWords(blobs, lines)),
    data: [classOf(blobs, 1, 'circle', palette.blue), classOf(blobs, -1, 'circle-open', palette.green), ...drawn],
    layout: {
      // One scale on both axes, or the angle of a line would depend on the width of the page.
      xaxis: { title: { text: 'x₁' }, range: across, constrain: 'domain' },
      yaxis: { title: { text: 'x₂' }, range: up, constrain: 'domain', scaleanchor: 'x' },
    },
    height: 540,
    ...(caption !== undefined && { caption }),
  });
}

/** How many points of each class there are, and how many each line puts on the wrong side. */
function decisionWords({ x, y }: Blobs, lines: readonly DecisionLine[]): string {
  const positive = y.filter(label => label === 1).length;
  const wrong = ({ w, b }: DecisionLine): number =>
    x.filter(([across, up], index) => (y[index] as number) * ((w[0] as number) * across + (w[1] as number) * up + b) <= 0).length;
  const head = `${positive} points of the class +1 and ${y.length - positive} of −1; ${counted(lines.length, 'line')}.`;
  return [head, ...lines.map(line => `${line.name}: ${counted(wrong(line), 'point')} on the wrong side.`)].join(' ');
}

const dashes: readonly Dash[] = ['dot', 'dashdot', 'dash', 'longdash', 'solid'];

/** The two classes differ in shape as well as in colour. */
function classOf({ x, y }: Blobs, label: -1 | 1, symbol: 'circle' | 'circle-open', color: string): Data {
  const points = x.filter((_, index) => y[index] === label);
  return {
    type: 'scatter', mode: 'markers', name: label === 1 ? 'label +1' : 'label −1',
    x: points.map(point => point[0]), y: points.map(point => point[1]), marker: { symbol, color, size: 7 },
  };
}

/** Two points of a line that lie beyond any window of this reach around the origin, on either side. */
function endsOf({ name, w, b }: DecisionLine, reach: number): [readonly [number, number], readonly [number, number]] {
  const [first, second] = [w[0] as number, w[1] as number];
  const square = first ** 2 + second ** 2;
  if (w.length !== 2 || !(Number.isFinite(square) && Number.isFinite(b))) {
    throw new Error(`decision line: "${name}" needs two finite weights and a finite b, got w = [${Array.from(w).join(', ')}], b = ${b}`);
  }
  if (square === 0) throw new Error(`decision line: w of "${name}" is zero, so no line belongs to it; draw it after the first step`);
  const length = Math.sqrt(square);
  const nearest = [(-b * first) / square, (-b * second) / square] as const;
  const point = (side: number): readonly [number, number] => [nearest[0] - (side * reach * second) / length, nearest[1] + (side * reach * first) / length];
  return [point(-1), point(1)];
}

function rangeOf(values: readonly number[]): [number, number] {
  const [low, high] = [smallest(values), largest(values)];
  const margin = 0.06 * (high - low);
  return [low - margin, high + margin];
}
