import type { Data } from 'plotly.js';
import { written } from '../../figures/written';
import { runsOf, type Run, type SurfaceRuns } from './surface-runs';
import type { View } from './view';

export interface LossesSpec extends SurfaceRuns {
  readonly draw: 'losses';
}

/** The loss after every step of the ways over a surface, on a logarithmic axis. */
export function lossesView(spec: LossesSpec): View {
  return {
    height: 300,
    layout: { xaxis: { title: { text: 'step' } }, yaxis: { title: { text: 'loss' }, type: 'log' } },
    draw: settings => {
      const runs = runsOf(spec, settings);
      const seen = runs.flatMap(({ losses }) => losses).filter(loss => loss > lowest && Number.isFinite(loss));
      const first = runs[0]?.losses[0] ?? 1;
      const [low, high] = [Math.min(...seen, first), Math.min(Math.max(...seen, first), 1e4 * Math.max(first, lowest))];
      return {
        ground: { key: '', traces: () => [] },
        moving: runs.map(({ walker: { name, color, dash }, losses }) => ({
          type: 'scatter', mode: 'lines', name, line: { color, dash, width: 2.25 },
          x: losses.map((_, step) => step), y: losses.map(loss => (loss > lowest ? loss : null)),
        }) as Data),
        ranges: { x: [0, Math.max(...runs.map(({ points }) => points.length - 1))], y: [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high) + 1e-9)] },
        handles: [],
        // The ways beside it say the same of the same runs, so that this is for the still picture alone.
        says: [],
        alt: `Loss after every step. ${runs.map(said).join(' ')}`,
      };
    },
  };
}

function said({ walker: { name }, losses, diverged }: Run): string {
  const last = losses.length - 1;
  return `${name}: from ${written(losses[0] as number)} to ${written(losses[last] as number)} in ${last} steps${diverged ? ', then beyond all bounds' : ''}.`;
}

/** Below it a loss is rounding, and an axis down to it would flatten what matters. */
const lowest = 1e-16;
