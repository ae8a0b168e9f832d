import * as tf from '@tensorflow/tfjs';
import { tensors, type Dataset } from '../datasets/dataset';
import { seededRandom } from '../datasets/random';
import type { DescentOptimizer } from '../optimizers';
import { Divergence } from '../optimizers/driver/divergence';
import { epochBatches } from './batches';
import type { EpochRecord, History } from './history';
import type { Network } from './network';
import { knownOptions, type Names } from '../options';

/** How `runTraining` and `train` go about it. */
export interface TrainOptions {
  /** Any optimizer of the kit; its state goes on where it is, so make a new one for a new training. */
  readonly optimizer: DescentOptimizer;
  /** Examples per update: 1 is stochastic, 'all' is batch gradient descent, anything between is mini-batch. Default 32, or all if there are fewer. */
  readonly batchSize?: number | 'all';
  /** Passes over the training set, a whole number from 1 up. Default 10. */
  readonly epochs?: number;
  /** Fixes the order in which examples are drawn. Default 1. */
  readonly seed?: number;
  /** Examples that are only looked at: their accuracy is measured after every epoch. */
  readonly test?: Dataset;
  /** What figures call this training. Default the method's name. */
  readonly name?: string;
  /** Called after every epoch, and now and then within one; may be asynchronous. */
  readonly onProgress?: (progress: TrainingProgress) => void | Promise<void>;
  /** Ends the training after the update in progress; what has been done is returned. */
  readonly signal?: AbortSignal;
}

/** How far a training is. */
export interface TrainingProgress {
  /** Updates of the weights so far. */
  readonly updates: number;
  /** How many there will be. */
  readonly totalUpdates: number;
  /** The state at the end of the last epoch. */
  readonly record: EpochRecord;
}

/**
 * The one training loop of the course: batch, stochastic and mini-batch gradient descent differ only in `batchSize`, methods only in
 * `optimizer`. The same seed gives the same batches to every method.
 *
 * Yields to the event loop several times a second, so a notebook stays interruptible. Errors: options out of range; a gradient or loss
 * that is not a number, with the step. Leaves no tensors behind; network and optimizer stay the caller's.
 */
export async function runTraining(
  net: Network,
  examples: Dataset,
  options: TrainOptions,
): Promise<History> {
  const {
    optimizer, batchSize = Math.min(32, examples.size), epochs = 10, seed = 1, test, name = optimizer.name, onProgress, signal,
  } = knownOptions('train', options, optionNames);
  const size = batchSize === 'all' ? examples.size : batchSize;
  if (!Number.isInteger(size) || size < 1 || size > examples.size) {
    throw new Error(`train: batchSize must be a whole number from 1 to ${examples.size} or 'all', got ${String(batchSize)}`);
  }
  if (!Number.isInteger(epochs) || epochs < 1) throw new Error(`train: epochs must be a whole number from 1 up, got ${epochs}`);
  const random = seededRandom(seed);
  const data = onDevice(examples, net);
  const testData = test && onDevice(test, net);
  const totalUpdates = epochs * Math.ceil(examples.size / size);
  const records: EpochRecord[] = [];
  const batchLosses: number[] = [];
  let updates = 0;
  let gradientEvaluations = 0;
  let seconds = 0;
  let pending: tf.Scalar[] = [];
  const measure = async (epoch: number): Promise<EpochRecord> => {
    const loss = await numberOf(net.loss(data.x, data.y));
    if (!Number.isFinite(loss)) throw new Divergence(`train: the loss of ${name} is ${loss} after ${updates} updates; try a smaller learning rate`);
    const accuracy = await numberOf(net.accuracy(data.x, data.y));
    const testAccuracy = testData && (await numberOf(net.accuracy(testData.x, testData.y)));
    return { epoch, loss, accuracy, ...(testAccuracy !== undefined && { testAccuracy }), updates, gradientEvaluations, seconds };
  };
  try {
    records.push(await measure(0));
    for (let epoch = 1; epoch <= epochs && !signal?.aborted; epoch++) {
      let yielded = performance.now();
      for (const batch of epochBatches(examples.size, size, random)) {
        const started = performance.now();
        const before = optimizer.evaluations;
        pending.push(update(net, data, size === examples.size ? undefined : batch, optimizer));
        updates += 1;
        gradientEvaluations += batch.length * (optimizer.evaluations - before);
        const now = performance.now();
        seconds += (now - started) / 1000;
        if (now - yielded < 100) continue;
        await onProgress?.({ updates, totalUpdates, record: records[records.length - 1] as EpochRecord });
        await new Promise(resolve => setImmediate(resolve));
        yielded = performance.now();
        if (signal?.aborted) break;
      }
      for (const loss of await numbersOf(pending)) batchLosses.push(loss);
      pending = [];
      const record = await measure(epoch);
      records.push(record);
      await onProgress?.({ updates, totalUpdates, record });
      await new Promise(resolve => setImmediate(resolve));
    }
  } finally {
    tf.dispose(pending);
    tf.dispose([data.x, data.y, ...(testData ? [testData.x, testData.y] : [])]);
  }
  return { name, batchSize: size, epochs: records, batchLosses, stopped: signal?.aborted === true };
}

const optionNames: Names<TrainOptions> = {
  optimizer: true,
  batchSize: true,
  epochs: true,
  seed: true,
  test: true,
  name: true,
  onProgress: true,
  signal: true,
};

type OnDevice = ReturnType<typeof tensors>;

function onDevice(examples: Dataset, { layers }: Network): OnDevice {
  const [inputs, outputs] = [layers[0], layers[layers.length - 1]];
  if (examples.features !== inputs || examples.classes !== outputs) {
    throw new Error(`train: the examples need a network from ${examples.features} features to ${examples.classes} classes, got ${inputs} to ${outputs}`);
  }
  return tensors(examples);
}

/** One update; the loss stays on the device until the epoch's end, so that no step waits for it. */
function update(net: Network, { x, y }: OnDevice, batch: Int32Array | undefined, optimizer: DescentOptimizer): tf.Scalar {
  return tf.tidy(() => {
    const rows = batch && tf.tensor1d(batch, 'int32');
    const [batchX, batchY] = rows ? [tf.gather(x, rows), tf.gather(y, rows)] : [x, y];
    return optimizer.minimize(() => net.loss(batchX, batchY), true, [...net.variables]) as tf.Scalar;
  });
}

async function numberOf(scalar: tf.Scalar): Promise<number> {
  const [value] = await scalar.data();
  scalar.dispose();
  return value as number;
}

async function numbersOf(scalars: tf.Scalar[]): Promise<ArrayLike<number> & Iterable<number>> {
  if (scalars.length === 0) return [];
  const stacked = tf.tidy(() => tf.stack(scalars));
  tf.dispose(scalars);
  const values = await stacked.data();
  stacked.dispose();
  return values;
}
