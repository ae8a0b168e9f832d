import * as tf from '@tensorflow/tfjs';

/** TensorFlow.js's webgpu backend as far as measurements need it. None of it is documented, so it is looked for before it is used. */
export interface WebgpuQueue {
  readonly device: GPUDevice;
  readonly queue: GPUQueue;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
}

/** Errors: another backend is active, or one of another version that keeps its queue elsewhere. */
export function webgpuQueue(): WebgpuQueue {
  const backend: object = tf.backend();
  if (tf.getBackend() === 'webgpu' && isExpected(backend)) return backend;
  throw new Error(`bench: the backend ${tf.getBackend()} has no queue as webgpu's of version 4.22`);
}

/**
 * Waits until the GPU has computed everything that was asked of it. Steps are only put into a queue while JavaScript runs on, some of them not even
 * there yet, because the backend hands them over in batches: so the batch is handed over, and the queue asked for its end. Measured over many
 * steps, the wait itself does not show.
 */
export async function deviceSettled(): Promise<void> {
  const backend = webgpuQueue();
  backend.ensureCommandEncoderReady();
  backend.endComputePassEncoder();
  backend.submitQueue();
  await backend.queue.onSubmittedWorkDone();
}

function isExpected(backend: object): backend is WebgpuQueue {
  const { device, queue, ensureCommandEncoderReady, endComputePassEncoder, submitQueue }: Partial<WebgpuQueue> = backend;
  const functions = [ensureCommandEncoderReady, endComputePassEncoder, submitQueue, queue?.onSubmittedWorkDone];
  return device !== undefined && functions.every(member => typeof member === 'function');
}
