import type * as tf from '@tensorflow/tfjs';
import { finiteFunction } from '../../formula/wasm/finite';
import { onMemory } from '../../formula/wasm/on-memory';
import { wasmMemory } from './wasm-memory';

const onHeap = onMemory<{ finite(count: number, address: number): number }>([finiteFunction]);

/** Whether every number of a float32 tensor is finite, read at the speed of memory; undefined where the backend's memory cannot be reached. */
export function isFiniteTensor(tensor: tf.Tensor): boolean | undefined {
  const heap = wasmMemory();
  if ('why' in heap || tensor.dtype !== 'float32') return undefined;
  return onHeap(heap.memory).finite(tensor.size, heap.addressOf(tensor)) === 0;
}
