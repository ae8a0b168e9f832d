import { trainUntil } from '../../src/comparison';
import type { Dataset } from '../../src/datasets';
import { network } from '../../src/descent';
import type { Method } from '../../src/optimizers';
import { rateName } from '../../src/optimizers/driver/declaration';

/** What a method is run with: its rate, whatever it calls it, and how many examples make a batch. */
export interface Setting {
  readonly rate: number;
  readonly batchSize: number | 'all';
}

/** How one training came out. */
export interface Trial {
  /** Updates until the share of unseen examples first reached the goal at an epoch's end; undefined if it never did. */
  readonly updates: number | undefined;
  /** Gradients of single examples until then. */
  readonly gradientEvaluations: number | undefined;
  /** The share of unseen examples that were right when it ended. */
  readonly accuracy: number;
}

export interface TrialOptions {
  readonly train: Dataset;
  readonly unseen: Dataset;
  /** The share of unseen examples to reach; the trial ends there. */
  readonly goal: number;
  /** Updates after which it is given up. */
  readonly updates: number;
}

/** Trains the course's network on digits with a method until the goal or the end. A training that diverges has not reached it. */
export async function runTrial(method: Method, { rate, batchSize }: Setting, { train, unseen, goal, updates }: TrialOptions): Promise<Trial> {
  const net = network({ layers: [64, 32, 10], seed: 1 });
  const optimizer = method({ [rateName(method)]: rate });
  const perEpoch = batchSize === 'all' ? 1 : Math.ceil(train.size / batchSize);
  try {
    const { records, diverged } = await trainUntil(net, train, {
      optimizer,
      batchSize,
      epochs: Math.ceil(updates / perEpoch),
      test: unseen,
      until: ({ testAccuracy = 0 }) => testAccuracy >= goal,
    });
    const end = records[records.length - 1];
    const accuracy = diverged ? 0 : end?.testAccuracy ?? 0;
    return accuracy >= goal
      ? { updates: end?.updates, gradientEvaluations: end?.gradientEvaluations, accuracy }
      : { updates: undefined, gradientEvaluations: undefined, accuracy };
  } finally {
    optimizer.dispose();
    net.dispose();
  }
}
