import type { Data } from 'plotly.js';
import type { Path } from '../descent';
import type { Point, Surface } from '../surfaces';
import { figure, type Figure } from './figure';
import { contourLines, marks, minimaOf, windowOf } from './ground';
import { endOf, endSizes, hoverOf, lineWidths, nameOf } from './path-marks';
import { pathWords } from './path-words';
import { stylesOf, type MethodStyle } from './theme';
import { alternative, wordNames, type FigureWords } from './words';
import { knownOptions, type Names } from '../options';

/** What `pathMap` and `pathLandscape` draw. */
export interface PathFigureOptions extends FigureWords {
  /** The ground; its window is what is drawn. */
  readonly surface: Surface;
  /** The ways of the methods, one curve each. */
  readonly paths: readonly Path[];
}

export const pathFigureNames: Names<PathFigureOptions> = { ...wordNames, surface: true, paths: true };

/**
 * The ways of several methods over the contour lines of a surface, seen from above, with starts and minima marked. Contours lie equally far apart
 * in the root of the loss. Each way ends in its method's symbol, drawn above all lines; where ends coincide, the later one is smaller. A way that
 * left every bound says so in the legend. Errors: an empty title.
 */
export function pathMap(options: PathFigureOptions): Figure {
  const { title, surface, paths, caption } = knownOptions('path map', options, pathFigureNames);
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
  const starts = [...new Map(paths.flatMap(path => path.points.slice(0, 1)).map(point => [point.join(), point])).values()];
  return figure({
    title,
    alt: alternative(options, () => pathWords(surface, paths)),
    data: [contourLines(surface), ...ways, marks(starts, 'start', 'circle-open'), ...minimaOf(surface), ...ends],
    layout: windowOf(surface),
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
