import type { Path } from '../descent';
import type { Point, Surface } from '../surfaces';
import { counted } from './words';
import { written } from './written';

/** So many paths are described by where they end, and so many by their distance; of more only the nearest and the farthest. */
const [inFull, byDistance] = [4, 8];

/** What a reader would see of some paths over a surface: where they start and end, at which loss, how far from the nearest minimum. */
export function pathWords(surface: Surface, paths: readonly Path[]): string {
  const starts = [...new Set(paths.flatMap(path => path.points.slice(0, 1)).map(place))];
  const { minima } = surface;
  const bottoms = minima.length === 0 ? 'no minimum' : `${minima.length === 1 ? 'minimum' : 'minima'} at ${minima.map(place).join(', ')}`;
  const from = starts.length === 0 ? '' : ` from ${starts.length > 3 ? counted(starts.length, 'point') : starts.join(', ')}`;
  const head = `${surface.title}, ${bottoms}: ${counted(paths.length, 'path')}${from}.`;
  if (paths.length > byDistance) return `${head} ${outermost(surface, paths)}`;
  return [head, ...paths.map(path => `${path.name}: ${endOf(surface, path, paths.length <= inFull)}.`)].join(' ');
}

function endOf(surface: Surface, path: Path, full: boolean): string {
  const steps = counted(path.points.length - 1, 'step');
  if (path.diverged) return `diverges, out of all bounds after ${steps}`;
  const end = path.points.at(-1) as Point;
  const loss = `loss ${written(path.losses.at(-1) ?? NaN)}`;
  const where = awayFrom(surface, end) + (isInside(surface, end) ? '' : ', outside the picture');
  return full ? `${steps} to ${place(end)}, ${loss}${where}` : `${loss}${where}`;
}

function awayFrom(surface: Surface, end: Point): string {
  const nearest = nearestMinimum(surface, end);
  if (nearest === undefined) return '';
  return `, ${written(nearest.distance)} from ${surface.minima.length === 1 ? 'the minimum' : place(nearest.minimum)}`;
}

function outermost(surface: Surface, paths: readonly Path[]): string {
  const arrived = paths.filter(path => !path.diverged);
  const ends = arrived
    .map(({ name, points, losses }) => ({ name, loss: losses.at(-1) ?? NaN, distance: nearestMinimum(surface, points.at(-1) as Point)?.distance }))
    .sort((a, b) => a.loss - b.loss);
  const away = (distance: number | undefined): string => (distance === undefined ? '' : `, ${written(distance)} from a minimum`);
  const [best, worst] = [ends[0], ends.at(-1)];
  const count = paths.length - arrived.length;
  const lost = count === 0 ? '' : ` ${count} diverge${count === 1 ? 's' : ''}.`;
  if (best === undefined || worst === undefined) return lost.trim();
  const lowest = `loss ${written(best.loss)}${away(best.distance)}`;
  const highest = `loss ${written(worst.loss)}${away(worst.distance)}`;
  return `The lowest end is that of ${best.name}: ${lowest}; the highest, of ${worst.name}: ${highest}.${lost}`;
}

function nearestMinimum(surface: Surface, [x, y]: Point): { minimum: Point; distance: number } | undefined {
  return surface.minima
    .map(minimum => ({ minimum, distance: Math.hypot(x - minimum[0], y - minimum[1]) }))
    .sort((a, b) => a.distance - b.distance)[0];
}

function isInside({ window }: Surface, [x, y]: Point): boolean {
  return x >= window.x[0] && x <= window.x[1] && y >= window.y[0] && y <= window.y[1];
}

function place([x, y]: Point): string {
  return `(${written(x)}, ${written(y)})`;
}
