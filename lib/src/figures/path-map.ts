import type { Data } from 'plotly.js';
import type { Path } from '../descent';
import type { Point, Surface } from '../surfaces';
import { figure, type Figure } from './figure';
import { endOf, endSizes, hoverOf, lineWidths, nameOf } from './path-marks';
import { pathWords } from './path-words';
import { palette, stylesOf, type MethodStyle } from './theme';
import { alternative, wordNames, type FigureWords } from './words';
import { smallest } from '../extremes';
import { knownOptions, type Names } from '../options';

/** What `pathMap` and `pathLandscape` draw. */
export interface PathFigureOptions extends FigureWords {
  /** The ground; its window is what is drawn. */
  readonly surface: Surface;
  /** The ways of the methods, one curve each. */
  readonly paths: readonly Path[];
}

export const pathFigureNames: Names<PathFigureOptions> = { ...wordNames, surface: true, paths: true };

/** Values on a grid over the surface's window: `z[row][column]` at (x[column], y[row]). */
export function grid(surface: Surface, points: number): { x: number[]; y: number[]; z: number[][] } {
  const axis = ([from, to]: readonly [number, number]): number[] => Array.from({ length: points }, (_, i) => from + ((to - from) * i) / (points - 1));
  const [x, y] = [axis(surface.window.x), axis(surface.window.y)];
  return { x, y, z: y.map(row => x.map(column => surface.value([column, row]))) };
}

/** The lowest loss that a figure of the surface shows. A saddle has no minimum; there the lowest point of the window counts. */
export function lowestLoss(surface: Surface, z: readonly (readonly number[])[]): number {
  return smallest([...surface.minima.map(point => surface.value(point)), ...z.flat()]);
}

/**
 * The ways of several methods over the contour lines of a surface, seen from above, with starts and minima marked. Contours lie equally far apart
 * in the root of the loss. Each way ends in its method's symbol, drawn above all lines; where ends coincide, the later one is smaller. A way that
 * left every bound says so in the legend. Errors: an empty title.
 */
export function pathMap(options: PathFigureOptions): Figure {
  const { title, surface, paths, caption } = knownOptions('path map', options, pathFigureNames);
  const { x, y, z } = grid(surface, 81);
  // Levels equally far apart in the root of the loss: a quadratic then shows evenly spaced lines, and a steep wall does not hide the floor.
  const low = lowestLoss(surface, z);
  const height = z.map(row => row.map(value => Math.sqrt(Math.max(0, value - low))));
  const ground: Data = { type: 'contour', x, y, z: height, ncontours: 24, contours: { coloring: 'heatmap' }, showlegend: false };
  const styles = stylesOf(paths.map(path => path.name));
  const [widths, sizes] = [lineWidths(paths.length), endSizes(paths.length)];
  const ways = paths.map((path, index): Data => {
    const { color, dash } = styles[index] as MethodStyle;
    return {
      type: 'scatter',
      // Markers on short steps would cover the dash.
      mode: hasLongSteps(path, surface) ? 'lines+markers' : 'lines',
      name: nameOf(path),
      legendgroup: String(index),
      showlegend: false,
      x: path.points.map(point => point[0]),
      y: path.points.map(point => point[1]),
      line: { color, dash, width: widths[index] as number },
      marker: { color, size: 5 },
      ...hoverOf(path),
    };
  });
  // A line of one point: only its marker is drawn, but the legend shows dash and symbol.
  const ends = paths.map((path, index): Data => {
    const { color, dash, symbol } = styles[index] as MethodStyle;
    return {
      type: 'scatter',
      mode: 'lines+markers',
      name: nameOf(path),
      legendgroup: String(index),
      x: [endOf(path)[0]],
      y: [endOf(path)[1]],
      line: { color, dash, width: 2.25 },
      marker: { color, symbol, size: sizes[index] as number, line: { color: '#ffffff', width: 1 } },
      ...hoverOf(path, path.points.length - 1),
    };
  });
  const marks = (points: Surface['minima'], name: string, symbol: 'star' | 'circle-open'): Data => ({
    type: 'scatter', mode: 'markers', name, x: points.map(point => point[0]), y: points.map(point => point[1]), marker: { symbol, size: 11, color: palette.brown },
  });
  const starts = [...new Map(paths.flatMap(path => path.points.slice(0, 1)).map(point => [point.join(), point])).values()];
  const minima = surface.minima.length > 0 ? [marks(surface.minima, 'minimum', 'star')] : [];
  return figure({
    title,
    alt: alternative(options, () => pathWords(surface, paths)),
    data: [ground, ...ways, marks(starts, 'start', 'circle-open'), ...minima, ...ends],
    layout: {
      xaxis: { title: { text: 'x' }, range: [...surface.window.x] },
      yaxis: { title: { text: 'y' }, range: [...surface.window.y] },
    },
    height: 460,
    ...(caption !== undefined && { caption }),
  });
}

/** Whether most steps are longer than a fortieth of the window, so that a marker on each leaves the line between them to be seen. */
function hasLongSteps({ points }: Path, { window }: Surface): boolean {
  const [wide, tall] = [window.x[1] - window.x[0], window.y[1] - window.y[0]];
  const long = points.slice(1).filter(([x, y], index) => {
    const [fromX, fromY] = points[index] as Point;
    return Math.hypot((x - fromX) / wide, (y - fromY) / tall) > 1 / 40;
  });
  return 2 * long.length > points.length;
}
