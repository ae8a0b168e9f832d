import type { Data } from 'plotly.js';
import { figure, type Figure } from './figure';
import { grid, pathFigureNames, type PathFigureOptions } from './path-map';
import { pathWords } from './path-words';
import { stylesOf, type MethodStyle } from './theme';
import { alternative } from './words';
import { knownOptions } from '../options';

/**
 * The ways of several methods on the surface itself, in three dimensions, to be turned with the mouse. Heights are log₁₀(1 + loss), so that a
 * steep wall does not flatten the floor; a loss of −1 or less has none and leaves a hole. Errors: an empty title.
 */
export function pathLandscape(options: PathFigureOptions): Figure {
  const { title, surface, paths, caption } = knownOptions('path landscape', options, pathFigureNames);
  const { x, y, z } = grid(surface, 81);
  const height = (loss: number): number => Math.log10(1 + loss);
  const ground: Data = { type: 'surface', x, y, z: z.map(row => row.map(height)), showlegend: false, contours: { z: { show: true, width: 1, color: '#ffffff' } } } as Data;
  const styles = stylesOf(paths.map(path => path.name));
  const ways = paths.map((path, index): Data => {
    const { color, dash } = styles[index] as MethodStyle;
    return {
      type: 'scatter3d',
      mode: 'lines+markers',
      name: path.name,
      x: path.points.map(point => point[0]),
      y: path.points.map(point => point[1]),
      // Lifted a little, or the surface would swallow the line.
      z: path.losses.map(loss => height(loss) + 0.06),
      line: { color, dash: dash === 'longdashdot' ? 'dashdot' : dash, width: 5 },
      marker: { color, size: 2.5 },
    } as Data;
  });
  return figure({
    title,
    alt: alternative(options, () => pathWords(surface, paths)),
    data: [ground, ...ways],
    layout: {
      margin: { l: 0, r: 0, t: 44, b: 0 },
      scene: {
        xaxis: { title: { text: 'x' }, range: [...surface.window.x] },
        yaxis: { title: { text: 'y' }, range: [...surface.window.y] },
        zaxis: { title: { text: 'log₁₀(1 + loss)' } },
        // Flat and seen from high up: the walls would hide a path on the floor.
        aspectmode: 'manual',
        aspectratio: { x: 1.3, y: 1.3, z: 0.55 },
        camera: { eye: { x: -0.6, y: -1.5, z: 1.65 }, center: { x: 0, y: 0, z: -0.15 } },
      },
    },
    height: 560,
    ...(caption !== undefined && { caption }),
  });
}
