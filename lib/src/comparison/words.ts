import { plainSymbol } from '../plain-symbol';
import type { CheckedComparison } from './declaration';
import type { Setting } from './grid';
import { defaults, isWalk, type AxisName, type Task } from './task';

/** What the numbers of a comparison are called in tables and figures. */
export interface Words {
  /** What counts: 'loss after 400 steps'. */
  readonly value: string;
  /** What the curves show: 'loss'. */
  readonly measure: string;
  /** What is said of a run without a value. */
  readonly never: string;
}

/** The axes of figures in words. */
export const axisWords: Readonly<Record<AxisName, string>> = {
  step: 'step',
  epoch: 'epoch',
  updates: 'updates of the weights',
  gradientEvaluations: 'gradients of single examples',
};

/** The words for a comparison. Where methods run for different times, what counts is the measure at the end of each. */
export function wordsFor({ task, contenders }: CheckedComparison): Words {
  const { goal } = task;
  const measure = measureWords[isWalk(task) ? task.measure : task.measure === 'loss' ? 'trainingLoss' : 'testError'];
  if (goal !== undefined) {
    return { value: `${isWalk(task) ? 'steps' : axisWords.gradientEvaluations} until ${measure} ≤ ${goal}`, measure, never: 'not reached' };
  }
  const times = new Set(contenders.map(({ task: own }) => howLong(own)));
  return { value: times.size === 1 ? `${measure} after ${[...times].join()}` : `${measure} at the end`, measure, never: 'diverged' };
}

function howLong(task: Task): string {
  const [count, unit] = isWalk(task) ? [task.steps ?? defaults.steps, 'step'] : [task.epochs ?? defaults.epochs, 'epoch'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const measureWords = {
  loss: 'loss',
  distance: 'distance from the minimum',
  trainingLoss: 'training loss',
  testError: 'test error',
} as const;

/** A setting in symbols: 'η = 0.0056, γ = 0.9'. */
export function settingWords(setting: Setting): string {
  return Object.entries(setting).map(([name, value]) => `${plainSymbol(name)} = ${value}`).join(', ');
}
