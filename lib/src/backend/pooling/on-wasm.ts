import type * as tf from '@tensorflow/tfjs';
import { onMemory } from '../../formula/wasm/on-memory';
import { kernelsMode } from '../kernels/mode';
import { wasmMemory } from '../kernels/wasm-memory';
import { maxSlopesFunction } from './max-slopes';

const onHeap = onMemory<{ maxSlopes(...parameters: number[]): void }>([maxSlopesFunction]);

/** The slopes of `tf.maxPool` by one pass over the wasm backend's memory; undefined where that cannot be worked on, and with kernels switched off. */
export function maxSlopesInMemory(dy: tf.Tensor4D, input: tf.Tensor4D, output: tf.Tensor4D, plan: tf.backend_util.Conv2DInfo): tf.Tensor | undefined {
  const heap = wasmMemory();
  if (kernelsMode() === 'off' || 'why' in heap || [dy, input, output].some(({ dtype }) => dtype !== 'float32')) return undefined;
  const dx = heap.allocate([...input.shape]);
  const at = (tensor: tf.Tensor): number => heap.addressOf(tensor);
  new Float32Array(heap.memory.buffer, at(dx), dx.size).fill(0);
  onHeap(heap.memory).maxSlopes(
    plan.batchSize, plan.inHeight, plan.inWidth, plan.outHeight, plan.outWidth, plan.inChannels, plan.filterHeight, plan.filterWidth,
    plan.strideHeight, plan.strideWidth, plan.padInfo.top, plan.padInfo.left, at(input), at(output), at(dy), at(dx),
  );
  return dx;
}
