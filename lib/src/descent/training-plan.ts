import type { DescentOptimizer } from '../optimizers';
import { knownOptions } from '../options';
import { planNetwork, type Operation, type Place } from '../plan';
import { partsOf, type Network } from './network';

/** One line of a training plan. */
export interface PlannedStep {
  /** What it is for, in words. */
  readonly does: string;
  /** What it computes: a product of matrices, or the formulas of a pass over rows. */
  readonly computes: readonly string[];
  /** Names of the matrices it reads. */
  readonly reads: readonly string[];
  /** Names of those it writes; a matrix that is in both is written over. */
  readonly writes: readonly string[];
}

/** One matrix of a training plan. */
export interface PlannedMatrix {
  /** By which the steps call it. */
  readonly name: string;
  /** How many rows it has, for this batch. */
  readonly rows: number;
  /** How many numbers a row has. */
  readonly columns: number;
  /** What it is, in words. */
  readonly holds: string;
}

/** A step of training as it is computed: `show` prints it. */
export interface TrainingPlan {
  /** Which network is trained, how, and on how many examples. */
  readonly title: string;
  /** What is done, in this order. */
  readonly steps: readonly PlannedStep[];
  /** What lies in memory meanwhile, laid out once. */
  readonly memory: readonly PlannedMatrix[];
}

/** What `plan` can be told. */
export interface PlanOptions {
  /** Examples of a batch, a whole number from 1 up. Default 32. */
  readonly batchSize?: number;
}

/**
 * The plan of a network's training step: which numbers lie in memory, and what is done with them in which order, from drawing the batch to the update of
 * the weights. `train` runs it where the backend's memory can be worked on (wasm); `show` prints it.
 *
 * Errors: a network that `network` has not made; a batch that is not a whole number from 1 up.
 */
export function plan(net: Network, optimizer: DescentOptimizer, options: PlanOptions = {}): TrainingPlan {
  const { batchSize = 32 } = knownOptions('plan', options, { batchSize: true });
  if (!Number.isInteger(batchSize) || batchSize < 1) throw new Error(`plan: batchSize must be a whole number from 1 up, got ${batchSize}`);
  const parts = partsOf(net);
  if (parts === undefined) throw new Error('plan: needs a network that network() has made, such as network({ layers: [64, 32, 10] })');
  const { places, operations } = planNetwork(parts).step;
  const weights = places.filter(({ role }) => role === 'weights').map(({ name }) => name);
  const slopes = places.filter(({ role }) => role === 'gradient').map(({ name }) => name);
  const update: PlannedStep = { does: `${optimizer.name} steps each variable by its gradient`, computes: [], reads: [...weights, ...slopes], writes: weights };
  return {
    title: `One step of training ${net.layers.join('-')} by ${optimizer.name} on ${batchSize} examples`,
    steps: [...operations.map(described), update],
    memory: places.map(({ name, rows, columns, holds }: Place) => ({ name, rows: rows === 'batch' ? batchSize : rows, columns, holds })),
  };
}

function described(operation: Operation): PlannedStep {
  const { does } = operation;
  switch (operation.kind) {
    case 'gather':
      return { does, computes: [], reads: [], writes: [operation.to] };
    case 'product': {
      const { a, transposeA, b, transposeB, bias, to } = operation;
      const factors = `${a}${transposeA ? 'ᵀ' : ''} ${b}${transposeB ? 'ᵀ' : ''}`;
      return { does, computes: [`${to} = ${factors}${bias === undefined ? '' : ` + ${bias}`}`], reads: [a, b, ...(bias === undefined ? [] : [bias])], writes: [to] };
    }
    case 'rows': {
      const { program, places, formulas } = operation;
      const assigned = new Set(program.program.lines.map(({ name }) => name));
      const named = Object.entries(places);
      const placesOf = (of: (tensor: string) => boolean): string[] => [...new Set(named.filter(([tensor]) => of(tensor)).map(([, place]) => place))];
      return { does, computes: formulas, reads: placesOf(tensor => !assigned.has(tensor)), writes: placesOf(tensor => assigned.has(tensor)) };
    }
  }
}
