import type { Annotation, Data, Layout } from 'plotly.js';
import { curveWords } from './curve-words';
import { figure, type Figure } from './figure';
import type { Line } from './lines';
import { axisSuffix as suffix } from './panel-axes';
import { palette, stylesOf } from './theme';
import { alternative, wordNames, type FigureWords } from './words';
import { knownOptions, type Names } from '../options';

/** What `panels` draws: curves, a panel for each, over axes that all share. */
export interface PanelsOptions extends FigureWords {
  /** The curves in reading order; the name of each is its panel's heading. */
  readonly lines: readonly Line[];
  /** What the horizontal axis measures, in words. */
  readonly x: string;
  /** What the vertical axis measures, in words. */
  readonly y: string;
  /** Panels side by side, a whole number from 1 up. Default 3. */
  readonly columns?: number;
}

const optionNames: Names<PanelsOptions> = { ...wordNames, lines: true, x: true, y: true, columns: true };

const lineNames: Names<Line> = { name: true, y: true, x: true, style: true };

/**
 * Many curves over common axes that can still be told apart: a panel for each, in which all the others stand pale behind it.
 * Errors: an empty title, no curve, columns that are no whole number from 1 up.
 */
export function panels(options: PanelsOptions): Figure {
  const { title, caption, lines, x, y, columns = 3 } = knownOptions('panels', options, optionNames);
  for (const line of lines) knownOptions('panels: a line', line, lineNames);
  if (lines.length === 0) throw new Error('panels: lines must hold at least one curve, got none');
  if (!Number.isInteger(columns) || columns < 1) throw new Error(`panels: columns must be a whole number from 1 up, got ${columns}`);
  const curves = lines.map(({ name, x: places, y: values }) => ({
    name, x: places ? Array.from(places) : Array.from(values, (_, k) => k), y: Array.from(values),
  }));
  const rows = Math.ceil(curves.length / columns);
  const colors = stylesOf(lines.map(({ name, style }) => style ?? name)).map(({ color }) => color);
  const ranges = { x: rangeOf(curves.flatMap(curve => curve.x)), y: rangeOf(curves.flatMap(curve => curve.y)) };
  const behind = pale(curves);
  const data = curves.flatMap(({ name, x: places, y: values }, k): Data[] => {
    const axes = { xaxis: `x${suffix(k)}`, yaxis: `y${suffix(k)}` };
    return [
      { type: 'scatter', mode: 'lines', ...behind, ...axes, line: { color: palette.grey, width: 0.75 }, opacity: 0.35, hoverinfo: 'skip' },
      { type: 'scatter', mode: 'lines', name, x: places, y: values, ...axes, line: { color: colors[k] as string, width: 2.5 } },
    ];
  });
  const axes = Object.fromEntries(curves.flatMap((_, k): [string, object][] => {
    const [lowest, leftmost] = [k + columns >= curves.length, k % columns === 0];
    return [
      [`xaxis${suffix(k)}`, { range: ranges.x, nticks: 4, showticklabels: lowest, title: { text: lowest ? x : '' } }],
      [`yaxis${suffix(k)}`, { range: ranges.y, nticks: 4, showticklabels: leftmost, title: { text: leftmost ? y : '' } }],
    ];
  }));
  const layout: Partial<Layout> = {
    ...(axes as Partial<Layout>),
    grid: { rows, columns, pattern: 'independent', xgap: 0.13, ygap: 0.28 },
    showlegend: false,
    annotations: curves.map(({ name }, k): Partial<Annotation> => ({
      text: name, xref: `x${suffix(k)} domain` as 'x domain', yref: `y${suffix(k)} domain` as 'y domain', x: 0.5, y: 1.02, yanchor: 'bottom',
      showarrow: false, font: { size: 13 },
    })),
  };
  const described = (): string => curveWords(curves, { x, y, logX: false, logY: false });
  return figure({ title, alt: alternative(options, described), data, layout, height: 60 + 170 * rows, ...(caption !== undefined && { caption }) });
}

/** All curves as one line with gaps, so that a panel needs one trace for what stands behind. */
function pale(curves: ReadonlyArray<{ readonly x: readonly number[]; readonly y: readonly number[] }>): { x: (number | null)[]; y: (number | null)[] } {
  return { x: curves.flatMap(({ x }) => [...x, null]), y: curves.flatMap(({ y }) => [...y, null]) };
}

function rangeOf(values: readonly number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [finite.reduce((a, b) => Math.min(a, b), Infinity), finite.reduce((a, b) => Math.max(a, b), -Infinity)];
  if (low > high) return [0, 1];
  const margin = 0.05 * (high - low || 1);
  return [low - margin, high + margin];
}
