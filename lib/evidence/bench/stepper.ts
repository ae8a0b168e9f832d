import * as tf from '@tensorflow/tfjs';
import { kernelsMode, setKernels, type KernelsMode } from '../../src/backend/kernels/mode';
import { setThreads } from '../../src/backend/threads/mode';
import type { Contender } from './measure';
import type { Threads } from './threads';

/** Each of five steps rounds weights of size 1 by 6e-8 at most. A step is 1e-4 long, so another formula would be off by a hundred times as much. */
const tolerance = 1e-6;

let steppers = 0;

/** What a stepper steps with. */
export interface Means {
  /** Default as the process has them. */
  readonly kernels?: KernelsMode | undefined;
  /** Default 1, as every rival has. */
  readonly threads?: Threads | undefined;
}

/** Steps one variable with one gradient, through the public `applyGradients`. */
export class Stepper implements Contender {
  private readonly weights: tf.Variable;
  private gradients: Readonly<Record<string, tf.Tensor>>;

  constructor(private readonly optimizer: tf.Optimizer, size: number, private readonly means: Means = {}) {
    const name = `bench${(steppers += 1)}`;
    this.weights = tf.tidy(() => tf.variable(tf.tensor1d(wave(size, 0)), true, name));
    this.gradients = { [name]: tf.tensor1d(wave(size, 40)) };
  }

  /** From now on the gradient is 0 everywhere, as behind units that never fire. */
  die(): void {
    const dead = Object.fromEntries(Object.entries(this.gradients).map(([name, gradient]) => [name, tf.zerosLike(gradient)]));
    tf.dispose(this.gradients);
    this.gradients = dead;
  }

  repeat(times: number): void {
    const { kernels = kernelsMode(), threads = 1 } = this.means;
    const before = [setKernels(kernels), setThreads(threads === 1 ? 'off' : 'auto')] as const;
    try {
      for (let i = 0; i < times; i++) this.optimizer.applyGradients(this.gradients);
    } finally {
      setKernels(before[0]);
      setThreads(before[1]);
    }
  }

  async values(): Promise<ArrayLike<number>> {
    return this.weights.data();
  }

  dispose(): void {
    this.optimizer.dispose();
    tf.dispose([this.weights, this.gradients]);
  }
}

/** Makes sure that two optimizers take the same steps. Errors: a weight on which they differ, with both values. */
export async function requireSameSteps(ours: Stepper, rival: Stepper): Promise<void> {
  for (const stepper of [ours, rival]) stepper.repeat(5);
  const [mine, theirs] = [await ours.values(), await rival.values()];
  const index = Array.from(mine).findIndex((value, i) => !(Math.abs(value - (theirs[i] as number)) <= tolerance));
  if (index < 0) return;
  throw new Error(`bench: after 5 steps ours has w[${index}] = ${mine[index]} and the rival ${theirs[index]}; they do not compute the same`);
}

/** Numbers between -1 and 1, none of them 0, that need no generator: sixteen million of them are made for each side. */
function wave(size: number, shift: number): Float32Array {
  return new Float32Array(size).map((_, i) => ((i * 37 + shift) % 101) / 50.5 - 0.995);
}
