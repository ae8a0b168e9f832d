import * as tf from '@tensorflow/tfjs';
import { replaceKernel } from '../replace-kernel';

/** A kernel written with TensorFlow.js's own operations, for a backend that brings none or a slow one. */
export interface Composition {
  /** As TensorFlow.js calls the kernel. */
  readonly name: string;
  readonly kernelFunc: tf.KernelFunc;
}

/**
 * Makes a kernel from operations. Inside a kernel nothing is recorded for gradients, so its gradient stays the one that TensorFlow.js registers.
 * The types are those that TensorFlow.js gives the kernel; it has checked the values before a kernel sees them.
 */
export function composition<Inputs, Attributes>(
  name: string,
  compute: (inputs: Inputs, attributes: Attributes) => tf.Tensor | tf.Tensor[],
): Composition {
  return { name, kernelFunc: ({ inputs, attrs }) => tf.tidy(() => compute(inputs as Inputs, attrs as Attributes)) };
}

/** Registers kernels for a backend, in the place of those that it has. */
export function supply(backendName: string, compositions: readonly Composition[]): void {
  for (const { name: kernelName, kernelFunc } of compositions) replaceKernel({ kernelName, backendName, kernelFunc });
}

/** For every kernel that the cpu backend has and this one lacks, an error that says what to do; tfjs would say that a kernel is not registered. */
export function explainMissing(backendName: string): void {
  for (const { kernelName } of tf.getKernelsForBackend('cpu')) {
    if (tf.getKernel(kernelName, backendName)) continue;
    const kernelFunc = (): never => {
      throw new Error(`${backendName}: this backend cannot compute "${kernelName}"; the cpu backend can, after await useBackend('cpu')`);
    };
    tf.registerKernel({ kernelName, backendName, kernelFunc });
  }
}
