import type { Data } from 'plotly.js';
import { contourColor } from '../../figures/template';
import { written } from '../../figures/written';
import type { Settings } from '../settings';
import type { Compiled, Values } from '../walk';
import type { View } from './view';
import { endMark, walkOf, type Count, type Walker } from './walkers';

/** A loss of one weight, and methods that descend it. */
export interface SlopeSpec {
  readonly draw: 'slope';
  readonly value: Compiled<number>;
  readonly slope: Compiled<number>;
  readonly parameters: Readonly<Record<string, number>>;
  readonly window: readonly [number, number];
  readonly walkers: readonly Walker[];
  readonly steps: Count;
}

/** Steps on the curve of a loss; the start can be dragged along it. */
export function slopeView(spec: SlopeSpec): View {
  return {
    height: 380,
    layout: { xaxis: { title: { text: 'w' } }, yaxis: { title: { text: 'loss' } } },
    draw: settings => {
      const parameters: Values = { ...spec.parameters, ...chosen(spec, settings) };
      const loss = (w: number): number => spec.value({ ...parameters, w });
      const start = settings['w'] as number;
      const ways = spec.walkers.map(walker => {
        const walked = walkOf(walker, settings, { start: [start], steps: spec.steps, gradient: ([w = NaN]) => [spec.slope({ ...parameters, w })] });
        return { walker, points: [start, ...walked.map(({ values }) => (values['w'] as Float64Array)[0] as number)] };
      });
      const curve = Array.from({ length: 161 }, (_, i) => spec.window[0] + ((spec.window[1] - spec.window[0]) * i) / 160);
      const [low, high] = [Math.min(...curve.map(loss)), Math.max(...curve.map(loss))];
      return {
        ground: {
          key: JSON.stringify(parameters),
          traces: () => [{
            type: 'scatter', mode: 'lines', x: curve, y: curve.map(loss), line: { color: contourColor, width: 2 }, hoverinfo: 'skip', showlegend: false,
          }],
        },
        moving: ways.flatMap(({ walker, points }) => {
          const seen = untilOutside(points, spec.window);
          const end = seen[seen.length - 1] as number;
          const way = {
            type: 'scatter', mode: 'lines+markers', name: walker.name, x: seen, y: seen.map(loss),
            line: { color: walker.color, dash: walker.dash, width: 1.75 }, marker: { color: walker.color, size: 6 },
          };
          return [way as Data, endMark(walker, [end, loss(end)]) as Data];
        }),
        ranges: { x: spec.window, y: [low - 0.06 * (high - low), high] },
        handles: [{ label: 'start', x: { setting: 'w', at: start }, y: { at: loss(start) } }],
        says: ways.map(({ walker: { name }, points }) => {
          const steps = points.length - 1;
          return `${name}: w = ${written(points[steps] as number)} after ${steps} steps, from ${written(start)}.`;
        }),
      };
    },
  };
}

function chosen({ parameters }: SlopeSpec, settings: Settings): Record<string, number> {
  return Object.fromEntries(Object.keys(parameters).filter(name => name in settings).map(name => [name, settings[name] as number]));
}

/** The points up to the first far outside the picture, whose line leads there. */
function untilOutside(points: readonly number[], [from, to]: readonly [number, number]): readonly number[] {
  const reach = 3 * (to - from);
  const end = points.findIndex(w => !(w > from - reach && w < to + reach));
  return end < 0 ? points : points.slice(0, Math.max(1, end));
}
