/** The loss and the gradient at a point, in float64. */
export interface Evaluation {
  readonly loss: number;
  readonly gradient: Float64Array;
}

/** A point on the line of a search: how far along, the loss there, its gradient, and its slope along the line. */
interface Trial extends Evaluation {
  readonly step: number;
  readonly slope: number;
}

export interface LineSearchResult extends Evaluation {
  readonly step: number;
  readonly evaluations: number;
}

export interface LineSearchOptions {
  /** Sufficient decrease, c₁. */
  readonly decrease?: number;
  /** Curvature, c₂. */
  readonly curvature?: number;
  /** The search ends when the bracket moves no weight by more than this. */
  readonly smallestChange?: number;
  readonly mostEvaluations?: number;
}

/**
 * A step length that satisfies the strong Wolfe conditions: the loss falls by at least c₁ times what the slope promises, and the slope shrinks
 * to at most c₂ of what it was. First a bracket is found by walking outwards, then it is halved by cubic interpolation (Nocedal & Wright 2006,
 * Algorithms 3.5 and 3.6, with the safeguards of torch's implementation, whose constants are the defaults).
 */
export function strongWolfe(
  evaluate: (step: number) => Evaluation,
  direction: Float64Array,
  start: Evaluation,
  firstStep: number,
  { decrease = 1e-4, curvature = 0.9, smallestChange = 1e-9, mostEvaluations = 25 }: LineSearchOptions = {},
): LineSearchResult {
  const slope = dot(start.gradient, direction);
  const reach = largest(direction);
  let evaluations = 0;
  const at = (step: number): Trial => {
    evaluations += 1;
    const found = evaluate(step);
    return { step, ...found, slope: dot(found.gradient, direction) };
  };
  const tooHigh = ({ step, loss }: Trial): boolean => loss > start.loss + decrease * step * slope;
  const flatEnough = (trial: Trial): boolean => Math.abs(trial.slope) <= -curvature * slope;

  const origin: Trial = { loss: start.loss, gradient: start.gradient, step: 0, slope };
  let previous = origin;
  let trial = at(firstStep);
  let rounds = 0;
  let bracket: [Trial, Trial] | undefined;
  while (rounds < mostEvaluations) {
    if (tooHigh(trial) || (rounds > 1 && trial.loss >= previous.loss)) bracket = [previous, trial];
    else if (flatEnough(trial)) return { ...trial, evaluations };
    else if (trial.slope >= 0) bracket = [previous, trial];
    if (bracket) break;
    const outwards: [number, number] = [trial.step + 0.01 * (trial.step - previous.step), trial.step * 10];
    const next = cubicMinimum(previous, trial, outwards);
    previous = trial;
    trial = at(next);
    rounds += 1;
  }
  bracket ??= [origin, trial];
  let [low, high] = ordered(bracket);
  let crowded = false;
  while (rounds < mostEvaluations && Math.abs(high.step - low.step) * reach >= smallestChange) {
    const [left, right] = [Math.min(low.step, high.step), Math.max(low.step, high.step)];
    // The interpolation is symmetric, but its rounding is not: torch has the bracket in the order in which it was found.
    let step = cubicMinimum(bracket[0], bracket[1], [left, right]);
    const margin = 0.1 * (right - left);
    if (Math.min(right - step, step - left) < margin) {
      if (crowded || step >= right || step <= left) {
        step = Math.abs(step - right) < Math.abs(step - left) ? right - margin : left + margin;
        crowded = false;
      } else crowded = true;
    } else crowded = false;
    trial = at(step);
    rounds += 1;
    const lowIsFirst: boolean = bracket[0] === low;
    if (tooHigh(trial) || trial.loss >= low.loss) high = trial;
    else {
      if (flatEnough(trial)) return { ...trial, evaluations };
      if (trial.slope * (high.step - low.step) >= 0) high = low;
      low = trial;
    }
    bracket = lowIsFirst ? [low, high] : [high, low];
    [low, high] = ordered(bracket);
  }
  return { ...low, evaluations };
}

function ordered(bracket: readonly [Trial, Trial]): [Trial, Trial] {
  return bracket[0].loss <= bracket[1].loss ? [bracket[0], bracket[1]] : [bracket[1], bracket[0]];
}

/** The minimum of the cubic through two points with their slopes, within bounds; their middle where it has none. */
function cubicMinimum(a: Trial, b: Trial, [from, to]: readonly [number, number]): number {
  const d1 = a.slope + b.slope - (3 * (a.loss - b.loss)) / (a.step - b.step);
  const square = d1 * d1 - a.slope * b.slope;
  if (!(square >= 0)) return (from + to) / 2;
  const d2 = Math.sqrt(square);
  const minimum =
    a.step <= b.step
      ? b.step - (b.step - a.step) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2))
      : a.step - (a.step - b.step) * ((a.slope + d2 - d1) / (a.slope - b.slope + 2 * d2));
  return Math.min(Math.max(minimum, from), to);
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** The largest size of an entry. */
export function largest(a: Float64Array): number {
  return a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
