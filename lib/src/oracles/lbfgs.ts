import { lbfgsStep, type LbfgsState } from '../optimizers/lbfgs-step';
import { largestError, type Replayed } from './comparison';
import type { OptimizerCase, Problem } from './golden';
import { gradientOf, lossAt } from './problems';

/** Replays torch's LBFGS in float64, the reading in which its vectors are kept on every backend. */
export function replayLbfgs({ id, args, steps, w, tol_w }: OptimizerCase, problem: Problem): Omit<Replayed, 'file'> {
  const number = (name: string): number => args[name] as number;
  const hyper = {
    eta: number('lr'),
    iterations: number('max_iter'),
    evaluations: number('max_eval'),
    memory: number('history_size'),
    smallestGradient: number('tolerance_grad'),
    smallestChange: number('tolerance_change'),
    lineSearch: args['line_search_fn'] !== null,
  };
  const gradient = gradientOf(problem, {});
  let here: Float64Array = Float64Array.from(problem.w0);
  let state: LbfgsState | undefined;
  const path: Float64Array[] = [];
  for (let t = 1; t <= steps; t++) {
    const step = lbfgsStep(state, here, point => ({ loss: lossAt(problem, point, t), gradient: gradient(point, t) }), hyper);
    here = step.w;
    state = step.state;
    path.push(here);
  }
  return { id, method: 'lbfgs', reading: 'float64', ...largestError(path, w, tol_w) };
}
