import { knownOptions } from '../options';
import type { Point, Surface } from '../surfaces';
import type { Positions } from './many-runs';

/** Which minimum each of many runs reached. */
export interface Basins {
  /** The minima that were looked for: the surface's, then its traps. */
  readonly minima: readonly Point[];
  /** For each run, the place of its minimum in `minima`, or −1 where it reached none. */
  readonly reached: Int8Array;
  /** The share of the runs that reached each of `minima`. */
  readonly shares: readonly number[];
  /** The share of the runs that reached none: under way, going round for ever, or beyond all bounds. */
  readonly none: number;
}

/**
 * Which minimum each run of `manyRuns` has reached: the one that it is within `within` of after its last step. A basin of attraction is all the starts
 * that reach one minimum. `within` in (0, ∞), default 0.1. Errors: a surface that names no minimum or trap; a distance that is not positive.
 */
export function basins(surface: Surface, { x, y }: Pick<Positions, 'x' | 'y'>, options: { within?: number } = {}): Basins {
  const { within = 0.1 } = knownOptions('basins', options, { within: true });
  if (!(within > 0 && within < Infinity)) throw new Error(`basins: within must be in (0, inf), got ${within}`);
  const minima = [...surface.minima, ...(surface.traps ?? [])];
  if (minima.length === 0) throw new Error(`basins: ${surface.name} names no minimum that could be reached`);
  const reached = Int8Array.from(x, (across, run) => {
    const distances = minima.map(([a, b]) => Math.hypot(across - a, (y[run] as number) - b));
    // What left every bound is NaN away, which is not within anything.
    const place = distances.reduce((best, distance, k) => (distance < (distances[best] as number) ? k : best), 0);
    return (distances[place] as number) <= within ? place : -1;
  });
  const counts = new Array<number>(minima.length + 1).fill(0);
  for (const place of reached) counts[place + 1] = (counts[place + 1] as number) + 1;
  const [none = 0, ...shares] = counts.map(count => count / reached.length);
  return { minima, reached, shares, none };
}
