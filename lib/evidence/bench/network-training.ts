import type * as tf from '@tensorflow/tfjs';
import type { tensors } from '../../src/datasets';
import type { Network } from '../../src/descent';
import { trainingOf } from '../../src/descent/training';
import type { DescentOptimizer } from '../../src/optimizers';
import type { Contender } from './measure';

type Batch = ReturnType<typeof tensors>;

/** A network in training, a step at a time. */
export interface NetworkTraining extends Contender {
  /** One step; gives the loss before it. */
  step(): Promise<number>;
  dispose(): void;
}

/** Calls a function, with this or that matrix product in place. */
type Products = <Result>(compute: () => Result | Promise<Result>) => Result | Promise<Result>;

/** Steps as `train` makes them, on `count` batches of the examples that take turns. The network stays the caller's. */
export function trainingAsByTrain(net: Network, optimizer: DescentOptimizer, data: Batch, size: number, count: number): NetworkTraining {
  const training = trainingOf(net, data, optimizer, size);
  const batches = Array.from({ length: count }, (_, index) => Int32Array.from({ length: size }, (__, row) => index * size + row));
  let next = 0;
  const update = (): void => {
    training.update(batches[next] as Int32Array);
    next = (next + 1) % count;
  };
  return {
    repeat: async times => {
      for (let i = 0; i < times; i++) update();
      await training.losses();
    },
    step: async () => {
      update();
      const [loss] = await training.losses();
      return loss as number;
    },
    dispose: () => {
      training.dispose();
      optimizer.dispose();
    },
  };
}

/** Steps that TensorFlow.js's tape records and runs backwards. The network is freed with it. */
export function tapeTraining(net: Network, optimizer: tf.Optimizer, batches: readonly Batch[], products: Products): NetworkTraining {
  let next = 0;
  const update = (): tf.Scalar => {
    const { x, y } = batches[next] as Batch;
    next = (next + 1) % batches.length;
    return optimizer.minimize(() => net.loss(x, y), true, [...net.variables]) as tf.Scalar;
  };
  return {
    repeat: async times => {
      await products(() => {
        for (let i = 0; i < times; i++) update().dispose();
      });
    },
    step: async () => {
      const loss = await products(update);
      const [value] = await loss.data();
      loss.dispose();
      return value as number;
    },
    dispose: () => {
      optimizer.dispose();
      net.dispose();
    },
  };
}
