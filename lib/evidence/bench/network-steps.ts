import * as tf from '@tensorflow/tfjs';
import { withStockProducts } from '../../src/backend/wasm';
import { loadDigits, seededRandom, tensors, type Dataset } from '../../src/datasets';
import { network, type Network } from '../../src/descent';
import { adam } from '../../src/optimizers';
import type { Contender } from './measure';
import type { Prepared, Row, Scope } from './row';

/** The course's network and two larger ones, with the examples of a batch. */
const networks: ReadonlyArray<{ readonly layers: readonly number[]; readonly batch: number }> = [
  { layers: [64, 32, 10], batch: 32 },
  { layers: [784, 256, 128, 10], batch: 128 },
  { layers: [784, 1024, 1024, 10], batch: 256 },
];

/** Batches that take turns: on one alone the loss would vanish, and with it the gradients whose products are measured. */
const batchCount = 4;

/** Losses differ by 1e-5 at most: products add up in another order, and Adam makes a whole step of a gradient that is nothing but rounding. */
const tolerance = 1e-4;

/** A training step, forward, backward and Adam, against `tf.train.adam` on the backend as TensorFlow.js ships it. */
export function networkSteps({ quick }: Scope): Row[] {
  return (quick ? networks.slice(0, 1) : networks).map(({ layers, batch }) => ({
    name: `MLP ${layers.join('-')}, batch ${batch}, training step, against stock tfjs`,
    prepare: () => prepare(layers, batch),
  }));
}

async function prepare(layers: readonly number[], batch: number): Promise<Prepared> {
  const batches = batchesFor(layers, batch);
  const ours = new Training(network({ layers }), adam(), batches, compute => compute());
  const rival = new Training(network({ layers }), tf.train.adam(1e-3, 0.9, 0.999, 1e-8), batches, withStockProducts);
  for (let step = 1; step <= 3; step++) {
    const [mine, theirs] = [await ours.step(), await rival.step()];
    if (Math.abs(mine - theirs) <= tolerance * theirs) continue;
    throw new Error(`bench: the loss of step ${step} is ${mine} in ours and ${theirs} in stock tfjs; they do not compute the same`);
  }
  return {
    ours,
    rival,
    dispose: () => {
      ours.dispose();
      rival.dispose();
      tf.dispose(batches);
    },
  };
}

type Batch = ReturnType<typeof tensors>;

/** The digits where they fit, else random examples of the size of MNIST's. */
function batchesFor(layers: readonly number[], batch: number): Batch[] {
  const features = layers[0] as number;
  const { train: digits } = loadDigits();
  const examples = features === digits.features ? digits : randomExamples(features, batchCount * batch);
  return Array.from({ length: batchCount }, (_, index) => {
    const from = index * batch;
    const x = examples.x.subarray(from * features, (from + batch) * features);
    return tensors({ ...examples, size: batch, x, labels: examples.labels.subarray(from, from + batch) });
  });
}

function randomExamples(features: number, size: number): Dataset {
  const random = seededRandom(1);
  const x = new Float32Array(size * features).map(() => random.uniform());
  return { size, features, classes: 10, x, labels: new Int32Array(size).map(() => random.integer(10)) };
}

/** Calls a function, with this or that matrix product in place. */
type Products = <Result>(compute: () => Result | Promise<Result>) => Result | Promise<Result>;

class Training implements Contender {
  private next = 0;

  constructor(
    private readonly net: Network,
    private readonly optimizer: tf.Optimizer,
    private readonly batches: readonly Batch[],
    private readonly products: Products,
  ) {}

  async repeat(times: number): Promise<void> {
    await this.products(() => {
      for (let i = 0; i < times; i++) this.update().dispose();
    });
  }

  /** One step; gives the loss before it. */
  async step(): Promise<number> {
    const loss = await this.products(() => this.update());
    const [value] = await loss.data();
    loss.dispose();
    return value as number;
  }

  dispose(): void {
    this.optimizer.dispose();
    this.net.dispose();
  }

  private update(): tf.Scalar {
    const { x, y } = this.batches[this.next] as Batch;
    this.next = (this.next + 1) % this.batches.length;
    return this.optimizer.minimize(() => this.net.loss(x, y), true, [...this.net.variables]) as tf.Scalar;
  }
}
