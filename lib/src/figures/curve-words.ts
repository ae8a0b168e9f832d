import { largest, smallest } from '../extremes';
import { counted, sentence } from './words';
import { written } from './written';

/** A curve as it is drawn. */
export interface DrawnCurve {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** What the axes measure, and which of them are logarithmic. */
export interface CurveAxes {
  readonly x: string;
  readonly y: string;
  readonly logX: boolean;
  readonly logY: boolean;
}

/** So many curves are described one by one, and so many by their ends; more would be a list that nobody hears to its end. */
const [inFull, byEnds] = [3, 8];

/** What a reader would see of some curves: where each begins and ends, its highest or lowest point, whether it falls, rises or swings. */
export function curveWords(curves: readonly DrawnCurve[], axes: CurveAxes): string {
  const drawn = curves.map(curve => ({ name: curve.name, points: visible(curve, axes), cut: cutOff(curve, axes) }));
  const along = drawn.flatMap(({ points }) => points.map(point => point.x));
  const log = [...(axes.logX ? ['horizontally'] : []), ...(axes.logY ? ['vertically'] : [])].join(' and ');
  const range = along.length === 0 ? '' : `, from ${written(smallest(along))} to ${written(largest(along))}`;
  const head = `${sentence(counted(curves.length, 'curve'))} of ${axes.y} over ${axes.x}${range}${log && `, ${log} logarithmic`}.`;
  if (curves.length > byEnds) return `${head} ${outermost(drawn)}`;
  const each = drawn.map(({ name, points, cut }) => `${name}: ${curves.length > inFull ? endWords(points) : courseOf(points, axes.logY)}${cut}.`);
  return [head, ...each].join(' ');
}

interface Spot { readonly x: number; readonly y: number }

function visible({ x, y }: DrawnCurve, { logX, logY }: CurveAxes): Spot[] {
  return y.map((value, index) => ({ x: x[index] ?? NaN, y: value }))
    .filter(spot => Number.isFinite(spot.x) && Number.isFinite(spot.y) && !(logX && spot.x <= 0) && !(logY && spot.y <= 0));
}

/** Says where a curve stops before its values do: one that is no number, or is not positive on a logarithmic axis, cannot be drawn. */
function cutOff(curve: DrawnCurve, axes: CurveAxes): string {
  const last = visible(curve, axes).at(-1);
  if (last === undefined) return '';
  const lastValue = curve.y.at(-1) ?? NaN;
  const missing = !Number.isFinite(lastValue) || (axes.logY && lastValue <= 0);
  return missing ? `, and is not drawn beyond ${written(last.x)}` : '';
}

function courseOf(points: readonly Spot[], log: boolean): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return 'nothing to draw';
  const height = (spot: Spot): number => (log ? Math.log10(spot.y) : spot.y);
  const [lowest, highest] = [extreme(points, -1), extreme(points, 1)];
  if (written(lowest.y) === written(highest.y)) return `stays at ${written(first.y)}`;
  const corners = turns(points, height, 0.05 * (height(highest) - height(lowest)));
  const verb = (from: Spot, to: Spot): string => (to.y > from.y ? 'rises' : 'falls');
  const [start, turn] = corners;
  if (corners.length === 2) return `${verb(first, last)} ${endWords(points)}`;
  if (corners.length === 3 && start && turn) {
    const top = `its ${turn.y > first.y ? 'highest' : 'lowest'}, ${written(turn.y)} at ${written(turn.x)}`;
    return `${verb(first, turn)} from ${written(first.y)} to ${top}, then ${verb(turn, last)} to ${written(last.y)}`;
  }
  const between = `lowest ${written(lowest.y)} at ${written(lowest.x)}, highest ${written(highest.y)} at ${written(highest.x)}`;
  const net = height(last) - height(first);
  const back = largest(legsOf(corners.map(height)).map(leg => -leg * Math.sign(net)), 0);
  if (back < Math.abs(net) / 2) return `${verb(first, last)} unsteadily ${endWords(points)}, ${between}`;
  return `swings${swing(corners.map(height))} ${endWords(points)}, ${between}`;
}

function endWords(points: readonly Spot[]): string {
  const [first, last] = [points[0], points.at(-1)];
  return first === undefined || last === undefined ? 'nothing to draw' : `from ${written(first.y)} to ${written(last.y)}`;
}

/** Where a curve turns by more than `least`, with its first and last point. */
function turns(points: readonly Spot[], height: (spot: Spot) => number, least: number): Spot[] {
  const [first, ...rest] = points as [Spot, ...Spot[]];
  const corners = [first];
  let [candidate, up] = [first, 0];
  for (const spot of rest) {
    const step = height(spot) - height(candidate);
    if (up === 0 ? Math.abs(step) > least : step * up > 0) {
      up = Math.sign(step);
      candidate = spot;
    } else if (-step * up > least) {
      corners.push(candidate);
      up = -up;
      candidate = spot;
    }
  }
  return [...corners, points.at(-1) as Spot];
}

function legsOf(heights: readonly number[]): number[] {
  return heights.slice(1).map((height, index) => height - (heights[index] as number));
}

/** Whether the swings between the turns shrink or grow. */
function swing(heights: readonly number[]): string {
  const legs = legsOf(heights).map(Math.abs);
  // The last one may end halfway.
  const [early = 0, late = 0] = [legs[0], legs.at(-2)];
  if (late < early / 2) return ' ever less,';
  return late > 2 * early ? ' ever more,' : '';
}

function outermost(drawn: ReadonlyArray<{ name: string; points: readonly Spot[] }>): string {
  const last = drawn.flatMap(({ name, points }) => points.slice(-1).map(({ y }) => ({ name, x: 0, y })));
  if (last.length === 0) return 'Nothing can be drawn.';
  const [low, high] = [extreme(last, -1), extreme(last, 1)];
  return `At the end the lowest is ${low.name} with ${written(low.y)}, the highest ${high.name} with ${written(high.y)}.`;
}

/** The first of the highest points, or for −1 of the lowest. */
function extreme<One extends Spot>(points: readonly One[], side: 1 | -1): One {
  return points.reduce((best, point) => (side * (point.y - best.y) > 0 ? point : best));
}
