import type { Dataset } from '../datasets';
import { splitDataset } from '../datasets/split';
import { network, runTraining, type EpochRecord, type Network, type TrainOptions } from '../descent';
import { Divergence } from '../optimizers/driver/divergence';
import type { CheckedContender } from './contender';
import type { Setting } from './grid';
import { defaults, placeOfValue, type Run, type RunConduct, type TrainingTask } from './task';

/** Settings are searched on the first four fifths of the training set when unseen examples decide. */
const learntShare = 0.8;

/** Trains the task's network with a method. */
export async function trainingRun(
  { make }: CheckedContender, task: TrainingTask, setting: Setting, { seed, searching, signal }: RunConduct,
): Promise<Run> {
  const { data, network: shape, epochs = defaults.epochs, batchSize = defaults.batchSize, measure, goal } = task;
  const [train, test] = measure === 'testError' && searching ? splitDataset(data.train, learntShare) : [data.train, data.test];
  const measured = ({ loss, testAccuracy = NaN }: EpochRecord): number => (measure === 'loss' ? loss : errorOf(testAccuracy, test));
  const net = network({ ...shape, seed });
  const optimizer = make(setting);
  try {
    const { records } = await trainUntil(net, train, {
      optimizer,
      epochs,
      seed,
      // A batch of more examples than there are is all of them.
      batchSize: batchSize === 'all' ? batchSize : Math.min(batchSize, train.size),
      ...(measure === 'testError' && test !== undefined && { test }),
      ...(signal && { signal }),
      until: record => searching && goal !== undefined && measured(record) <= goal,
    });
    const at = (epoch: number): EpochRecord | undefined => records.find(record => record.epoch === epoch);
    const curve = Array.from({ length: epochs + 1 }, (_, epoch) => {
      const record = at(epoch);
      return record === undefined ? Infinity : measured(record);
    });
    const place = placeOfValue(curve, goal);
    const value = goal === undefined ? (curve[place] as number) : at(place)?.gradientEvaluations ?? Infinity;
    const along = (of: (record: EpochRecord) => number): number[] => records.map(of);
    const axes = { epoch: along(r => r.epoch), updates: along(r => r.updates), gradientEvaluations: along(r => r.gradientEvaluations) };
    return { value, curve, axes };
  } finally {
    optimizer.dispose();
    net.dispose();
  }
}

/** A share of examples as the quotient of two whole numbers, so that a goal such as 0.06 is met by 6 of 100. */
function errorOf(accuracy: number, { size } = { size: 1 } as Pick<Dataset, 'size'>): number {
  return Math.round((1 - accuracy) * size) / size;
}

/** How a training ends before its last epoch. */
export interface UntilOptions extends TrainOptions {
  /** Ends the training after the epoch whose record it accepts. */
  readonly until: (record: EpochRecord) => boolean;
}

/** Trains until the last epoch, until a record is accepted, or until the loss or a gradient is no number: then the records end before. */
export async function trainUntil(
  net: Network, examples: Dataset, { until, signal, ...options }: UntilOptions,
): Promise<{ readonly records: readonly EpochRecord[]; readonly diverged: boolean }> {
  const seen = new Map<number, EpochRecord>();
  const done = new AbortController();
  const stop = (): void => done.abort();
  signal?.addEventListener('abort', stop);
  try {
    const { epochs } = await runTraining(net, examples, {
      ...options,
      signal: done.signal,
      onProgress: ({ record }) => {
        seen.set(record.epoch, record);
        if (until(record)) stop();
      },
    });
    return { records: epochs, diverged: false };
  } catch (error) {
    if (!(error instanceof Divergence)) throw error;
    return { records: [...seen.values()], diverged: true };
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
