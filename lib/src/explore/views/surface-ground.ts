import type { Values } from '../walk';
import type { CompiledSurface, Point } from './surface-runs';

/** A surface on a grid over its window, with what lies lowest in it. */
export interface Ground {
  readonly x: number[];
  readonly y: number[];
  /** `z[row][column]`, the loss at (x[column], y[row]). */
  readonly z: number[][];
  readonly minima: readonly Point[];
  /** The lowest loss of the grid and of the minima. */
  readonly low: number;
}

const size = 81;

/** The ground at some parameters, of which the minima may depend. */
export function groundOf(surface: CompiledSurface, parameters: Values): Ground {
  const axis = ([from, to]: Point): number[] => Array.from({ length: size }, (_, i) => from + ((to - from) * i) / (size - 1));
  const [x, y] = [axis(surface.window.x), axis(surface.window.y)];
  const z = y.map(row => x.map(column => surface.value({ ...parameters, x: column, y: row })));
  const minima = surface.minima.filter(point => isLevel(surface, parameters, point));
  const low = Math.min(...minima.map(([a, b]) => surface.value({ ...parameters, x: a, y: b })), ...z.map(row => Math.min(...row)));
  return { x, y, z, minima, low };
}

/** A parameter that has been moved may have moved the minimum too; where the slope is not zero, there is none. */
function isLevel({ dx, dy }: CompiledSurface, parameters: Values, [x, y]: Point): boolean {
  return Math.hypot(dx({ ...parameters, x, y }), dy({ ...parameters, x, y })) < 1e-6;
}
