import * as tf from '@tensorflow/tfjs';
import { flushFunction } from '../../formula/wasm/subnormal';
import { moduleBytes } from '../../formula/wasm/module';
import { kernelsMode } from './mode';
import { wasmMemory } from './wasm-memory';

type Flush = (count: number, address: number) => void;

const instances = new WeakMap<WebAssembly.Memory, Flush>();
let compiled: WebAssembly.Module | undefined;

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
  const flush = instances.get(heap.memory) ?? instantiate(heap.memory);
  flush(tensor.size, heap.addressOf(tensor));
  return tensor;
}

function instantiate(memory: WebAssembly.Memory): Flush {
  compiled ??= new WebAssembly.Module(Uint8Array.from(moduleBytes([flushFunction])));
  const flush = new WebAssembly.Instance(compiled, { tfjs: { memory } }).exports['flush'] as Flush;
  instances.set(memory, flush);
  return flush;
}
