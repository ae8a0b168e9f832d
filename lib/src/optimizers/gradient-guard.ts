import * as tf from '@tensorflow/tfjs';
import { isFiniteTensor } from '../backend/finite';
import { kernelsMode } from '../kernels/mode';

// Looked up once: every package in between re-exports it by a getter, which costs more than the call.
const activeBackend = tf.getBackend;

/**
 * Finds the first gradient that is not a number, and says where it was: variable, index and step.
 *
 * Looking for one costs a walk over the gradient, in the wasm backend's memory at its full speed; elsewhere its sum is taken, which is finite
 * unless an entry is not (or the sum itself overflows). Only then are the entries looked at. Where reading back is synchronous the step is refused before anything changes. On webgpu, where it
 * would stall the queue, the sums are read as they arrive and the next step throws.
 */
export class GradientGuard {
  private failure: Error | undefined;

  constructor(private readonly method: string) {}

  check(gradients: ReadonlyArray<{ variable: tf.Variable; gradient: tf.Tensor }>, step: number): void {
    this.throwFailure();
    const backend = activeBackend();
    const readsAtOnce = backend !== 'webgpu' && backend !== 'webgl';
    for (const { variable, gradient } of gradients) {
      const known = kernelsMode() === 'off' ? undefined : isFiniteTensor(gradient);
      if (known !== undefined) {
        if (!known) this.report(variable.name, gradient.shape, gradient.dataSync(), step);
        this.throwFailure();
        continue;
      }
      const sum = tf.tidy(() => tf.sum(gradient));
      if (readsAtOnce) {
        const finite = Number.isFinite(sum.dataSync()[0]);
        sum.dispose();
        if (!finite) this.report(variable.name, gradient.shape, gradient.dataSync(), step);
      } else {
        void this.checkLater(variable.name, tf.keep(gradient.clone()), tf.keep(sum), step);
      }
      this.throwFailure();
    }
  }

  /** Once: whoever mends the weights may go on with the same optimizer. */
  private throwFailure(): void {
    const { failure } = this;
    this.failure = undefined;
    if (failure) throw failure;
  }

  private async checkLater(variable: string, gradient: tf.Tensor, sum: tf.Tensor, step: number): Promise<void> {
    const [total] = await sum.data();
    if (!Number.isFinite(total)) this.report(variable, gradient.shape, await gradient.data(), step);
    tf.dispose([gradient, sum]);
  }

  private report(variable: string, shape: number[], values: ArrayLike<number>, step: number): void {
    const position = Array.from(values).findIndex(value => !Number.isFinite(value));
    if (position < 0 || this.failure) return;
    const index = shape.map((_, axis) => {
      const stride = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
      return Math.floor(position / stride) % (shape[axis] as number);
    });
    const where = shape.length === 0 ? '' : `[${index.join(', ')}]`;
    this.failure = new Error(
      `${this.method}: the gradient of "${variable}"${where} is ${String(values[position])} at step ${step}; ` +
        'a smaller learning rate or a look at the loss will help',
    );
  }
}
