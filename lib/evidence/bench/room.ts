import * as tf from '@tensorflow/tfjs';
import { wasmMemory } from '../../src/backend/kernels/wasm-memory';
import { NotHere } from './row';
import { webgpuQueue } from './webgpu-queue';

/**
 * Makes sure that so many float32 arrays of one size can be there at once. The wasm backend has 4 GB at most and does not notice when they are
 * used up, so the arrays are really asked for, and given back.
 *
 * Errors: `NotHere`, with what is missing.
 */
export async function requireRoom(arrays: number, size: number): Promise<void> {
  const backend = tf.getBackend();
  if (backend === 'webgpu') return requireOnDevice(arrays, 4 * size);
  const heap = backend === 'wasm' ? wasmMemory() : undefined;
  const memory = heap && !('why' in heap) ? heap : undefined;
  // What the backend's memory has grown to once, it keeps for its next tensors.
  const available = process.availableMemory() + (memory?.memory.buffer.byteLength ?? 0);
  const bytes = 4 * arrays * size;
  if (bytes > available) throw new NotHere(`it needs ${gigabytes(bytes)}, and this machine has ${gigabytes(available)} left`);
  if (!memory) return;
  const taken: tf.Tensor[] = [];
  try {
    for (let i = 0; i < arrays; i++) taken.push(memory.allocate([size]));
  } catch {
    throw new NotHere(`it needs ${gigabytes(bytes)}, more than a WebAssembly memory can hold`);
  } finally {
    tf.dispose(taken);
  }
}

async function requireOnDevice(arrays: number, bytes: number): Promise<void> {
  const { device } = webgpuQueue();
  const most = Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
  if (bytes > most) throw new NotHere(`a tensor of ${gigabytes(bytes)} is larger than the ${gigabytes(most)} that the device binds`);
  device.pushErrorScope('out-of-memory');
  const buffers = Array.from({ length: arrays }, () => device.createBuffer({ size: bytes, usage: GPUBufferUsage.STORAGE }));
  const error = await device.popErrorScope();
  for (const buffer of buffers) buffer.destroy();
  if (error) throw new NotHere(`it needs ${gigabytes(arrays * bytes)}, which the device does not have left`);
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
