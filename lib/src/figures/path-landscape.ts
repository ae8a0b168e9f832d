import type { Data, Layout } from 'plotly.js';
import type { Path } from '../descent';
import type { Point, Surface } from '../surfaces';
import { figure, type Figure } from './figure';
import { grid, lowestLoss } from './ground';
import { endOf, endSizes, hoverOf, lineWidths, nameOf } from './path-marks';
import { pathFigureNames, type PathFigureOptions } from './path-map';
import { pathWords } from './path-words';
import { stylesOf, type Dash, type EndSymbol, type MethodStyle } from './theme';
import { alternative } from './words';
import { written } from './written';
import { largest } from '../extremes';
import { knownOptions } from '../options';

/**
 * The ways of several methods on the surface itself, in three dimensions, to be turned. Heights are the loss; where the walls stand more than ten
 * times as high as the highest start, they are the root of the loss above its lowest value, and the walls are cut off at ten times the root at that
 * start. So a ravine is a trough and Rosenbrock's valley a curved one. The axis says which. Errors: an empty title.
 */
export function pathLandscape(options: PathFigureOptions): Figure {
  const { title, surface, paths, caption } = knownOptions('path landscape', options, pathFigureNames);
  const { x, y, z } = grid(surface, 81);
  const heights = heightsOf(surface, paths, z);
  const styles = stylesOf(paths.map(path => path.name));
  const dashes = spatialDashes(styles);
  const [widths, sizes] = [lineWidths(paths.length), endSizes(paths.length)];
  const span = heights.range[1] - heights.range[0];
  // Lifted a little, and the symbols at the ends more, or the surface would swallow them.
  const above = (loss: number, share: number): number => heights.of(loss) + share * span;
  const contours = { z: { show: true, start: heights.range[0], end: heights.range[1], size: span / 12 } };
  const ground = { type: 'surface', x, y, z: z.map(row => row.map(heights.of)), contours, showlegend: false } as Data;
  const ways = paths.map((path, index): Data => ({
    type: 'scatter3d',
    mode: 'lines',
    name: nameOf(path),
    legendgroup: String(index),
    showlegend: false,
    x: path.points.map(point => point[0]),
    y: path.points.map(point => point[1]),
    z: path.losses.map(loss => above(loss, 0.015)),
    line: { color: colorOf(styles, index), dash: dashes[index], width: 2.5 + (widths[index] as number) },
    ...hoverOf(path),
  }) as Data);
  const ends = paths.map((path, index): Data => {
    const { color, symbol } = styles[index] as MethodStyle;
    return {
      type: 'scatter3d',
      mode: 'lines+markers',
      name: nameOf(path),
      legendgroup: String(index),
      // Twice, because a line of one point stops Plotly in space.
      ...onTwoPoints(endOf(path), above(path.losses.at(-1) ?? NaN, 0.06)),
      line: { color, dash: dashes[index], width: 5 },
      marker: { color, symbol: spatialSymbols[symbol], size: 0.6 * (sizes[index] as number) },
      ...hoverOf(path, path.points.length - 1),
    } as Data;
  });
  return figure({
    title,
    alt: alternative(options, () => pathWords(surface, paths)),
    data: [ground, ...ways, ...ends],
    layout: { margin: { l: 0, r: 0, t: 44, b: 0 }, scene: sceneOf(surface, heights) },
    height: 560,
    ...(caption !== undefined && { caption }),
  });
}

type Scene = NonNullable<Layout['scene']>;

interface Heights {
  readonly of: (loss: number) => number;
  readonly range: readonly [low: number, high: number];
  /** What the axis measures. */
  readonly title: string;
}

function heightsOf(surface: Surface, paths: readonly Path[], z: readonly (readonly number[])[]): Heights {
  const low = lowestLoss(surface, z);
  const starts = paths.flatMap(path => path.points.slice(0, 1));
  const start = largest((starts.length > 0 ? starts : surface.starts).map(point => surface.value(point) - low));
  const wall = largest(z.flat()) - low;
  if (!(start > 0 && wall > 10 * start)) return { of: loss => loss, range: [low, low + wall], title: 'loss' };
  const root = (loss: number): number => Math.sqrt(Math.max(0, loss - low));
  const top = Math.min(root(low + wall), 10 * Math.sqrt(start));
  if (low === 0) return { of: root, range: [0, top], title: '√loss' };
  return { of: root, range: [0, top], title: low < 0 ? `√(loss + ${written(-low)})` : `√(loss − ${written(low)})` };
}

/** Sides in proportion, up to 2.5 : 1, so that a ravine is long; seen from high up, since walls would hide a path on the floor. */
function sceneOf({ window }: Surface, { range, title }: Heights): Scene {
  const [wide, deep] = [window.x[1] - window.x[0], window.y[1] - window.y[0]];
  const share = Math.min(2.5, Math.max(0.4, wide / deep));
  return {
    xaxis: { title: { text: 'x' }, range: [...window.x] },
    yaxis: { title: { text: 'y' }, range: [...window.y] },
    // A little room below the floor, or its label and those of the corner would lie on one another.
    zaxis: { title: { text: title }, range: [range[0] - 0.08 * (range[1] - range[0]), range[1]], nticks: 5 },
    aspectmode: 'manual',
    aspectratio: { x: 1.2 * Math.sqrt(share), y: 1.2 / Math.sqrt(share), z: 0.5 },
    camera: { eye: { x: -0.72, y: -1.75, z: 1.7 }, center: { x: 0, y: 0, z: -0.15 } },
  };
}

function onTwoPoints([x, y]: Point, z: number): { x: number[]; y: number[]; z: number[] } {
  return { x: [x, x], y: [y, y], z: [z, z] };
}

function colorOf(styles: readonly MethodStyle[], index: number): string {
  return (styles[index] as MethodStyle).color;
}

/** In space Plotly knows dashes by their names alone; a method with another gets the next one that no other line has. */
function spatialDashes(styles: readonly MethodStyle[]): Dash[] {
  const taken: Dash[] = styles.map(style => style.dash).filter(dash => spatial.includes(dash));
  return styles.map(({ dash }) => {
    if (spatial.includes(dash)) return dash;
    const free = spatial.find(candidate => !taken.includes(candidate)) ?? 'longdashdot';
    taken.push(free);
    return free;
  });
}

const spatial: readonly Dash[] = ['longdashdot', 'dashdot', 'longdash', 'dash', 'dot', 'solid'];

/** In space there are eight symbols, and so one for each in the plane. */
const spatialSymbols: Readonly<Record<EndSymbol, string>> = {
  square: 'square',
  diamond: 'diamond',
  circle: 'circle',
  cross: 'cross',
  bowtie: 'x',
  'triangle-up': 'diamond-open',
  'triangle-down': 'square-open',
  pentagon: 'circle-open',
};
