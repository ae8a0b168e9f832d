import * as tf from '@tensorflow/tfjs';
import type { WasmMemory } from '../backend/kernels/wasm-memory';
import type { Multiplier } from '../backend/products/multiplier';
import type { VariableGradient } from '../optimizers';
import { drawingIn, type Drawing } from './drawing';
import { variablesOf, type NetworkParts } from './network-parts';
import { planNetwork } from './network-plan';
import type { Operation, Place, Plan } from './plan';
import { productRunner, rowsRunner, type Runner } from './runners';

/** Examples in the backend's memory: x of shape [examples, features] and y one-hot. */
export interface Examples {
  readonly x: tf.Tensor2D;
  readonly y: tf.Tensor2D;
}

/** How a network does on examples. */
export interface Measured {
  /** Mean loss, in nats. */
  readonly loss: number;
  /** Share of them that it classifies correctly. */
  readonly accuracy: number;
}

/** A variable's gradient, and the place of the plan in which it lies. */
interface Slope {
  readonly place: string;
  readonly variable: tf.Variable;
  gradient: tf.Tensor;
}

/** So many examples at a time are looked at where no gradient is asked, if a batch has fewer. */
const lookAtOnce = 256;

/**
 * A network's loss and gradients as a plan that runs on the wasm backend's memory. All its numbers lie where they were laid out when it was made: a step
 * creates no tensor and reads none back. The caller disposes it; the variables and the examples stay the caller's.
 */
export class PlannedNetwork {
  private readonly slopes: Slope[] = [];
  private readonly held: tf.Tensor[] = [];
  private readonly at: Record<string, number> = {};
  private readonly variables: ReadonlyArray<readonly [place: string, variable: tf.Variable]>;
  private readonly step: ReadonlyArray<Runner>;
  private readonly look: ReadonlyArray<Runner>;
  private readonly rows: number;
  private readonly list: number;
  private readonly drawing: Drawing;
  private readonly scores: string;

  constructor(parts: NetworkParts, private readonly examples: Examples, batch: number, private readonly heap: WasmMemory, multiplier: Multiplier) {
    const { step, look, scores } = planNetwork(parts);
    const rows = Math.max(batch, Math.min(lookAtOnce, examples.x.shape[0]));
    const allocated = (shape: number[]): tf.Tensor => {
      const tensor = tf.keep(heap.allocate(shape));
      this.held.push(tensor);
      return tensor;
    };
    const variables = variablesOf(parts);
    try {
      for (const { name, rows: count, columns, role, slopeOf } of step.places) {
        if (role === 'weights') continue;
        const variable = slopeOf === undefined ? undefined : variables.get(slopeOf);
        if (variable) this.slopes.push({ place: name, variable, gradient: tf.keep(heap.allocate([...variable.shape])) });
        else this.at[name] = heap.addressOf(allocated([count === 'batch' ? rows : count, columns]));
      }
      this.list = heap.addressOf(allocated([rows]));
    } catch (error) {
      this.dispose();
      throw error;
    }
    this.variables = [...variables];
    this.rows = rows;
    this.drawing = drawingIn(heap.memory);
    this.scores = scores;
    const ready = (plan: Plan): Runner[] => plan.operations.map(operation => this.runner(operation, plan.places, multiplier));
    this.step = ready(step);
    this.look = ready(look);
  }

  /** What is stepped. */
  get stepped(): readonly tf.Variable[] {
    return this.slopes.map(({ variable }) => variable);
  }

  /** The gradients of the last `evaluate`, one for each of the network's variables. */
  get gradients(): readonly VariableGradient[] {
    return this.slopes;
  }

  /** The mean loss of the examples with these numbers, before anything is changed; afterwards `gradients` hold its slopes. */
  evaluate(numbers: Int32Array): number {
    for (let k = 0; k < this.slopes.length; k++) this.own(this.slopes[k] as Slope);
    new Int32Array(this.heap.memory.buffer, this.list, numbers.length).set(numbers);
    return this.run(this.step, numbers.length) / numbers.length;
  }

  /** How the network does on examples, which are looked at some at a time. */
  measure({ x, y }: Examples): Measured {
    const { heap, at, drawing } = this;
    const [size, features] = x.shape;
    const classes = y.shape[1];
    const own = { x: at['x'] as number, o: at['o'] as number };
    let [loss, right] = [0, 0];
    try {
      for (let from = 0; from < size; from += this.rows) {
        const rows = Math.min(this.rows, size - from);
        at['x'] = heap.addressOf(x) + 4 * from * features;
        at['o'] = heap.addressOf(y) + 4 * from * classes;
        loss += this.run(this.look, rows);
        right += drawing.agreement(rows, classes, at[this.scores] as number, at['o']);
      }
    } finally {
      Object.assign(at, own);
    }
    return { loss: loss / size, accuracy: right / size };
  }

  dispose(): void {
    tf.dispose([this.held, this.slopes.map(({ gradient }) => gradient)]);
  }

  /** Whoever remembers a gradient without copying it keeps the place where it lies, and the next one gets another. */
  private own(slope: Slope): void {
    const { heap } = this;
    if (!heap.isAlone(slope.gradient)) {
      const { gradient, variable } = slope;
      slope.gradient = tf.keep(heap.allocate([...variable.shape]));
      gradient.dispose();
    }
    this.at[slope.place] = heap.addressOf(slope.gradient);
  }

  private run(runners: readonly Runner[], rows: number): number {
    // Variables may have been given other places since the last step.
    for (let k = 0; k < this.variables.length; k++) {
      const [place, variable] = this.variables[k] as (typeof this.variables)[number];
      if (variable.isDisposed) throw new Error(`train: "${variable.name}" has been disposed, and its network with it; make a new one`);
      this.at[place] = this.heap.addressOf(variable);
    }
    let total = 0;
    for (let k = 0; k < runners.length; k++) total += (runners[k] as Runner)(rows) ?? 0;
    return total;
  }

  private runner(operation: Operation, places: readonly Place[], multiplier: Multiplier): Runner {
    const columnsOf = (name: string): number => places.find(place => place.name === name)?.columns ?? 0;
    const rowsOf = (name: string): Place['rows'] => places.find(place => place.name === name)?.rows ?? 0;
    switch (operation.kind) {
      case 'gather': {
        const { to } = operation;
        const rowBytes = 4 * columnsOf(to);
        const from = to === 'x' ? this.examples.x : this.examples.y;
        return rows => this.drawing.gather(rows, this.list, this.heap.addressOf(from), rowBytes, this.at[to] as number);
      }
      case 'product':
        return productRunner(operation, { columnsOf, rowsOf, at: this.at, multiplier });
      case 'rows':
        return rowsRunner(operation, { columnsOf, at: this.at, memory: this.heap.memory });
    }
  }
}
