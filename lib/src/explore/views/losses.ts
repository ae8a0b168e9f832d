import type { Data } from 'plotly.js';
import { written } from '../../figures/written';
import { groundOf } from './surface-ground';
import { runsOf, type Run, type SurfaceRuns } from './surface-runs';
import type { View } from './view';

export interface LossesSpec extends SurfaceRuns {
  readonly draw: 'losses';
}

/**
 * The loss after every step of the ways over a surface, on a logarithmic axis; on a plain one where a surface goes below 0, of which a logarithmic one
 * would show nothing.
 */
export function lossesView(spec: LossesSpec): View {
  const low = Math.min(...spec.surfaces.map(surface => groundOf(surface, surface.parameters).low));
  const log = low > -rounding;
  return {
    height: 300,
    layout: { xaxis: { title: { text: 'step' } }, yaxis: { title: { text: 'loss' }, ...(log && { type: 'log' }) } },
    draw: settings => {
      const runs = runsOf(spec, settings);
      return {
        ground: { key: '', traces: () => [] },
        moving: runs.map(({ walker: { name, color, dash }, losses }) => ({
          type: 'scatter', mode: 'lines', name, line: { color, dash, width: 2.25 },
          x: losses.map((_, step) => step), y: log ? losses.map(loss => (loss > lowest ? loss : null)) : losses,
        }) as Data),
        ranges: { x: [0, Math.max(...runs.map(({ points }) => points.length - 1))], y: log ? exponentsOf(runs) : rangeFrom(low, runs) },
        handles: [],
        // The ways beside it say the same of the same runs, so that this is for the still picture alone.
        says: [],
        alt: `Loss after every step. ${runs.map(said).join(' ')}`,
      };
    },
  };
}

/** Below it a loss is rounding, and an axis down to it would flatten what matters. */
const lowest = 1e-16;

/** A lowest point that is no further below 0 is at 0. */
const rounding = 1e-9;

/** Whole decades around all losses; of a way that flies off, four of them above the start. */
function exponentsOf(runs: readonly Run[]): [number, number] {
  const seen = finiteOf(runs).filter(loss => loss > lowest);
  const first = runs[0]?.losses[0] ?? 1;
  const [low, high] = [Math.min(...seen, first), Math.min(Math.max(...seen, first), 1e4 * Math.max(first, lowest))];
  return [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high) + 1e-9)];
}

/** From the bottom to the highest loss; of a way that flies off, no more than twice the height of the start above it or below the bottom. */
function rangeFrom(bottom: number, runs: readonly Run[]): [number, number] {
  const [seen, first] = [finiteOf(runs), runs[0]?.losses[0] ?? bottom];
  const height = Math.abs(first - bottom) || 1;
  const low = Math.max(Math.min(...seen, bottom), bottom - 2 * height);
  const high = Math.min(Math.max(...seen, first), first + 2 * height);
  const margin = 0.06 * (high - low);
  return [low - margin, high + margin];
}

function finiteOf(runs: readonly Run[]): number[] {
  return runs.flatMap(({ losses }) => losses).filter(Number.isFinite);
}

function said({ walker: { name }, losses, diverged }: Run): string {
  const last = losses.length - 1;
  return `${name}: from ${written(losses[0] as number)} to ${written(losses[last] as number)} in ${last} steps${diverged ? ', then beyond all bounds' : ''}.`;
}
