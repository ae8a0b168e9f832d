/** The state of a training at the end of an epoch; epoch 0 is before the first update. */
export interface EpochRecord {
  readonly epoch: number;
  /** Mean loss over the whole training set, in nats. */
  readonly loss: number;
  /** Share of the training set classified correctly. */
  readonly accuracy: number;
  /** The same of the test set, when there is one. */
  readonly testAccuracy?: number;
  /** Updates of the weights so far. */
  readonly updates: number;
  /** Gradients of single examples computed so far: the honest measure of work. */
  readonly gradientEvaluations: number;
  /** Time spent in updates so far, without the measuring. */
  readonly seconds: number;
}

/** What a training did. */
export interface History {
  /** What figures and tables call it. */
  readonly name: string;
  readonly batchSize: number;
  readonly epochs: readonly EpochRecord[];
  /** Loss of each update's own batch, before the update. */
  readonly batchLosses: readonly number[];
  /** True when the training was interrupted; everything up to there is kept. */
  readonly stopped: boolean;
}

/** The last record of a history. */
export function last(history: History): EpochRecord {
  return history.epochs[history.epochs.length - 1] as EpochRecord;
}
