import type { EpochRecord, History } from '../descent';
import type { Figure } from './figure';
import { lines } from './lines';
import { wordNames, type FigureWords } from './words';
import { knownOptions, type Names } from '../options';

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

/** What `learningCurves` draws, over what. */
export interface LearningCurvesOptions extends FigureWords {
  /** One curve each, by the name of the history. */
  readonly histories: readonly History[];
  /** The axis along which training goes; default epoch. Only `gradientEvaluations` compares methods by the work they do. */
  readonly x?: keyof typeof axes;
  /** What is measured; default the loss. */
  readonly y?: keyof typeof measures;
  /** Whether the vertical axis is logarithmic; default for the loss. */
  readonly logY?: boolean;
  /** Whether the horizontal axis is logarithmic, which leaves out epoch 0; default not. */
  readonly logX?: boolean;
}

const optionNames: Names<LearningCurvesOptions> = { ...wordNames, histories: true, x: true, y: true, logY: true, logX: true };

/**
 * How several trainings went, a curve each: loss or accuracy after every epoch, over epochs, updates, gradients or seconds. A measure that a history
 * does not have, such as the test accuracy, leaves a gap. Errors: an empty title, no history.
 */
export function learningCurves(options: LearningCurvesOptions): Figure {
  const { histories, x = 'epoch', y = 'loss', logY = y === 'loss', logX = false, ...words } = knownOptions('learning curves', options, optionNames);
  const column = (history: History, key: keyof EpochRecord): number[] => {
    // Nothing has been done yet in epoch 0, and a logarithmic axis has no zero.
    const records = logX ? history.epochs.filter(record => record[x] > 0) : history.epochs;
    return records.map(record => record[key] ?? NaN);
  };
  return lines({
    ...words,
    lines: histories.map(history => ({ name: history.name, x: column(history, x), y: column(history, y) })),
    x: axes[x],
    y: measures[y],
    logX,
    logY,
  });
}
