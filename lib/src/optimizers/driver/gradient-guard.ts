import * as tf from '@tensorflow/tfjs';
import { backendName } from '../../backend/active';
import { isFiniteTensor } from '../../backend/kernels/finite';
import { kernelsMode } from '../../backend/kernels/mode';
import { Divergence } from './divergence';

/**
 * Finds the first gradient that is not a number, and says where it was: variable, index and step.
 *
 * Looking for one costs a walk over the gradient, in the wasm backend's memory at its full speed; elsewhere its sum is taken, which is finite
 * unless an entry is not (or the sum itself overflows). Only then are the entries looked at. Where reading back is synchronous the step is
 * refused before anything changes. On webgpu, where it would stall the queue, the sums are read as they arrive and the next step throws.
 */
export class GradientGuard {
  private failure: Error | undefined;

  constructor(private readonly method: string) {}

  check(gradients: ReadonlyArray<{ variable: tf.Variable; gradient: tf.Tensor }>, step: number): void {
    this.throwFailure();
    for (const { variable, gradient } of gradients) {
      const finite = knownFinite(gradient);
      if (finite === undefined) void this.checkLater(variable.name, gradient, step);
      else if (!finite) this.report(variable.name, gradient.shape, gradient.dataSync(), step);
      this.throwFailure();
    }
  }

  /** Once: whoever mends the weights may go on with the same optimizer. */
  private throwFailure(): void {
    const { failure } = this;
    this.failure = undefined;
    if (failure) throw failure;
  }

  private async checkLater(variable: string, gradient: tf.Tensor, step: number): Promise<void> {
    const [held, sum] = [tf.keep(gradient.clone()), tf.keep(tf.tidy(() => tf.sum(gradient)))];
    const [total] = await sum.data();
    if (!Number.isFinite(total)) this.report(variable, held.shape, await held.data(), step);
    tf.dispose([held, sum]);
  }

  private report(variable: string, shape: number[], values: ArrayLike<number>, step: number): void {
    const position = Array.from(values).findIndex(value => !Number.isFinite(value));
    // A sum may overflow though no entry is infinite.
    if (position < 0 || this.failure) return;
    const index = shape.map((_, axis) => {
      const stride = shape.slice(axis + 1).reduce((product, size) => product * size, 1);
      return Math.floor(position / stride) % (shape[axis] as number);
    });
    const where = shape.length === 0 ? '' : `[${index.join(', ')}]`;
    this.failure = new Divergence(
      `${this.method}: the gradient of "${variable}"${where} is ${String(values[position])} at step ${step}; ` +
        'a smaller learning rate or a look at the loss will help',
    );
  }
}

/** Whether all entries are finite; undefined where the answer has to be waited for. */
function knownFinite(gradient: tf.Tensor): boolean | undefined {
  const known = kernelsMode() === 'off' ? undefined : isFiniteTensor(gradient);
  if (known !== undefined) return known;
  if (['webgpu', 'webgl'].includes(backendName())) return undefined;
  const sum = tf.tidy(() => tf.sum(gradient));
  const finite = Number.isFinite(sum.dataSync()[0]) || gradient.dataSync().every(Number.isFinite);
  sum.dispose();
  return finite;
}
