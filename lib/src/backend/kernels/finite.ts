import type * as tf from '@tensorflow/tfjs';
import { finiteFunction } from '../../formula/wasm/finite';
import { onMemory } from '../../formula/wasm/on-memory';
import { leastOfPart, sharedCall } from '../shared-calls';
import { wasmMemory } from './wasm-memory';

const functions = [finiteFunction];
const onHeap = onMemory<{ finite(count: number, address: number): number }>(functions);

/** Whether every number of a float32 tensor is finite, read at the speed of memory; undefined where the backend's memory cannot be reached. */
export function isFiniteTensor(tensor: tf.Tensor): boolean | undefined {
  const heap = wasmMemory();
  if ('why' in heap || tensor.dtype !== 'float32') return undefined;
  const { finite } = onHeap(heap.memory);
  const given = [tensor.size, heap.addressOf(tensor)] as const;
  const shared = tensor.size < leastOfPart ? undefined : sharedCall({ functions, name: 'finite', called: finite as (...parameters: number[]) => number }, given, 1);
  return (shared ?? finite(...given)) === 0;
}
