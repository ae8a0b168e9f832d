import * as tf from '@tensorflow/tfjs';
import { seededRandom } from '../../src/datasets';
import { heNormal, zeros } from '../../src/initializers';
import { adam } from '../../src/optimizers';
import type { Contender } from './measure';
import type { Prepared, Row, Scope } from './row';
import { requireSameLosses } from './same-losses';
import { onThreads } from './threads';
import { startTorch, type Torch } from './torch';

/** Images of the size of MNIST's, two convolutions with maxima behind them, and one layer of classes. */
const side = 28;
const convolutions = [[5, 16], [5, 32]] as const;
const classes = 10;
const batch = 32;
const batchCount = 4;

/** A training step of a small ConvNet on TensorFlow.js's operations, whose gradients the kit supplies on wasm, against PyTorch on one thread. */
export function convolutionSteps({ backend, quick }: Scope): Row[] {
  if (quick || backend !== 'wasm') return [];
  return [{ name: `ConvNet ${side} × ${side}, batch ${batch}, training step, against PyTorch on 1 thread`, prepare }];
}

async function prepare(): Promise<Prepared> {
  const weights = firstWeights();
  const batches = examples();
  const numbers = await Promise.all([...weights, ...batches.flatMap(({ x, y }) => [x, y])].map(async tensor => Float32Array.from(await tensor.data())));
  const ours = new ConvNet(weights, batches);
  let rival: Torch | undefined;
  const dispose = (): void => {
    ours.dispose();
    rival?.dispose();
  };
  try {
    const torch = await startTorch({ input: [side, side, 1], convolutions, layers: [classes], batch, batches: batchCount, threads: 1, numbers });
    rival = torch;
    await requireSameLosses(ours, torch);
    const alone = onThreads(1, { repeat: times => ours.repeat(times) });
    return { ours: alone, rival: torch, dispose, note: () => torch.note };
  } catch (error) {
    dispose();
    throw error;
  }
}

function firstWeights(): tf.Variable[] {
  const weights: tf.Variable[] = [];
  const layer = (shape: number[]): void => {
    const outputs = shape[shape.length - 1] as number;
    weights.push(...tf.tidy(() => [heNormal({ seed: weights.length + 1 }).apply(shape), zeros().apply([outputs])].map(first => tf.variable(first))));
  };
  let [size, channels] = [side, 1];
  for (const [filter, outputs] of convolutions) {
    layer([filter, filter, channels, outputs]);
    [size, channels] = [size / 2, outputs];
  }
  layer([size * size * channels, classes]);
  return weights;
}

interface Batch {
  readonly x: tf.Tensor4D;
  readonly y: tf.Tensor2D;
}

function examples(): Batch[] {
  const random = seededRandom(1);
  return Array.from({ length: batchCount }, () => ({
    x: tf.tensor4d(Float32Array.from({ length: batch * side * side }, () => random.uniform()), [batch, side, side, 1]),
    y: tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(Array.from({ length: batch }, () => random.integer(classes)), 'int32'), classes), 'float32') as tf.Tensor2D),
  }));
}

class ConvNet implements Contender {
  private readonly optimizer = adam();
  private next = 0;

  constructor(private readonly weights: readonly tf.Variable[], private readonly batches: readonly Batch[]) {}

  repeat(times: number): void {
    for (let i = 0; i < times; i++) this.update().dispose();
  }

  async step(): Promise<number> {
    const loss = this.update();
    const [value] = await loss.data();
    loss.dispose();
    return value as number;
  }

  dispose(): void {
    this.optimizer.dispose();
    tf.dispose([[...this.weights], this.batches.flatMap(({ x, y }) => [x, y])]);
  }

  private update(): tf.Scalar {
    const { x, y } = this.batches[this.next] as Batch;
    this.next = (this.next + 1) % this.batches.length;
    return this.optimizer.minimize(() => this.loss(x, y), true, [...this.weights]) as tf.Scalar;
  }

  private loss(x: tf.Tensor4D, y: tf.Tensor2D): tf.Scalar {
    const [W, b] = this.weights.slice(-2) as tf.Tensor[] as [tf.Tensor2D, tf.Tensor1D];
    const features = convolutions.reduce<tf.Tensor4D>((image, _, layer) => {
      const [filter, bias] = this.weights.slice(2 * layer, 2 * layer + 2) as tf.Tensor[] as [tf.Tensor4D, tf.Tensor1D];
      return tf.maxPool(tf.relu(tf.add(tf.conv2d(image, filter, 1, 'same'), bias)) as tf.Tensor4D, 2, 2, 'valid');
    }, x);
    return tf.losses.softmaxCrossEntropy(y, tf.add(tf.matMul(tf.reshape(features, [batch, -1]), W), b));
  }
}
