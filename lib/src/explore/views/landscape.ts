import type { Data } from 'plotly.js';
import { contoursOf, heightsOf, lifted, lifts, sceneOf, type Heights } from '../../figures/landscape';
import { spatialDashes, spatialSymbols } from '../../figures/space-styles';
import type { Dash, EndSymbol } from '../../figures/theme';
import type { Values } from '../walk';
import { groundOf, type Ground } from './surface-ground';
import { chosenSurface, endWords, followSurface, runsOf, type CompiledSurface, type Run, type SurfaceRuns } from './surface-runs';
import type { View } from './view';

export interface LandscapeSpec extends SurfaceRuns {
  readonly draw: 'landscape';
}

/** Ways on the surface itself, in space, to be turned; where they start is dragged on the map beside it. */
export function landscapeView(spec: LandscapeSpec): View {
  const dashes = spatialDashes(spec.walkers.map(({ dash }) => ({ dash: dash as Dash })));
  // One surface at a time, or every move would measure the ground anew.
  let measured: { readonly key: string; readonly ground: Ground; readonly heights: Heights } | undefined;
  const measure = (surface: CompiledSurface, parameters: Values): NonNullable<typeof measured> => {
    const key = JSON.stringify([surface.title, parameters]);
    if (measured?.key === key) return measured;
    const ground = groundOf(surface, parameters);
    const wall = Math.max(...ground.z.map(row => Math.max(...row))) - ground.low;
    const [x, y] = surface.start;
    return (measured = { key, ground, heights: heightsOf({ low: ground.low, wall, start: surface.value({ ...parameters, x, y }) - ground.low }) });
  };
  return {
    height: 460,
    layout: { margin: { l: 0, r: 0, t: 28, b: 0 } },
    follow: (moved, settings) => followSurface(spec, moved, settings),
    draw: settings => {
      const { surface, parameters } = chosenSurface(spec, settings);
      const { key, ground: { x, y, z }, heights } = measure(surface, parameters);
      const runs = runsOf(spec, settings);
      return {
        ground: { key, traces: () => [{ type: 'surface', x, y, z: z.map(row => row.map(heights.of)), contours: contoursOf(heights), showlegend: false } as Data] },
        moving: runs.flatMap((run, k) => [wayOf(run, heights, dashes[k] as Dash), endOf(run, heights)]),
        ranges: surface.window,
        scene: { ...sceneOf(surface.window, heights), uirevision: surface.title },
        handles: [],
        // The map beside it says the same of the same runs, so that this is for the still picture alone.
        says: [],
        alt: `${surface.title}, seen from above a corner. ${runs.map(endWords).join(' ')}`,
      };
    },
  };
}

function wayOf({ walker: { name, color }, points, losses, diverged }: Run, heights: Heights, dash: Dash): Data {
  const z = losses.map(loss => lifted(loss, heights, lifts.way));
  return {
    type: 'scatter3d', mode: 'lines', name: diverged ? `${name} (diverges)` : name, x: points.map(([x]) => x), y: points.map(([, y]) => y), z,
    line: { color, dash, width: 4 }, hoverinfo: 'name',
  } as Data;
}

/** The symbol at the end, twice, because a line of one point stops Plotly in space. */
function endOf({ walker: { name, color, symbol }, points, losses }: Run, heights: Heights): Data {
  const [[x, y] = [NaN, NaN], z] = [points.at(-1), lifted(losses.at(-1) ?? NaN, heights, lifts.end)];
  return {
    type: 'scatter3d', mode: 'markers', name: `${name}: end`, showlegend: false, hoverinfo: 'skip', x: [x, x], y: [y, y], z: [z, z],
    marker: { color, symbol: spatialSymbols[symbol as EndSymbol], size: 7 },
  } as Data;
}
