import * as tf from '@tensorflow/tfjs';

/**
 * Makes a backend that has been loaded the active one. Errors: what its own start throws, where TensorFlow.js would only answer that there is no
 * such backend.
 */
export async function setBackend(name: string): Promise<void> {
  if (await tf.setBackend(name)) return;
  const factory = tf.findBackendFactory(name);
  if (!factory) throw new Error(`its package registers no backend "${name}"`);
  // It is asked once more, for the reason that was lost.
  await factory();
  throw new Error('tensorflow.js refused it at first');
}
