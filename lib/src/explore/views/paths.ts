import type { Data } from 'plotly.js';
import { palette } from '../../figures/theme';
import { groundOf } from './surface-ground';
import { chosenSurface, endWords, followSurface, runsOf, type CompiledSurface, type Run, type SurfaceRuns } from './surface-runs';
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
        ground: { key: JSON.stringify([surface.title, parameters]), traces: () => contoursOf(surface, parameters) },
        moving: runs.flatMap(run => [wayOf(run), endMark(run.walker, run.points[run.points.length - 1]) as Data]),
        handles: [{ label: 'start', x: { setting: 'x', at: settings['x'] as number }, y: { setting: 'y', at: settings['y'] as number } }],
        ranges: surface.window,
        says: runs.map(endWords),
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

/** Levels equally far apart in the root of the loss, as in the course's other maps. */
function contoursOf(surface: CompiledSurface, parameters: Values): Data[] {
  const { x, y, z, minima, low } = groundOf(surface, parameters);
  const heights = z.map(row => row.map(value => Math.sqrt(Math.max(0, value - low))));
  const ground = { type: 'contour', x, y, z: heights, ncontours: 24, contours: { coloring: 'heatmap' }, showlegend: false };
  const marks = {
    type: 'scatter', mode: 'markers', name: 'minimum', showlegend: false, x: minima.map(([at]) => at), y: minima.map(([, at]) => at),
    marker: { symbol: 'star', size: 12, color: palette.brown },
  };
  return [ground as Data, marks as Data];
}
