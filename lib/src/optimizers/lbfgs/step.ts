import { dot, largest, strongWolfe, type Evaluation } from './strong-wolfe';

export interface LbfgsHyper {
  /** Step length, or with the line search its first guess. Default 1. */
  readonly eta: number;
  /** Inner iterations of one step. Default 20. */
  readonly iterations: number;
  /** Evaluations of the loss in one step, those of its line searches included: a search ends when none are left. Default 25, 5/4 of the iterations. */
  readonly evaluations: number;
  /** Pairs of moves and gradient changes that are remembered. Default 100. */
  readonly memory: number;
  /** Ends a step when no entry of the gradient is larger. Default 1e-7. */
  readonly smallestGradient: number;
  /** Ends a step when weights or loss change by less. Default 1e-9. */
  readonly smallestChange: number;
  /** Whether each move is found by a search for the strong Wolfe conditions. torch's default is not to. */
  readonly lineSearch: boolean;
}

/** What L-BFGS remembers: its last move and gradient, and pairs (s, y) of moves and changes of the gradient, with 1 / s·y. */
export interface LbfgsState {
  iterations: number;
  direction: Float64Array;
  step: number;
  gradient: Float64Array;
  pairs: Array<{ readonly s: Float64Array; readonly y: Float64Array; readonly inverse: number }>;
  /** Scale of the inverse Hessian's first guess, s·y / y·y of the last pair. */
  scale: number;
}

/** At the size of rounding a pair says nothing about the curvature any more. */
const smallestCurvature = 1e-10;

/**
 * One step of L-BFGS: up to `iterations` moves along −H g, where H is the inverse Hessian that the remembered pairs imply, applied by the
 * two-loop recursion (Nocedal & Wright 2006, Algorithm 7.4) with the order of checks of torch's LBFGS. The first move is shortened to
 * η/‖g‖₁, because nothing is known of the scale yet. Returns the new weights; `state` is brought up to date.
 */
export function lbfgsStep(
  state: LbfgsState | undefined,
  start: Float64Array,
  evaluate: (w: Float64Array) => Evaluation,
  { eta, iterations, evaluations, memory, smallestGradient, smallestChange, lineSearch }: LbfgsHyper,
): { w: Float64Array; state: LbfgsState; loss: number; evaluations: number } {
  let w = start;
  let here = evaluate(w);
  const first = here.loss;
  let used = 1;
  const empty = new Float64Array(w.length);
  // A copy, so that a step which fails leaves the state it began with.
  const now: LbfgsState = state
    ? { ...state, pairs: [...state.pairs] }
    : { iterations: 0, direction: empty, step: 0, gradient: empty, pairs: [], scale: 1 };
  if (largest(here.gradient) <= smallestGradient) return { w, state: now, loss: first, evaluations: used };
  for (let round = 1; round <= iterations; round++) {
    now.iterations += 1;
    if (now.iterations > 1) remember(now, here.gradient, memory);
    now.direction = descentDirection(now, here.gradient);
    now.gradient = here.gradient;
    const oneNorm = here.gradient.reduce((sum, g) => sum + Math.abs(g), 0);
    now.step = now.iterations === 1 ? Math.min(1, 1 / oneNorm) * eta : eta;
    if (dot(here.gradient, now.direction) > -smallestChange) break;
    const before = here.loss;
    const origin = w;
    const along = (step: number): Float64Array => origin.map((value, i) => value + step * (now.direction[i] as number));
    if (lineSearch) {
      const mostEvaluations = Math.max(0, evaluations - used);
      const found = strongWolfe(step => evaluate(along(step)), now.direction, here, now.step, { smallestChange, mostEvaluations });
      used += found.evaluations;
      now.step = found.step;
      here = found;
      w = along(now.step);
    } else {
      w = along(now.step);
      if (round < iterations) {
        here = evaluate(w);
        used += 1;
      }
    }
    const moved = largest(now.direction) * now.step;
    if (used >= evaluations || largest(here.gradient) <= smallestGradient) break;
    if (moved <= smallestChange || Math.abs(here.loss - before) < smallestChange) break;
  }
  return { w, state: now, loss: first, evaluations: used };
}

function remember(state: LbfgsState, gradient: Float64Array, memory: number): void {
  const y = gradient.map((g, i) => g - (state.gradient[i] as number));
  const s = state.direction.map(d => d * state.step);
  const curvature = dot(y, s);
  if (curvature <= smallestCurvature) return;
  if (state.pairs.length === memory) state.pairs.shift();
  state.pairs.push({ s, y, inverse: 1 / curvature });
  state.scale = curvature / dot(y, y);
}

function descentDirection({ pairs, scale, iterations }: LbfgsState, gradient: Float64Array): Float64Array {
  let q: Float64Array = gradient.map(g => -g);
  if (iterations === 1) return q;
  const weights: number[] = [];
  for (let i = pairs.length - 1; i >= 0; i--) {
    const { s, y, inverse } = pairs[i] as LbfgsState['pairs'][number];
    const weight = dot(s, q) * inverse;
    weights[i] = weight;
    q = q.map((value, j) => value - weight * (y[j] as number));
  }
  q = q.map(value => value * scale);
  pairs.forEach(({ s, y, inverse }, i) => {
    const correction = (weights[i] as number) - dot(y, q) * inverse;
    q = q.map((value, j) => value + correction * (s[j] as number));
  });
  return q;
}
