import type { Data } from 'plotly.js';
import { palette } from '../../figures/theme';
import { written } from '../../figures/written';
import { chosenSurface, followSurface, runsOf, type CompiledSurface, type Point, type Run, type SurfaceRuns } from './surface-runs';
import type { View } from './view';
import { endMark } from './walkers';
import type { Values } from '../walk';

export interface PathsSpec extends SurfaceRuns {
  readonly draw: 'paths';
}

/** Ways over the contour lines of a surface; the start can be dragged. */
export function pathsView(spec: PathsSpec): View {
  return {
    height: 420,
    layout: { xaxis: { title: { text: 'x' } }, yaxis: { title: { text: 'y' } } },
    follow: (moved, settings) => followSurface(spec, moved, settings),
    draw: settings => {
      const { surface, parameters } = chosenSurface(spec, settings);
      const runs = runsOf(spec, settings);
      return {
        ground: { key: JSON.stringify([surface.title, parameters]), traces: () => groundOf(surface, parameters) },
        moving: runs.flatMap(run => [wayOf(run), endMark(run.walker, run.points[run.points.length - 1]) as Data]),
        handles: [{ label: 'start', x: { setting: 'x', at: settings['x'] as number }, y: { setting: 'y', at: settings['y'] as number } }],
        ranges: surface.window,
        says: runs.map(said),
      };
    },
  };
}

function wayOf({ walker: { name, color, dash }, points, diverged }: Run): Data {
  return {
    type: 'scatter', mode: 'lines+markers', name: diverged ? `${name} (diverges)` : name, x: points.map(([x]) => x), y: points.map(([, y]) => y),
    line: { color, dash, width: 2 }, marker: { color, size: 4, maxdisplayed: 120 },
  } as Data;
}

function said({ walker: { name }, points, losses, diverged }: Run): string {
  const steps = points.length - 1;
  if (diverged) return `${name} diverges: after ${steps} steps it is beyond all bounds.`;
  const [x, y] = points[steps] as Point;
  return `${name}: loss ${written(losses[steps] as number)} after ${steps} steps, at (${placeText(x)}, ${placeText(y)}).`;
}

/** Thousandths are finer than the picture. */
function placeText(coordinate: number): string {
  return written(Number(coordinate.toFixed(3)));
}

const size = 81;

/** Levels equally far apart in the root of the loss, as in the course's other maps. */
function groundOf(surface: CompiledSurface, parameters: Values): Data[] {
  const axis = ([from, to]: Point): number[] => Array.from({ length: size }, (_, i) => from + ((to - from) * i) / (size - 1));
  const [x, y] = [axis(surface.window.x), axis(surface.window.y)];
  const z = y.map(row => x.map(column => surface.value({ ...parameters, x: column, y: row })));
  const minima = surface.minima.filter(point => isLevel(surface, parameters, point));
  const low = Math.min(...minima.map(([a, b]) => surface.value({ ...parameters, x: a, y: b })), ...z.map(row => Math.min(...row)));
  const heights = z.map(row => row.map(value => Math.sqrt(Math.max(0, value - low))));
  const ground = { type: 'contour', x, y, z: heights, ncontours: 24, contours: { coloring: 'heatmap' }, showlegend: false };
  const marks = {
    type: 'scatter', mode: 'markers', name: 'minimum', showlegend: false, x: minima.map(([a]) => a), y: minima.map(([, b]) => b),
    marker: { symbol: 'star', size: 12, color: palette.brown },
  };
  return [ground as Data, marks as Data];
}

/** A parameter that has been moved may have moved the minimum too; where the slope is not zero, there is none. */
function isLevel({ dx, dy }: CompiledSurface, parameters: Values, [x, y]: Point): boolean {
  return Math.hypot(dx({ ...parameters, x, y }), dy({ ...parameters, x, y })) < 1e-6;
}
