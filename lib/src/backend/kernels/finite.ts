import type * as tf from '@tensorflow/tfjs';
import { finiteFunction } from '../../formula/wasm/finite';
import { moduleBytes } from '../../formula/wasm/module';
import { wasmMemory } from './wasm-memory';

type Finite = (count: number, address: number) => number;

const instances = new WeakMap<WebAssembly.Memory, Finite>();
let compiled: WebAssembly.Module | undefined;

/** Whether every number of a float32 tensor is finite, read at the speed of memory; undefined where the backend's memory cannot be reached. */
export function isFiniteTensor(tensor: tf.Tensor): boolean | undefined {
  const heap = wasmMemory();
  if ('why' in heap || tensor.dtype !== 'float32') return undefined;
  const finite = instances.get(heap.memory) ?? instantiate(heap.memory);
  return finite(tensor.size, heap.addressOf(tensor)) === 0;
}

function instantiate(memory: WebAssembly.Memory): Finite {
  compiled ??= new WebAssembly.Module(Uint8Array.from(moduleBytes([finiteFunction])));
  const finite = new WebAssembly.Instance(compiled, { tfjs: { memory } }).exports['finite'] as Finite;
  instances.set(memory, finite);
  return finite;
}
