import type { Data } from 'plotly.js';
import type { Path } from '../descent';
import type { Point, Surface } from '../surfaces';
import { figure, type Figure } from './figure';
import { grid, lowestLoss } from './ground';
import { contoursOf, heightsOf, lifted, lifts, sceneOf, type Heights } from './landscape';
import { endOf, endSizes, hoverOf, lineWidths, nameOf } from './path-marks';
import { pathFigureNames, type PathFigureOptions } from './path-map';
import { pathWords } from './path-words';
import { spatialDashes, spatialSymbols } from './space-styles';
import { stylesOf, type MethodStyle } from './theme';
import { alternative } from './words';
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
  const heights = heightsFor(surface, paths, z);
  const styles = stylesOf(paths.map(path => path.name));
  const dashes = spatialDashes(styles);
  const [widths, sizes] = [lineWidths(paths.length), endSizes(paths.length)];
  const ground = { type: 'surface', x, y, z: z.map(row => row.map(heights.of)), contours: contoursOf(heights), showlegend: false } as Data;
  const ways = paths.map((path, index): Data => ({
    type: 'scatter3d',
    mode: 'lines',
    name: nameOf(path),
    legendgroup: String(index),
    showlegend: false,
    x: path.points.map(point => point[0]),
    y: path.points.map(point => point[1]),
    z: path.losses.map(loss => lifted(loss, heights, lifts.way)),
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
      ...onTwoPoints(endOf(path), lifted(path.losses.at(-1) ?? NaN, heights, lifts.end)),
      line: { color, dash: dashes[index], width: 5 },
      marker: { color, symbol: spatialSymbols[symbol], size: 0.6 * (sizes[index] as number) },
      ...hoverOf(path, path.points.length - 1),
    } as Data;
  });
  return figure({
    title,
    alt: alternative(options, () => pathWords(surface, paths)),
    data: [ground, ...ways, ...ends],
    layout: { margin: { l: 0, r: 0, t: 44, b: 0 }, scene: sceneOf(surface.window, heights) },
    height: 560,
    ...(caption !== undefined && { caption }),
  });
}

/** Heights as all that is drawn needs them. */
function heightsFor(surface: Surface, paths: readonly Path[], z: readonly (readonly number[])[]): Heights {
  const low = lowestLoss(surface, z);
  const starts = paths.flatMap(path => path.points.slice(0, 1));
  const start = largest((starts.length > 0 ? starts : surface.starts).map(point => surface.value(point) - low));
  return heightsOf({ low, wall: largest(z.flat()) - low, start });
}

function onTwoPoints([x, y]: Point, z: number): { x: number[]; y: number[]; z: number[] } {
  return { x: [x, x], y: [y, y], z: [z, z] };
}

function colorOf(styles: readonly MethodStyle[], index: number): string {
  return (styles[index] as MethodStyle).color;
}
