import * as tf from '@tensorflow/tfjs';
import { kernelsMode } from '../backend/kernels/mode';
import type { DescentOptimizer, GradientSource } from '../optimizers';
import { plannedNetwork, PlannedNetwork, type Examples, type Measured, type WebgpuPlannedNetwork } from '../plan';
import { partsOf, type Network } from './network';

/** How the steps of a training are computed. */
export interface Training {
  /** Why not as a plan; missing where it is one. */
  readonly unplanned?: string;
  /** One step on the examples with these numbers. */
  update(batch: Int32Array): void;
  /** The loss of each batch since the last call, before its step. */
  losses(): Promise<Iterable<number>>;
  /** Loss and accuracy on all examples of a set. */
  measure(examples: Examples): Promise<Measured>;
  accuracy(examples: Examples): Promise<number>;
  dispose(): void;
}

/** As one plan where that can be, else on tensors. Errors: where kernels are required, why it cannot be a plan. */
export function trainingOf(net: Network, data: Examples, optimizer: DescentOptimizer, batchSize: number): Training {
  const planned = planFor(net, data, optimizer, batchSize);
  if (planned instanceof PlannedNetwork) return new PlannedTraining(planned, optimizer);
  if (!('why' in planned)) return new WebgpuTraining(net, data, optimizer, batchSize, planned);
  if (kernelsMode() === 'required') throw new Error(`train: ${planned.why}`);
  return new TensorTraining(net, data, optimizer, batchSize, planned.why);
}

function planFor(net: Network, data: Examples, optimizer: DescentOptimizer, batchSize: number): PlannedNetwork | WebgpuPlannedNetwork | { readonly why: string } {
  const parts = partsOf(net);
  if (parts === undefined) return { why: 'the network is not one that network() has made' };
  if (!optimizer.takesGradients) return { why: `${optimizer.name} asks for gradients as often as it needs` };
  return plannedNetwork(parts, data, batchSize);
}

class PlannedTraining implements Training {
  private seen: number[] = [];
  private batch: Int32Array = new Int32Array();
  private readonly source: GradientSource;

  constructor(private readonly planned: PlannedNetwork, private readonly optimizer: DescentOptimizer) {
    const { stepped, gradients } = planned;
    this.source = { stepped, gradients, evaluate: () => planned.evaluate(this.batch) };
  }

  update(batch: Int32Array): void {
    this.batch = batch;
    this.seen.push(this.optimizer.minimizeSource(this.source));
  }

  losses(): Promise<readonly number[]> {
    const { seen } = this;
    this.seen = [];
    return Promise.resolve(seen);
  }

  measure(examples: Examples): Promise<Measured> {
    return Promise.resolve(this.planned.measure(examples));
  }

  accuracy(examples: Examples): Promise<number> {
    return Promise.resolve(this.planned.measure(examples).accuracy);
  }

  dispose(): void {
    this.planned.dispose();
  }
}

/** Losses stay on the device until they are asked for, so that no step waits for them. */
abstract class TrainingOnDevice implements Training {
  private pending: tf.Scalar[] = [];

  constructor(
    protected readonly net: Network,
    protected readonly data: Examples,
    protected readonly optimizer: DescentOptimizer,
    protected readonly batchSize: number,
  ) {}

  update(batch: Int32Array): void {
    this.pending.push(this.step(batch));
  }

  /** One step; gives the loss before it. */
  protected abstract step(batch: Int32Array): tf.Scalar;

  async losses(): Promise<Iterable<number>> {
    const { pending } = this;
    this.pending = [];
    if (pending.length === 0) return [];
    const stacked = tf.tidy(() => tf.stack(pending));
    tf.dispose(pending);
    const values = await stacked.data();
    stacked.dispose();
    return values;
  }

  async measure(examples: Examples): Promise<Measured> {
    const loss = await numberOf(this.net.loss(examples.x, examples.y));
    return { loss, accuracy: await this.accuracy(examples) };
  }

  accuracy({ x, y }: Examples): Promise<number> {
    return numberOf(this.net.accuracy(x, y));
  }

  dispose(): void {
    tf.dispose(this.pending);
  }
}

/** By the tape of TensorFlow.js, operation by operation. */
class TensorTraining extends TrainingOnDevice {
  constructor(net: Network, data: Examples, optimizer: DescentOptimizer, batchSize: number, readonly unplanned: string) {
    super(net, data, optimizer, batchSize);
  }

  protected override step(batch: Int32Array): tf.Scalar {
    const { net, optimizer, data: { x, y } } = this;
    const isWhole = this.batchSize === x.shape[0];
    return tf.tidy(() => {
      const rows = isWhole ? undefined : tf.tensor1d(batch, 'int32');
      const [batchX, batchY] = rows ? [tf.gather(x, rows), tf.gather(y, rows)] : [x, y];
      return optimizer.minimize(() => net.loss(batchX, batchY), true, [...net.variables]) as tf.Scalar;
    });
  }
}

/** By a plan whose numbers stay on the device. */
class WebgpuTraining extends TrainingOnDevice {
  constructor(net: Network, data: Examples, optimizer: DescentOptimizer, batchSize: number, private readonly planned: WebgpuPlannedNetwork) {
    super(net, data, optimizer, batchSize);
  }

  protected override step(batch: Int32Array): tf.Scalar {
    const { planned } = this;
    return this.optimizer.minimizeSource({
      stepped: planned.stepped,
      get gradients() {
        return planned.gradients;
      },
      evaluate: () => planned.evaluate(batch),
    });
  }

  override dispose(): void {
    super.dispose();
    this.planned.dispose();
  }
}

async function numberOf(scalar: tf.Scalar): Promise<number> {
  const [value] = await scalar.data();
  scalar.dispose();
  return value as number;
}
