import type { Dataset } from '../datasets';
import type { NetworkOptions } from '../descent';
import type { Point, Surface } from '../surfaces';

/** A walk down a surface, from a start that every seed draws anew. */
export interface SurfaceTask {
  /** The surface that is walked down. */
  readonly surface: Surface;
  /** Steps of every walk, a whole number from 1 up. Default 100. */
  readonly steps?: number;
  /** Where starts are drawn, evenly. Default the surface's window, the part that is drawn of it. */
  readonly starts?: { readonly x: Point; readonly y: Point };
  /** Standard deviation of the noise on every gradient, in [0, ∞). Default 0; noise differs from seed to seed, and is the same for every method. */
  readonly noise?: number;
  /** What is looked at: the loss, which is exact under noise too, or the distance from the nearest minimum. */
  readonly measure: 'loss' | 'distance';
  /** When given, what counts is not the measure at the end but after how many steps it has come down to this. */
  readonly goal?: number;
}

/** The training of a network, whose first weights and order of examples are drawn anew by every seed. */
export interface TrainingTask {
  /** The examples to learn from and, for a test error, those to be tested on: what `loadDigits` gives. */
  readonly data: { readonly train: Dataset; readonly test?: Dataset };
  /** The network, as for `network`; its seed is each run's own. */
  readonly network: Omit<NetworkOptions, 'seed'>;
  /** Passes over the training set, a whole number from 1 up. Default 10. */
  readonly epochs?: number;
  /** Examples per update, or 'all'. Default 32. */
  readonly batchSize?: number | 'all';
  /**
   * What is looked at after every epoch: the mean loss over the training set, or the share of unseen examples that are misjudged. While settings are
   * searched, the unseen examples are a fifth of the training set that is kept back; the test set is for the final runs alone.
   */
  readonly measure: 'loss' | 'testError';
  /** When given, what counts is not the measure at the end but after how many gradients of single examples it has come down to this. */
  readonly goal?: number;
}

/** What methods are compared on. */
export type Task = SurfaceTask | TrainingTask;

/** What one method may do differently: any part of the task but what is measured. */
export type OwnTask = Partial<Omit<SurfaceTask, 'measure' | 'goal'>> | Partial<Omit<TrainingTask, 'measure' | 'goal'>>;

export const defaults = { steps: 100, epochs: 10, batchSize: 32 } as const;

/** What tells one run of a setting from another. */
export interface RunConduct {
  /** Fixes the start and the noise of a walk, the first weights and the order of the examples of a training. */
  readonly seed: number;
  /** Whether settings are being searched: a training then ends at its goal, and unseen examples are a part of the training set. */
  readonly searching: boolean;
  /** Ends a training. */
  readonly signal?: AbortSignal | undefined;
}

/** How one run of one method came out. */
export interface Run {
  /** What counts: the measure at the end, or how long it took to the goal. Infinity when it diverged or did not arrive. */
  readonly value: number;
  /** The measure on the way; Infinity from where it diverged. */
  readonly curve: readonly number[];
  /** What had been done at each point of the curve. */
  readonly axes: Axes;
}

/** Numbers along which a run can be drawn: steps of a walk; epochs, updates of the weights and gradients of single examples of a training. */
export type Axes = Readonly<Partial<Record<AxisName, readonly number[]>>>;

/** What a curve can be drawn over. */
export type AxisName = 'step' | 'epoch' | 'updates' | 'gradientEvaluations';

/** Whether a task is a walk down a surface. */
export function isWalk(task: Task): task is SurfaceTask {
  return 'surface' in task;
}

/** Where the measure first is at or below the goal; the last place without a goal. -1 when it never is. */
export function placeOfValue(curve: readonly number[], goal: number | undefined): number {
  return goal === undefined ? curve.length - 1 : curve.findIndex(value => value <= goal);
}
