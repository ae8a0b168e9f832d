import * as tf from '@tensorflow/tfjs';

/** Registers a kernel, in the place of the one that its backend has. Registering over a kernel makes tfjs warn, so the old one goes first. */
export function replaceKernel(config: tf.KernelConfig): void {
  if (tf.getKernel(config.kernelName, config.backendName)) tf.unregisterKernel(config.kernelName, config.backendName);
  tf.registerKernel(config);
}
