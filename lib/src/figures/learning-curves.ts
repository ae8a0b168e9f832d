import type { EpochRecord, History } from '../descent';
import type { Figure } from './figure';
import { lines } from './lines';

const axes = {
  epoch: 'epoch',
  updates: 'updates of the weights',
  gradientEvaluations: 'gradients of single examples',
  seconds: 'seconds',
} as const;

const measures = {
  loss: 'mean training loss',
  accuracy: 'training accuracy',
  testAccuracy: 'test accuracy',
} as const;

export interface LearningCurvesOptions {
  readonly title: string;
  readonly alt: string;
  readonly histories: readonly History[];
  /** Default epoch. Only `gradientEvaluations` compares methods by the work they do. */
  readonly x?: keyof typeof axes;
  /** Default loss. */
  readonly y?: keyof typeof measures;
  readonly logY?: boolean;
  readonly logX?: boolean;
}

/** How several trainings went. */
export function learningCurves({ title, alt, histories, x = 'epoch', y = 'loss', logY = y === 'loss', logX = false }: LearningCurvesOptions): Figure {
  const column = (history: History, key: keyof EpochRecord): number[] => {
    // Nothing has been done yet in epoch 0, and a logarithmic axis has no zero.
    const records = logX ? history.epochs.filter(record => record[x] > 0) : history.epochs;
    return records.map(record => record[key] ?? NaN);
  };
  return lines({
    title,
    alt,
    lines: histories.map(history => ({ name: history.name, x: column(history, x), y: column(history, y) })),
    x: axes[x],
    y: measures[y],
    logX,
    logY,
  });
}
