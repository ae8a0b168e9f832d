import type { Path } from '../descent';
import type { Point } from '../surfaces';
import { written } from './written';

/** What the legend calls a path. */
export function nameOf(path: Path): string {
  return path.diverged ? `${path.name} (diverges)` : path.name;
}

/** The last point of a path. */
export function endOf(path: Path): Point {
  return path.points.at(-1) as Point;
}

/** Widths of lines in the order in which they are drawn: one that lies on another leaves the edges of that to be seen. */
export function lineWidths(count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.min(5, 2.25 + 0.75 * (count - 1 - index)));
}

/** Sizes of the symbols at the ends, smaller and smaller, so that of ends at one place all are seen. */
export function endSizes(count: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.min(22, 11 + 3 * (count - 1 - index)));
}

/** What pointing at a step shows: the method, the step and its loss; with `only`, of the one step that is drawn. */
export function hoverOf(path: Path, only?: number): { customdata: string[]; hovertemplate: string } {
  const losses = path.losses.map(written);
  const name = `<extra>${nameOf(path)}</extra>`;
  if (only !== undefined) return { customdata: losses.slice(only, only + 1), hovertemplate: `ends at step ${only}<br>loss %{customdata}${name}` };
  return { customdata: losses, hovertemplate: `step %{pointNumber}<br>loss %{customdata}${name}` };
}
