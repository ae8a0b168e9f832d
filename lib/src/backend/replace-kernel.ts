import * as tf from '@tensorflow/tfjs';

/** A kernel of the wasm backend. Errors: it has none of that name, since it has not been loaded. */
export function requireWasmKernel(name: string): tf.KernelConfig {
  const kernel = tf.getKernel(name, 'wasm');
  if (!kernel) throw new Error(`wasm: the backend has no kernel "${name}"; it must be loaded first`);
  return kernel;
}

/** Registers a kernel, in the place of the one that its backend has. Registering over a kernel makes tfjs warn, so the old one goes first. */
export function replaceKernel(config: tf.KernelConfig): void {
  if (tf.getKernel(config.kernelName, config.backendName)) tf.unregisterKernel(config.kernelName, config.backendName);
  tf.registerKernel(config);
}
