import type { Data, Layout } from 'plotly.js';
import type { Surface } from '../surfaces';
import { palette } from './theme';
import { smallest } from '../extremes';

// What lies under the paths and arrows of a figure: a surface seen from above.

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
 * The contour lines of a surface, equally far apart in the root of the loss: a quadratic then shows evenly spaced lines, and a steep wall does not
 * hide the floor.
 */
export function contourLines(surface: Surface): Data {
  const { x, y, z } = grid(surface, 81);
  const low = lowestLoss(surface, z);
  const height = z.map(row => row.map(value => Math.sqrt(Math.max(0, value - low))));
  return { type: 'contour', x, y, z: height, ncontours: 24, contours: { coloring: 'heatmap' }, showlegend: false };
}

/** Points of the surface with a name in the legend. */
export function marks(points: Surface['minima'], name: string, symbol: 'star' | 'circle-open'): Data {
  return { type: 'scatter', mode: 'markers', name, x: points.map(point => point[0]), y: points.map(point => point[1]), marker: { symbol, size: 11, color: palette.brown } };
}

/** The minima as stars; nothing where the surface names none. */
export function minimaOf({ minima }: Surface): Data[] {
  return minima.length > 0 ? [marks(minima, 'minimum', 'star')] : [];
}

/** Axes that show the surface's window. */
export function windowOf({ window }: Surface): Pick<Layout, 'xaxis' | 'yaxis'> {
  return { xaxis: { title: { text: 'x' }, range: [...window.x] }, yaxis: { title: { text: 'y' }, range: [...window.y] } };
}
