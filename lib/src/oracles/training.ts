import * as tf from '@tensorflow/tfjs';
import { largestError, type Replayed } from './comparison';
import type { TrainingFile, TrainingRun } from './golden';
import { translate, type Translation } from './torch-arguments';

type Row = Omit<Replayed, 'file'>;

/** Replays the recorded trainings of a small network on tensors: the loss before and after every step, within the file's float32 tolerance. */
export async function replayTraining(file: TrainingFile, report: (row: Row) => void, uncover: (id: string, why: string) => void): Promise<void> {
  for (const run of file.runs) {
    const translation = translate(run.optimizer, run.args);
    if (typeof translation === 'string') {
      uncover(run.id, translation);
      continue;
    }
    const losses = await lossesOf(file, run, translation);
    const worst = largestError([losses], [run.loss_f64], run.loss_f64.map(() => run.tol_loss_f32));
    report({ id: run.id, method: translation.method.declaration.name, reading: 'tensors', ...worst });
  }
}

async function lossesOf(
  { X, y, sizes, init }: TrainingFile,
  run: TrainingRun,
  { method, hyper, comparesLookAhead, l2 = 0 }: Translation,
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
  const decayed = (): tf.Scalar =>
    l2 === 0 ? loss() : ([...variables.values()].reduce<tf.Tensor>((sum, w) => tf.add(sum, tf.mul(l2 / 2, tf.sum(tf.square(w)))), loss()) as tf.Scalar);
  const optimizer = method(hyper);
  const trained = [...variables.values()];
  const measured = async (): Promise<number> => {
    const value = tf.tidy(() => (comparesLookAhead ? optimizer.computeGradients(loss, trained).value : loss()));
    const [number] = await value.data();
    value.dispose();
    return number as number;
  };
  const losses = [await measured()];
  for (let t = 1; t < run.loss_f64.length; t++) {
    optimizer.minimize(decayed, false, trained);
    losses.push(await measured());
  }
  tf.dispose([x, labels, ...trained]);
  optimizer.dispose();
  return losses;
}
