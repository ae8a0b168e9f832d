import { largest, smallest } from '../extremes';

/** A curve in the units of the axes: of a logarithmic one, the logarithms. */
export interface Drawn {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** Where a level's label stands: at which end of the picture, and on which side of its line. */
export interface LabelPlace {
  readonly x: 0 | 1;
  readonly xanchor: 'left' | 'right';
  readonly yanchor: 'bottom' | 'top';
}

/** In order of preference. */
const places: readonly LabelPlace[] = [
  { x: 1, xanchor: 'right', yanchor: 'bottom' },
  { x: 1, xanchor: 'right', yanchor: 'top' },
  { x: 0, xanchor: 'left', yanchor: 'bottom' },
  { x: 0, xanchor: 'left', yanchor: 'top' },
];

/** A letter's width and a line's height, as shares of the smallest picture, that on a telephone. */
const [letter, line] = [0.02, 0.06];

/** Of a stretch between two points so many places are looked at. */
const between = 8;

/** The place in which the fewest of the curves run through a level's label. */
export function labelPlace(label: string, at: number, curves: readonly Drawn[]): LabelPlace {
  const points = curves.flatMap(pointsOf);
  const [left, right] = [smallest(points.map(([x]) => x)), largest(points.map(([x]) => x))];
  const heights = [at, ...points.map(([, y]) => y)];
  const height = line * (largest(heights) - smallest(heights));
  const width = Math.min(1, letter * label.length) * (right - left);
  const covered = ({ x, yanchor }: LabelPlace): number => {
    const [from, low] = [x === 0 ? left : right - width, yanchor === 'bottom' ? at : at - height];
    return points.filter(([px, py]) => px >= from && px <= from + width && py >= low && py <= low + height).length;
  };
  return places.reduce((best, place) => (covered(place) < covered(best) ? place : best));
}

/** The points of a curve and places between them; none where it has a gap. */
function pointsOf({ x, y }: Drawn): Array<readonly [number, number]> {
  const known = Array.from(x, (at, k) => [at, y[k] as number] as const);
  return known.flatMap(([ax, ay], k) => {
    const [bx, by] = known[k + 1] ?? [ax, ay];
    return Array.from({ length: between }, (_, part) => [ax + ((bx - ax) * part) / between, ay + ((by - ay) * part) / between] as const);
  }).filter(([px, py]) => Number.isFinite(px) && Number.isFinite(py));
}
