import * as tf from '@tensorflow/tfjs';
import { onMemory } from '../../formula/wasm/on-memory';
import { flushFunction } from '../../formula/wasm/subnormal';
import { kernelsMode } from './mode';
import { wasmMemory } from './wasm-memory';

const onHeap = onMemory<{ flush(count: number, address: number): void }>([flushFunction]);

/** The smallest float32 number with all its digits. */
const smallestNormal = 2 ** -126;

/**
 * A float32 tensor with 0 for every number below 1.2e-38: the tensor itself, changed in place, where the backend's memory can be worked on and nobody
 * shares it, else a new one.
 */
export function withoutSubnormals(tensor: tf.Tensor): tf.Tensor {
  const heap = wasmMemory();
  if (kernelsMode() === 'off' || 'why' in heap || !heap.isAlone(tensor)) {
    return tf.tidy(() => tf.where(tf.less(tf.abs(tensor), smallestNormal), tf.zerosLike(tensor), tensor));
  }
  onHeap(heap.memory).flush(tensor.size, heap.addressOf(tensor));
  return tensor;
}
