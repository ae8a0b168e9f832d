import { knownOptions } from '../options';
import type { Point, Surface } from '../surfaces';

/** Starts in rows and columns over a part of the plane. */
export interface StartGrid {
  /** The columns' places, rising. */
  readonly x: readonly number[];
  /** The rows' places, rising. */
  readonly y: readonly number[];
  /** All points of the first row, then all of the second, and so on: what `manyRuns` is given. */
  readonly starts: readonly Point[];
}

/** How many starts, and where. */
export interface StartGridOptions {
  /** Starts in a row, a whole number from 2 up. Default 200. */
  readonly columns?: number;
  /** Rows, a whole number from 2 up. Default as many as columns. */
  readonly rows?: number;
  /** The part of the plane. Default the surface's window. */
  readonly window?: { readonly x: Point; readonly y: Point };
}

/**
 * Starts all over a surface, evenly spaced, each in the middle of its cell: what `basinMap` draws as one pixel. `columns` times `rows` of them,
 * 200 times 200 where nothing else is said. Errors: fewer than two columns or rows; a window whose sides do not rise.
 */
export function startGrid(surface: Surface, options: StartGridOptions = {}): StartGrid {
  const { columns = 200, rows = columns, window = surface.window } = knownOptions('start grid', options, { columns: true, rows: true, window: true });
  const [x, y] = [places('columns', columns, window.x), places('rows', rows, window.y)];
  return { x, y, starts: y.flatMap(up => x.map((across): Point => [across, up])) };
}

function places(name: string, count: number, [from, to]: Point): number[] {
  if (!Number.isInteger(count) || count < 2) throw new Error(`start grid: ${name} must be a whole number from 2 up, got ${count}`);
  if (!(from < to && Number.isFinite(to - from))) throw new Error(`start grid: the window must rise on each side, got from ${from} to ${to}`);
  return Array.from({ length: count }, (_, k) => from + ((k + 0.5) * (to - from)) / count);
}
