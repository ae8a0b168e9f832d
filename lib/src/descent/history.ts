/** The state of a training at the end of an epoch; epoch 0 is before the first update. */
export interface EpochRecord {
  /** How many passes over the training set are done. */
  readonly epoch: number;
  /** Mean loss over the whole training set, in nats. */
  readonly loss: number;
  /** Share of the training set classified correctly, from 0 to 1. */
  readonly accuracy: number;
  /** Share of the test set classified correctly; missing when there is none. */
  readonly testAccuracy?: number;
  /** Updates of the weights so far. */
  readonly updates: number;
  /** Gradients of single examples computed so far: the honest measure of work. */
  readonly gradientEvaluations: number;
  /** Time spent in updates so far, without the measuring. */
  readonly seconds: number;
}

/** What a training did, epoch by epoch and update by update. */
export interface History {
  /** What figures and tables call it. */
  readonly name: string;
  /** Examples per update. */
  readonly batchSize: number;
  /** The state before the first update, then after every epoch. */
  readonly epochs: readonly EpochRecord[];
  /** Loss of each update's own batch, before the update. */
  readonly batchLosses: readonly number[];
  /** True when the training was interrupted; everything up to there is kept. */
  readonly stopped: boolean;
  /** Why its steps were computed one operation after the other, on tensors; missing where each ran as one plan, in memory that is laid out once. */
  readonly unplanned?: string;
}

/** The last record of a history: how the training ended. */
export function last(history: History): EpochRecord {
  return history.epochs[history.epochs.length - 1] as EpochRecord;
}
