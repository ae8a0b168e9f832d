import type { Dataset } from '../../src/datasets';
import { last, network, runTraining } from '../../src/descent';
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
  const reached = new AbortController();
  try {
    const history = await runTraining(net, train, {
      optimizer,
      batchSize,
      epochs: Math.ceil(updates / perEpoch),
      test: unseen,
      signal: reached.signal,
      onProgress: ({ record }) => {
        if ((record.testAccuracy ?? 0) >= goal) reached.abort();
      },
    });
    const end = last(history);
    const accuracy = end.testAccuracy ?? 0;
    return accuracy >= goal
      ? { updates: end.updates, gradientEvaluations: end.gradientEvaluations, accuracy }
      : { updates: undefined, gradientEvaluations: undefined, accuracy };
  } catch (error) {
    if (!/NaN|Infinity|not finite/i.test((error as Error).message)) throw error;
    return { updates: undefined, gradientEvaluations: undefined, accuracy: 0 };
  } finally {
    optimizer.dispose();
    net.dispose();
  }
}
