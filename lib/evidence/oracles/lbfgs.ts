import { lbfgsStep, type LbfgsState } from '../../src/optimizers/lbfgs/step';
import type { OptimizerCase, Problem } from './golden';
import { gradientOf, lossAt } from './problems';

/** torch's LBFGS in float64, from a loss and its gradient: the vectors of the library's L-BFGS are kept in float64 on every backend. */
export function lbfgsInFloat64({ args, steps }: OptimizerCase, problem: Problem): Float64Array[] {
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
  const gradient = gradientOf(problem, false);
  let here: Float64Array = Float64Array.from(problem.w0);
  let state: LbfgsState | undefined;
  const path: Float64Array[] = [];
  for (let t = 1; t <= steps; t++) {
    const step = lbfgsStep(state, here, point => ({ loss: lossAt(problem, point, t), gradient: gradient(point, t) }), hyper);
    here = step.w;
    state = step.state;
    path.push(here);
  }
  return path;
}
