import type { Data } from 'plotly.js';
import type { Path } from '../descent';
import type { Surface } from '../surfaces';
import { figure, type Figure } from './figure';
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

/**
 * The ways of several methods over the contour lines of a surface, seen from above, with starts and minima marked. Contours lie equally far apart
 * in the root of the loss. A way that left every bound says so in the legend. Errors: an empty title.
 */
export function pathMap(options: PathFigureOptions): Figure {
  const { title, surface, paths, caption } = knownOptions('path map', options, pathFigureNames);
  const { x, y, z } = grid(surface, 81);
  // Levels equally far apart in the root of the loss: a quadratic then shows evenly spaced lines, and a steep wall does not hide the floor.
  // A saddle has no minimum; there the lowest point of the window counts.
  const low = smallest([...surface.minima.map(point => surface.value(point)), ...z.flat()]);
  const height = z.map(row => row.map(value => Math.sqrt(Math.max(0, value - low))));
  const ground: Data = { type: 'contour', x, y, z: height, ncontours: 24, contours: { coloring: 'heatmap' }, showlegend: false };
  const styles = stylesOf(paths.map(path => path.name));
  const ways = paths.map((path, index): Data => {
    const { color, dash } = styles[index] as MethodStyle;
    return {
      type: 'scatter',
      mode: 'lines+markers',
      name: path.diverged ? `${path.name} (diverges)` : path.name,
      x: path.points.map(point => point[0]),
      y: path.points.map(point => point[1]),
      line: { color, dash },
      marker: { color, size: 4 },
    };
  });
  const marks = (points: Surface['minima'], name: string, symbol: 'star' | 'circle-open'): Data => ({
    type: 'scatter', mode: 'markers', name, x: points.map(point => point[0]), y: points.map(point => point[1]), marker: { symbol, size: 11, color: palette.brown },
  });
  const starts = [...new Map(paths.flatMap(path => path.points.slice(0, 1)).map(point => [point.join(), point])).values()];
  return figure({
    title,
    alt: alternative(options, () => pathWords(surface, paths)),
    data: [ground, ...ways, marks(starts, 'start', 'circle-open'), ...(surface.minima.length > 0 ? [marks(surface.minima, 'minimum', 'star')] : [])],
    layout: {
      xaxis: { title: { text: 'x' }, range: [...surface.window.x] },
      yaxis: { title: { text: 'y' }, range: [...surface.window.y] },
    },
    height: 460,
    ...(caption !== undefined && { caption }),
  });
}
