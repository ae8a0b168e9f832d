import * as tf from '@tensorflow/tfjs';
import type { DescentOptimizer } from '../../src/optimizers';
import type { Walk } from '../../src/optimizers/driver/walk';
import { largestError, type Report, type Row, type Uncover } from './comparison';
import { replayLbfgs } from './lbfgs';
import { replayNewtonSchulz, type NewtonSchulzCase } from './newton-schulz';
import { gradientOf, lossOf } from './problems';
import { casesOf, type Content, type OptimizerCase, type Problem } from './recorded';
import { runsOf, type MatrixProblem, type Run } from './runs';
import { float32Tolerance } from './tolerance';
import { translate, type Recipe } from './translations';

/** Replays every recorded path of an optimizer, of one tensor or of several, in float64 and on tensors; the worst step of the worst tensor counts. */
export async function replayTrajectories(content: Content, report: Report, uncover: Uncover): Promise<void> {
  if (Array.isArray(content['newton_schulz'])) await replayNewtonSchulz(content['newton_schulz'] as NewtonSchulzCase[], report);
  for (const recorded of casesOf<OptimizerCase & { readonly problem?: unknown }>(content)) {
    const problem = (typeof recorded.problem === 'object' ? recorded.problem : content['problem']) as Problem | MatrixProblem;
    const recipe = translate(recorded, problem.kind);
    if (typeof recipe === 'string') {
      uncover(recorded.id, recipe);
      continue;
    }
    const runs = runsOf(recorded, problem, recipe);
    const from = { witness: witnessOf(recorded, content), call: callOf(recorded.optimizer) };
    const attributed: Report = row => report({ ...row, ...from });
    if (recorded.optimizer === 'LBFGS') {
      await replayLbfgs(recorded, runs[0] as Run, recipe, attributed);
      continue;
    }
    for (const make of [recipe.make, ...(recipe.alike ?? [])]) {
      const rows: Row[] = [];
      for (const run of runs) rows.push(...(await replayRun(recorded, run, { ...recipe, make })));
      for (const reading of ['float64', 'tensors'] as const)
        attributed(rows.filter(row => row.reading === reading).reduce((a, b) => (b.ratio > a.ratio ? b : a)));
    }
  }
}

/** The first recordings hold torch's methods, and papers' written out in numpy, which say so. */
function witnessOf({ library, source }: OptimizerCase, { meta }: Content): string {
  return library ?? (source === undefined && meta?.source === undefined ? 'torch' : 'papers');
}

/** The function or class, of a chain that is written out the outermost. */
function callOf(optimizer: string): string {
  return optimizer.replace(/^optax\.(?:contrib\.)?/, '').replace(/['(\s].*/s, '');
}

/** What a reading gave: the compared weights after each step, and what else the case records. */
interface Path {
  readonly w: ArrayLike<number>[];
  readonly also: Record<string, ArrayLike<number>[]>;
}

async function replayRun(recorded: OptimizerCase, run: Run, recipe: Recipe): Promise<Row[]> {
  const method = recipe.make(run.shape).name;
  const readings = { float64: inFloat64(run, recipe), tensors: await onTensors(run, recipe) };
  return (['float64', 'tensors'] as const).flatMap(reading => {
    const { w, also } = readings[reading];
    const tolerances = reading === 'float64' ? run.tolerances : float32Tolerance(recorded, run);
    const pairs = [
      [w, run.expected] as const,
      ...Object.entries(run.also).map(([name, rows]) => [also[name] as ArrayLike<number>[], rows] as const),
    ];
    return pairs.map(([got, expected]) => ({ id: recorded.id, method, reading, ...largestError(got, expected, tolerances) }));
  });
}

function inFloat64({ problem, shape, expected }: Run, { make, maximize = false, comparesLookAhead = false, also = {} }: Recipe): Path {
  const walk = make(shape).walk(problem.w0, shape);
  const gradient = gradientOf(problem, maximize);
  const path: Path = { w: [], also: Object.fromEntries(Object.keys(also).map(name => [name, []])) };
  expected.forEach((_, i) => {
    const values = walk.take(walk.ask(point => gradient(point, i + 1)));
    path.w.push(comparesLookAhead ? walk.at() : walk.w);
    for (const [name, what] of Object.entries(also)) path.also[name]?.push(what === 'weights' ? walk.w : slotOf(values, what.slot, walk));
  });
  return path;
}

function slotOf(values: ReturnType<Walk['take']>, slot: string, { w }: Walk): ArrayLike<number> {
  const value = values[slot] ?? NaN;
  return typeof value === 'number' ? new Float64Array(w.length).fill(value) : value;
}

async function onTensors(
  { problem, shape, expected }: Run,
  { make, maximize = false, comparesLookAhead = false, also = {} }: Recipe,
): Promise<Path> {
  const optimizer = make(shape);
  const w = tf.tidy(() => tf.variable(tf.tensor([...problem.w0], [...shape])));
  const path: Path = { w: [], also: Object.fromEntries(Object.keys(also).map(name => [name, []])) };
  const values = async (tensor: tf.Tensor): Promise<ArrayLike<number>> => {
    const read = await tensor.data();
    tensor.dispose();
    return Float32Array.from(read);
  };
  for (const i of expected.keys()) {
    step(optimizer, problem, maximize, w, i + 1);
    path.w.push(await values((comparesLookAhead ? optimizer.lookAhead(w) : undefined) ?? w.clone()));
    for (const [name, what] of Object.entries(also))
      path.also[name]?.push(await values(what === 'weights' ? w.clone() : (optimizer.slot(w, what.slot) as tf.Tensor)));
  }
  optimizer.dispose();
  w.dispose();
  return path;
}

/** A given gradient is applied as it is; other problems are differentiated by the tensors' own tape. */
function step(optimizer: DescentOptimizer, problem: Problem, maximize: boolean, w: tf.Variable, t: number): void {
  if (w.rank === 1) {
    optimizer.minimize(() => lossOf(problem, maximize, w, t), false, [w]);
    return;
  }
  const values = gradientOf(problem, maximize)(new Float64Array(0), t);
  const g = tf.tensor(Array.from(values), w.shape);
  optimizer.applyGradients({ [w.name]: g });
  g.dispose();
}
