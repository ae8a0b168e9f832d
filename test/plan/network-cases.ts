/** The network cases that run on wasm and on webgpu, as JSON, so that one process can tell another what it found. */
import * as tf from '@tensorflow/tfjs';
import * as activations from '../../lib/src/activations';
import { seededRandom, type Dataset } from '../../lib/src/datasets';
import { network, runTraining, type NetworkOptions } from '../../lib/src/descent';
import { partsOf } from '../../lib/src/descent/network';
import { tensors } from '../../lib/src/datasets';
import { plannedNetwork } from '../../lib/src/plan';
import { adam, nesterov, type DescentOptimizer } from '../../lib/src/optimizers';
import { sam } from '../../lib/src/wrappers';

const cases: ReadonlyArray<NetworkOptions> = [
  { layers: [5, 3] },
  { layers: [6, 9, 4] },
  { layers: [6, 9, 4], activation: 'tanh', normalization: 'layer' },
  { layers: [3, 300, 2], activation: 'sigmoid', normalization: 'layer' },
  ...[activations.gelu, activations.elu, activations.softplus].map((activation): NetworkOptions => ({ layers: [4, 5, 3, 2], activation })),
];

function examplesFor({ layers }: NetworkOptions): Dataset {
  const random = seededRandom(4);
  const [features, classes] = [layers[0] as number, layers[layers.length - 1] as number];
  return {
    size: 9, features, classes,
    x: Float32Array.from({ length: 9 * features }, () => random.normal()),
    labels: Int32Array.from({ length: 9 }, () => random.integer(classes)),
  };
}

/** Of each case, the loss of a batch and its gradients by all variables. */
export async function gradientsOfCases(): Promise<number[][]> {
  const found: number[][] = [];
  for (const options of cases) {
    const net = network({ seed: 2, ...options });
    const data = tensors(examplesFor(options));
    const plan = plannedNetwork(partsOf(net) ?? never(), data, 5);
    if ('why' in plan) throw new Error(plan.why);
    const loss: number | tf.Scalar = plan.evaluate(Int32Array.of(4, 0, 8, 8, 3));
    const numbers = [typeof loss === 'number' ? loss : ((await loss.data())[0] as number)];
    for (const { gradient } of plan.gradients) numbers.push(...(await gradient.data()));
    found.push(numbers);
    plan.dispose();
    net.dispose();
  }
  return found;
}

/** The losses of trainings, why they were not planned, and how many tensors are left of each. */
export async function trainings(): Promise<Array<{ losses: readonly number[]; unplanned?: string; left: number }>> {
  const makers: ReadonlyArray<() => DescentOptimizer> = [() => adam({ eta: 0.01 }), () => nesterov({ eta: 0.01 }), () => sam(adam({ eta: 0.01 }))];
  const found: Array<{ losses: readonly number[]; unplanned?: string; left: number }> = [];
  for (const make of makers) {
    const options: NetworkOptions = { layers: [6, 9, 4], normalization: 'layer' };
    const before = tf.memory().numTensors;
    const [net, optimizer] = [network(options), make()];
    const { batchLosses, unplanned } = await runTraining(net, examplesFor(options), { optimizer, batchSize: 4, epochs: 3 });
    optimizer.dispose();
    net.dispose();
    found.push({ losses: batchLosses, left: tf.memory().numTensors - before, ...(unplanned !== undefined && { unplanned }) });
  }
  return found;
}

function never(): never {
  throw new Error('the network is not known');
}
