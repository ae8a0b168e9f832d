import * as tf from '@tensorflow/tfjs';
import { largestError, type Report, type Uncover } from './comparison';
import type { Walk } from '../../src/optimizers/driver/walk';
import { perceptron } from './perceptron';
import { translate, type Recipe } from './translations';

interface TrainingRun {
  readonly id: string;
  readonly activation: 'tanh' | 'relu';
  readonly optimizer: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly loss_f64: readonly number[];
  readonly correct_f64: readonly number[];
  readonly final_params_f64: Readonly<Record<string, number[] | number[][]>>;
  readonly tol_loss_f64: number;
  readonly tol_params_f64: number;
  readonly tol_loss_f32: number;
}

interface TrainingFile {
  readonly X: number[][];
  readonly y: number[];
  readonly sizes: readonly number[];
  readonly init: Readonly<Record<string, { readonly params: Readonly<Record<string, number[] | number[][]>> }>>;
  readonly runs: readonly TrainingRun[];
}

/**
 * Replays the recorded trainings of a small network: the loss before and after every step in float64 and on tensors, and in float64 also the
 * parameters after the last step and how many examples are right after each; every value within the file's own tolerances.
 */
export async function replayTraining(content: unknown, report: Report, uncover: Uncover): Promise<void> {
  const file = content as TrainingFile;
  for (const run of file.runs) {
    const recipe = translate({ ...run, steps: run.loss_f64.length - 1 }, 'training');
    if (typeof recipe === 'string') {
      uncover(run.id, recipe);
      continue;
    }
    const { losses, correct, parameters } = inFloat64(file, run, recipe);
    const rows = {
      losses: largestError(
        [losses],
        [run.loss_f64],
        run.loss_f64.map(() => run.tol_loss_f64),
      ),
      parameters: largestError(
        [parameters],
        [Object.values(run.final_params_f64).flat(2)],
        parameters.map(() => run.tol_params_f64),
      ),
      // A count is right or wrong.
      correct: largestError(
        [correct],
        [run.correct_f64],
        correct.map(() => 0.5),
      ),
    };
    const { name } = recipe.make([1]);
    for (const [what, error] of Object.entries(rows)) report({ id: run.id, method: `${name}, ${what}`, reading: 'float64', ...error });
    const onTensors = await lossesOnTensors(file, run, recipe);
    report({
      id: run.id,
      method: name,
      reading: 'tensors',
      ...largestError(
        [onTensors],
        [run.loss_f64],
        run.loss_f64.map(() => run.tol_loss_f32),
      ),
    });
  }
}

function inFloat64(
  { X, y, sizes, init }: TrainingFile,
  run: TrainingRun,
  { make, comparesLookAhead = false }: Recipe,
): { losses: number[]; correct: number[]; parameters: number[] } {
  const start = Object.entries(init[run.activation]?.params ?? {});
  const walkOf = (values: number[]): Walk => make([values.length]).walk(values, [values.length]);
  const walks = start.map(([name, values]) => ({ name, walk: walkOf((values as number[][]).flat()) }));
  const at = (): Record<string, Float64Array> => Object.fromEntries(walks.map(({ name, walk }) => [name, walk.at()]));
  const shown = (): Record<string, Float64Array> =>
    comparesLookAhead ? at() : Object.fromEntries(walks.map(({ name, walk }) => [name, walk.w]));
  const measure = (parameters: Record<string, Float64Array>): ReturnType<typeof perceptron> =>
    perceptron(sizes, run.activation, { inputs: X, labels: y }, parameters);
  const [losses, correct]: [number[], number[]] = [[], []];
  for (let t = 0; t < run.loss_f64.length; t++) {
    if (t > 0) {
      const { gradients } = measure(at());
      for (const { name, walk } of walks) walk.take(gradients[name] as Float64Array);
    }
    const now = measure(shown());
    losses.push(now.loss);
    correct.push(now.correct);
  }
  const final = shown();
  return { losses, correct, parameters: Object.keys(run.final_params_f64).flatMap(name => Array.from(final[name] as Float64Array)) };
}

async function lossesOnTensors(
  { X, y, sizes, init }: TrainingFile,
  run: TrainingRun,
  { make, comparesLookAhead = false }: Recipe,
): Promise<number[]> {
  const start = init[run.activation]?.params ?? {};
  const names = Object.keys(start);
  const variables = new Map(names.map(name => [name, tf.tidy(() => tf.variable(tf.tensor(start[name] as number[][])))]));
  const x = tf.tensor2d(X);
  const labels = tf.tidy(() => tf.oneHot(tf.tensor1d(y, 'int32'), sizes[sizes.length - 1] as number));
  const layers = sizes.length - 1;
  const of = (name: string): tf.Variable => variables.get(name) as tf.Variable;
  const loss = (): tf.Scalar => {
    let hidden: tf.Tensor = x;
    for (let layer = 1; layer <= layers; layer++) {
      hidden = tf.add(tf.matMul(hidden as tf.Tensor2D, of(`W${layer}`) as tf.Tensor2D, false, true), of(`b${layer}`));
      if (layer < layers) hidden = run.activation === 'tanh' ? tf.tanh(hidden) : tf.relu(hidden);
    }
    return tf.losses.softmaxCrossEntropy(labels, hidden) as tf.Scalar;
  };
  const optimizer = make([1]);
  const trained = [...variables.values()];
  const measured = async (): Promise<number> => {
    const value = tf.tidy(() => (comparesLookAhead ? optimizer.computeGradients(loss, trained).value : loss()));
    const [number] = await value.data();
    value.dispose();
    return number as number;
  };
  const losses = [await measured()];
  for (let t = 1; t < run.loss_f64.length; t++) {
    optimizer.minimize(loss, false, trained);
    losses.push(await measured());
  }
  tf.dispose([x, labels, ...trained]);
  optimizer.dispose();
  return losses;
}
