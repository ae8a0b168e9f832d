import * as tf from '@tensorflow/tfjs';
import { seededRandom } from '../../src/datasets';
import { lbfgsStep, type LbfgsHyper, type LbfgsState } from '../../src/optimizers/lbfgs/step';
import type { Evaluation } from '../../src/optimizers/lbfgs/strong-wolfe';
import { largestError, type Report } from './comparison';
import { gradientOf, lossAt, lossOf } from './problems';
import type { OptimizerCase, Problem } from './recorded';
import { float32Allowance } from './tolerance';
import type { Run } from './runs';
import type { Recipe } from './translations';

interface Walked {
  readonly path: Float64Array[];
  /** How often the loss had been asked after each step. */
  readonly evaluations: number[];
}

/**
 * Replays torch's LBFGS: in float64 the path within its tolerance, and how often the loss was asked, which is right or wrong; on tensors the
 * path within a bound of its own.
 */
export async function replayLbfgs(recorded: OptimizerCase, run: Run, recipe: Recipe, report: Report): Promise<void> {
  const { id } = recorded;
  const { expected, problem, tolerances } = run;
  const hyper = hyperOf(recorded);
  const method = recipe.make(run.shape).name;
  const exact = walked(problem, hyper, expected.length);
  report({ id, method, reading: 'float64', ...largestError(exact.path, expected, tolerances) });
  if (recorded.func_evals) {
    report({
      id,
      method: `${method}, evaluations`,
      reading: 'float64',
      ...largestError(
        [exact.evaluations],
        [recorded.func_evals],
        recorded.func_evals.map(() => 0.5),
      ),
    });
  }
  const got = await onTensors(run, recipe);
  const bounds = float32Bounds(problem, hyper, exact.path);
  // Each step has bounds of its own, and the worst share of them counts.
  const rows = expected.map((row, t) =>
    largestError(
      [got[t] as ArrayLike<number>],
      [row],
      (bounds[t] as number[]).map((bound, i) => Math.max(bound, (tolerances[i] as number) * float32Allowance)),
    ),
  );
  report({ id, method, reading: 'tensors', ...rows.reduce((a, b) => (b.ratio > a.ratio ? b : a)) });
}

function hyperOf({ args }: OptimizerCase): LbfgsHyper {
  const number = (name: string): number => args[name] as number;
  return {
    eta: number('lr'),
    iterations: number('max_iter'),
    evaluations: number('max_eval'),
    memory: number('history_size'),
    smallestGradient: number('tolerance_grad'),
    smallestChange: number('tolerance_change'),
    lineSearch: args['line_search_fn'] !== null,
  };
}

/** The library's L-BFGS, whose vectors are in float64 on every backend, with a loss and a gradient in float64. */
function walked(
  problem: Problem,
  hyper: LbfgsHyper,
  steps: number,
  disturb: (found: Evaluation) => Evaluation = found => found,
  move = (w: Float64Array): Float64Array => w,
): Walked {
  const gradient = gradientOf(problem, false);
  let here: Float64Array = Float64Array.from(problem.w0);
  let state: LbfgsState | undefined;
  const path: Float64Array[] = [];
  const evaluations: number[] = [];
  for (let t = 1; t <= steps; t++) {
    const ask = (point: Float64Array): Evaluation => {
      const at = move(point);
      return disturb({ loss: lossAt(problem, at, t), gradient: gradient(at, t) });
    };
    const step = lbfgsStep(state, here, ask, hyper);
    here = step.w;
    state = step.state;
    path.push(here);
    evaluations.push((evaluations.at(-1) ?? 0) + step.evaluations);
  }
  return { path, evaluations };
}

/** So many walks with roundings at random show what the roundings of one can do. */
const disturbed = 64;
/** A loss and a gradient on tensors are sums of a few products, and so several roundings of float32 off. */
const roundings = 16 * 2 ** -24;
/** A walk not among those that were tried may lie outside of them. */
const margin = 4;

/**
 * What the float32 reading may be off by after each step, from perturbation: the walk is repeated with every point at which the loss is asked,
 * every loss and every gradient moved at random by what float32 would round them, and the farthest of these walks is taken, four times. A bound
 * in proportion to the step's sensitivity would not do: a line search that is near a decision takes another branch by the last bit of a loss,
 * and the order of a sum decides that bit.
 */
function float32Bounds(problem: Problem, hyper: LbfgsHyper, exact: readonly Float64Array[]): number[][] {
  const random = seededRandom(1);
  const moved = (value: number): number => value * (1 + roundings * (2 * random.uniform() - 1));
  const bounds = exact.map(row => Array.from(row, value => Math.abs(value) * roundings));
  for (let k = 0; k < disturbed; k++) {
    const disturb = ({ loss, gradient }: Evaluation): Evaluation => ({ loss: moved(loss), gradient: gradient.map(moved) });
    const { path } = walked(problem, hyper, exact.length, disturb, point => point.map(moved));
    path.forEach((row, t) =>
      row.forEach((value, i) => {
        const bound = bounds[t] as number[];
        bound[i] = Math.max(bound[i] as number, margin * Math.abs(value - ((exact[t] as Float64Array)[i] as number)));
      }),
    );
  }
  return bounds;
}

async function onTensors({ problem, shape, expected }: Run, { make }: Recipe): Promise<Float32Array[]> {
  const optimizer = make(shape);
  const w = tf.tidy(() => tf.variable(tf.tensor1d([...problem.w0])));
  const path: Float32Array[] = [];
  for (const i of expected.keys()) {
    optimizer.minimize(() => lossOf(problem, false, w, i + 1), false, [w]);
    path.push(Float32Array.from(await w.data()));
  }
  optimizer.dispose();
  w.dispose();
  return path;
}
