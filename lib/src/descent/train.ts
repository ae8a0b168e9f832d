import * as tf from '@tensorflow/tfjs';
import { tensors, type Dataset } from '../datasets/dataset';
import { seededRandom } from '../datasets/random';
import type { DescentOptimizer } from '../optimizers';
import { Divergence } from '../optimizers/driver/divergence';
import { epochBatches } from './batches';
import type { EpochRecord, History } from './history';
import type { Network } from './network';
import { knownOptions, type Names } from '../options';
import { trainingOf, type Training } from './training';

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
 * Where it can, each step runs as one plan over memory that is laid out once (see `plan`); the history says why not where it did not.
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
  const measure = async (training: Training, epoch: number): Promise<EpochRecord> => {
    const { loss, accuracy } = await training.measure(data);
    if (!Number.isFinite(loss)) throw new Divergence(`train: the loss of ${name} is ${loss} after ${updates} updates; try a smaller learning rate`);
    const testAccuracy = testData && (await training.accuracy(testData));
    return { epoch, loss, accuracy, ...(testAccuracy !== undefined && { testAccuracy }), updates, gradientEvaluations, seconds };
  };
  let training: Training | undefined;
  try {
    training = trainingOf(net, data, optimizer, size);
    const { unplanned } = training;
    records.push(await measure(training, 0));
    for (let epoch = 1; epoch <= epochs && !signal?.aborted; epoch++) {
      let yielded = performance.now();
      for (const batch of epochBatches(examples.size, size, random)) {
        const started = performance.now();
        const before = optimizer.evaluations;
        training.update(batch);
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
      for (const loss of await training.losses()) batchLosses.push(loss);
      const record = await measure(training, epoch);
      records.push(record);
      await onProgress?.({ updates, totalUpdates, record });
      await new Promise(resolve => setImmediate(resolve));
    }
    return { name, batchSize: size, epochs: records, batchLosses, stopped: signal?.aborted === true, ...(unplanned !== undefined && { unplanned }) };
  } finally {
    training?.dispose();
    tf.dispose([data.x, data.y, ...(testData ? [testData.x, testData.y] : [])]);
  }
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

function onDevice(examples: Dataset, { layers }: Network): ReturnType<typeof tensors> {
  const [inputs, outputs] = [layers[0], layers[layers.length - 1]];
  if (examples.features !== inputs || examples.classes !== outputs) {
    throw new Error(`train: the examples need a network from ${examples.features} features to ${examples.classes} classes, got ${inputs} to ${outputs}`);
  }
  return tensors(examples);
}
