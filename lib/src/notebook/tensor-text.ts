import { inspect } from 'node:util';
import * as tf from '@tensorflow/tfjs';

/**
 * A tensor as a reader wants to see it, in as many lines as its values need: `Tensor of shape [2], float32: [1, 2]`. Long ones are shortened as
 * TensorFlow.js does. Where values cannot be read at once, on a GPU, it says how to read them.
 */
export function tensorText(tensor: tf.Tensor): string {
  const kind = tensor instanceof tf.Variable ? `Variable "${tensor.name}"` : 'Tensor';
  const values = valuesOf(tensor);
  return `${kind} of shape [${tensor.shape.join(', ')}], ${tensor.dtype}:${values.includes('\n') ? '\n' : ' '}${values}`;
}

function valuesOf(tensor: tf.Tensor): string {
  if (tensor.isDisposed) return 'disposed';
  try {
    // Without the word above them, and their common indentation.
    return tensor.toString().replace(/^Tensor\n {4}/, '').replace(/^ {4}/gm, '');
  } catch {
    return 'on the GPU, where "await tensor.data()" reads its values';
  }
}

/**
 * Has Node show tensors by their values, alone, in objects and in lists: as a cell's last expression and in `console.log`. By itself it shows the
 * fields by which TensorFlow.js finds them.
 */
export function showTensorsByValues(): void {
  Object.defineProperty(tf.Tensor.prototype, inspect.custom, {
    configurable: true,
    value(this: tf.Tensor) {
      return tensorText(this);
    },
  });
}
