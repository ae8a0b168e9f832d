import { seededRandom, type Dataset } from '../../src/datasets';
import { splitDataset } from '../../src/datasets/split';
import type { Method } from '../../src/optimizers';
import { runTrial, type Setting, type Trial } from './trial';

export interface SearchOptions {
  readonly train: Dataset;
  /** The share of right answers to reach on the part that is kept back. */
  readonly goal: number;
  /** Rates that are tried with each batch size. Default 12. */
  readonly tries?: number;
  /** Of the rates. Default 1. */
  readonly seed?: number;
}

/** Rates are drawn evenly on a logarithmic scale between these: from far below Lion's to above AdaDelta's. */
const rates = { smallest: 1e-4, largest: 10 };

/** A batch is 32 examples, or all: Rprop compares signs of successive gradients, which says nothing about different batches. */
const batches: ReadonlyArray<{ readonly size: Setting['batchSize']; readonly updates: number }> = [
  { size: 32, updates: 400 },
  { size: 'all', updates: 200 },
];

/**
 * Finds a setting for a method by random search: the one that reaches the goal on a part of the training examples that is kept back with the
 * fewest gradient evaluations, or, when none reaches it, the most accurate. The test set is never looked at. The second batch size is tried only
 * when no rate reached the goal with the first. The same seed finds the same setting.
 */
export async function search(method: Method, { train, goal, tries = 12, seed = 1 }: SearchOptions): Promise<Setting> {
  // The examples come in random order.
  const [learnt, keptBack] = splitDataset(train, 0.8);
  let best: { setting: Setting; trial: Trial } | undefined;
  for (const { size, updates } of batches) {
    const random = seededRandom(seed);
    for (let i = 0; i < tries; i++) {
      const rate = Number((rates.smallest * (rates.largest / rates.smallest) ** random.uniform()).toPrecision(2));
      const setting = { rate, batchSize: size };
      // Whatever needs more updates than the best so far need not be followed further.
      const trial = await runTrial(method, setting, { train: learnt, unseen: keptBack, goal, updates: best?.trial.updates ?? updates });
      if (best === undefined || better(trial, best.trial)) best = { setting, trial };
    }
    if (best?.trial.updates !== undefined) break;
  }
  return (best as { setting: Setting }).setting;
}

function better(a: Trial, b: Trial): boolean {
  const [ofA, ofB] = [a.gradientEvaluations ?? Infinity, b.gradientEvaluations ?? Infinity];
  return ofA !== ofB ? ofA < ofB : a.accuracy > b.accuracy;
}
