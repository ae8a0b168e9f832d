import type { Annotation, Data, Layout } from 'plotly.js';
import type { Basins, StartGrid } from '../descent';
import { knownOptions, type Names } from '../options';
import type { Point, Surface } from '../surfaces';
import { colorSteps } from './color-steps';
import { figure, type Figure } from './figure';
import { axisSuffix as suffix } from './panel-axes';
import { palette } from './theme';
import { alternative, wordNames, type FigureWords } from './words';
import { written } from './written';

/** What `basinMap` draws: which minimum each start of a grid has reached, a map for each method. */
export interface BasinMapOptions extends FigureWords {
  /** The surface that was walked down. */
  readonly surface: Surface;
  /** Where the runs began: what `startGrid` gave. */
  readonly grid: StartGrid;
  /** What they reached, by the names of the methods: what `basins` found. */
  readonly maps: Readonly<Record<string, Basins>>;
  /** Maps side by side, a whole number from 1 up. Default 3, or as many as there are maps. */
  readonly columns?: number;
}

const optionNames: Names<BasinMapOptions> = { ...wordNames, surface: true, grid: true, maps: true, columns: true };

/** Grey says that a start has reached nothing; each minimum has one of the other colours. */
const { grey: nowhere, ...others } = palette;
const colors = Object.values(others);

/**
 * Basins of attraction: each place has the colour of the minimum that a run from there ends in, grey where it ends in none. The minima carry letters,
 * which stand in the legend, too. All maps share their colours, so that methods can be compared place by place.
 *
 * Errors: no map; a map of another number of runs than the grid has starts; more minima than there are colours, 7; columns that are no whole number.
 */
export function basinMap(options: BasinMapOptions): Figure {
  const { title, caption, surface, grid, maps } = knownOptions('basin map', options, optionNames);
  const all = Object.entries(maps);
  const [first] = all;
  if (first === undefined) throw new Error('basin map: maps must hold at least one method, got none');
  const { columns = Math.min(3, all.length) } = options;
  if (!Number.isInteger(columns) || columns < 1) throw new Error(`basin map: columns must be a whole number from 1 up, got ${columns}`);
  for (const [name, { reached }] of all) {
    if (reached.length === grid.starts.length) continue;
    throw new Error(`basin map: ${name} must have one run for each of ${grid.starts.length} starts, got ${reached.length}`);
  }
  const { minima } = first[1];
  if (minima.length > colors.length) throw new Error(`basin map: ${colors.length} minima can be told apart by their colours, got ${minima.length}`);
  const data = all.flatMap(([name, { reached }], k): Data[] => [groundOf(name, reached, grid, k), ...lettered(minima, k)]);
  const rows = Math.ceil(all.length / columns);
  return figure({
    title,
    alt: alternative(options, () => wordsOf(surface, grid, all)),
    data: [...data, ...legendOf(minima, all.some(([, { none }]) => none > 0))],
    layout: layoutOf(surface, all.map(([name]) => name), { rows, columns }),
    height: 120 + rows * heightOf(surface, columns),
    ...(caption !== undefined && { caption }),
  });
}

/** The height of a map on a wide page: that of the window's own proportions, as far as a reader can still see all of it. */
function heightOf({ window: { x, y } }: Surface, columns: number): number {
  return Math.round(Math.min(440, Math.max(170, ((1000 / columns) * (y[1] - y[0])) / (x[1] - x[0]))));
}

/** A heat map in steps: one colour for each minimum, without anything between. */
function groundOf(name: string, reached: Int8Array, { x, y }: StartGrid, panel: number): Data {
  const steps = [nowhere, ...colors];
  return {
    type: 'heatmap', name, ...axesOf(panel), x: [...x], y: [...y],
    z: y.map((_, row) => Array.from(reached.subarray(row * x.length, (row + 1) * x.length))),
    zmin: -1.5, zmax: steps.length - 1.5, colorscale: colorSteps(steps),
    opacity: 0.75, showscale: false, hoverinfo: 'skip',
  } as Data;
}

function lettered(minima: readonly Point[], panel: number): Data[] {
  return [{
    type: 'scatter', mode: 'text+markers', ...axesOf(panel), x: minima.map(([x]) => x), y: minima.map(([, y]) => y), text: minima.map((_, k) => letter(k)),
    marker: { size: 17, color: '#ffffff', line: { color: '#24292f', width: 1 } }, textfont: { size: 12, color: '#24292f' }, showlegend: false, hoverinfo: 'skip',
  } as Data];
}

/** Entries of the legend without a place in the picture. */
function legendOf(minima: readonly Point[], someReachNone: boolean): Data[] {
  const entry = (name: string, color: string): Data =>
    ({ type: 'scatter', mode: 'markers', name, x: [null], y: [null], marker: { symbol: 'square', size: 12, color } }) as Data;
  return [...minima.map((point, k) => entry(`${letter(k)} ${placeOf(point)}`, colors[k] as string)), ...(someReachNone ? [entry('none', nowhere)] : [])];
}

function layoutOf({ window }: Surface, names: readonly string[], { rows, columns }: { rows: number; columns: number }): Partial<Layout> {
  const axes = names.flatMap((_, k): [string, object][] => {
    const [lowest, leftmost] = [k + columns >= names.length, k % columns === 0];
    return [
      [`xaxis${suffix(k)}`, { range: [...window.x], nticks: 5, showticklabels: lowest, title: { text: lowest ? 'x' : '' } }],
      [`yaxis${suffix(k)}`, { range: [...window.y], nticks: 5, showticklabels: leftmost, title: { text: leftmost ? 'y' : '' } }],
    ];
  });
  return {
    ...(Object.fromEntries(axes) as Partial<Layout>),
    grid: { rows, columns, pattern: 'independent', xgap: 0.1, ygap: 0.16 },
    // Above the headings of the maps.
    legend: { y: 1.02 + 0.06 / rows },
    annotations: names.map((text, k): Partial<Annotation> => ({
      text, xref: `x${suffix(k)} domain` as 'x domain', yref: `y${suffix(k)} domain` as 'y domain', x: 0.5, y: 1.01, yanchor: 'bottom',
      showarrow: false, font: { size: 13 },
    })),
  };
}

function wordsOf({ title }: Surface, { x, y }: StartGrid, maps: readonly (readonly [string, Basins])[]): string {
  const percent = (share: number): string => `${written(100 * share)} %`;
  return [
    `${title}: where runs from ${x.length} times ${y.length} starts end.`,
    ...maps.map(([name, { minima, shares, none }]) => {
      const reached = shares.map((share, k) => `${percent(share)} reach ${letter(k)} ${placeOf(minima[k] as Point)}`);
      return `${name}: ${[...reached, `${percent(none)} reach none`].join(', ')}.`;
    }),
  ].join(' ');
}

function axesOf(panel: number): { xaxis: string; yaxis: string } {
  return { xaxis: `x${suffix(panel)}`, yaxis: `y${suffix(panel)}` };
}

function letter(k: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + k);
}

function placeOf([x, y]: Point): string {
  return `(${written(x)}, ${written(y)})`;
}
