import * as tf from '@tensorflow/tfjs';
import { withStockProducts } from '../../src/backend/wasm';
import { loadDigits, seededRandom, tensors, type Dataset } from '../../src/datasets';
import { network } from '../../src/descent';
import { adam } from '../../src/optimizers';
import type { Contender } from './measure';
import { tapeTraining, trainingAsByTrain, type NetworkTraining } from './network-training';
import type { Prepared, Row, Scope } from './row';
import { requireSameLosses } from './same-losses';
import { onThreads, type Threads } from './threads';
import { startTorch } from './torch';

/** The course's network and two larger ones, with the examples of a batch. */
const networks: ReadonlyArray<Shape> = [
  { layers: [64, 32, 10], batch: 32 },
  { layers: [784, 256, 128, 10], batch: 128 },
  { layers: [784, 1024, 1024, 10], batch: 256 },
];

interface Shape {
  readonly layers: readonly number[];
  readonly batch: number;
}

/** Batches that take turns: on one alone the loss would vanish, and with it the gradients whose products are measured. */
const batchCount = 4;

/**
 * A training step, forward, backward and Adam, as `train` makes it: against `tf.train.adam` on the backend as TensorFlow.js ships it, against the same
 * step recorded by TensorFlow.js's tape, and against PyTorch on one thread and on two. Ours has as many threads as its rival.
 */
export function networkSteps({ backend, quick }: Scope): Row[] {
  return (quick ? networks.slice(0, 1) : networks).flatMap(shape => {
    const work = `MLP ${shape.layers.join('-')}, batch ${shape.batch}, training step`;
    const row = (against: string, make: MakeRival, threads: Threads = 1): Row => ({ name: `${work}, against ${against}`, prepare: () => prepare(shape, make, threads) });
    const rows = [row('stock tfjs', stockTfjs), row('the tape', ownTape)];
    // A process of its own answers later than a quick look has patience for, and a processor is no match for what webgpu runs on.
    if (quick || backend !== 'wasm') return rows;
    return [...rows, row('PyTorch on 1 thread', torchOn(1)), row('PyTorch on 2 threads', torchOn(2), 2)];
  });
}

/** The side that is compared with: `step` makes one step and gives the loss before it. */
interface Rival extends Contender {
  step(): number | Promise<number>;
  dispose(): void;
  readonly note?: string;
}

type MakeRival = (shape: Shape, batches: readonly Batch[]) => Promise<Rival>;

async function prepare(shape: Shape, make: MakeRival, threads: Threads): Promise<Prepared> {
  const { layers, batch } = shape;
  const { data, batches } = examplesFor(shape);
  const net = network({ layers });
  let ours: NetworkTraining | undefined;
  let rival: Rival | undefined;
  const dispose = (): void => {
    ours?.dispose();
    rival?.dispose();
    net.dispose();
    tf.dispose([data, batches]);
  };
  try {
    ours = onThreads(threads, trainingAsByTrain(net, adam(), data, batch, batchCount));
    rival = onThreads(threads, await make(shape, batches));
    await requireSameLosses(ours, rival);
    const { note } = rival;
    return { ours, rival, dispose, ...(note !== undefined && { note: () => note }) };
  } catch (error) {
    dispose();
    throw error;
  }
}

const stockTfjs: MakeRival = ({ layers }, batches) =>
  Promise.resolve(tapeTraining(network({ layers }), tf.train.adam(1e-3, 0.9, 0.999, 1e-8), batches, withStockProducts));

const ownTape: MakeRival = ({ layers }, batches) => Promise.resolve(tapeTraining(network({ layers }), adam(), batches, compute => compute()));

function torchOn(threads: Threads): MakeRival {
  return async ({ layers, batch }, batches) => {
    const first = network({ layers });
    const tensors = [...first.variables, ...batches.flatMap(({ x, y }) => [x, y])];
    const numbers = await Promise.all(tensors.map(async tensor => Float32Array.from(await tensor.data())));
    first.dispose();
    const torch = await startTorch({ input: layers.slice(0, 1), layers: layers.slice(1), batch, batches: batches.length, threads, numbers });
    return { repeat: times => torch.repeat(times), step: () => torch.step(), dispose: torch.dispose, note: torch.note };
  };
}

type Batch = ReturnType<typeof tensors>;

/** The digits where they fit, else random examples of the size of MNIST's: all of them, and batch by batch. */
function examplesFor({ layers, batch }: Shape): { data: Batch; batches: Batch[] } {
  const features = layers[0] as number;
  const { train: digits } = loadDigits();
  const size = batchCount * batch;
  const examples = features === digits.features ? digits : randomExamples(features, size);
  const part = (from: number, count: number): Batch =>
    tensors({ ...examples, size: count, x: examples.x.subarray(from * features, (from + count) * features), labels: examples.labels.subarray(from, from + count) });
  return { data: part(0, size), batches: Array.from({ length: batchCount }, (_, index) => part(index * batch, batch)) };
}

function randomExamples(features: number, size: number): Dataset {
  const random = seededRandom(1);
  const x = new Float32Array(size * features).map(() => random.uniform());
  return { size, features, classes: 10, x, labels: new Int32Array(size).map(() => random.integer(10)) };
}
