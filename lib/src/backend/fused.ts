import * as tf from '@tensorflow/tfjs';
import type { TensorValue } from '../formula/tensors';
import { valueOf } from '../formula/tree';
import type { WasmKernel } from '../formula/wasm-kernel';
import { wasmMemory } from './wasm-memory';

/**
 * Runs a kernel on tensors of the wasm backend, all of one size. Returns the new value of every weight and slot that the formula assigns.
 *
 * The tensors named in `overwrite` are changed in place and come back themselves, except where another tensor shares their values. Every other
 * tensor stays as it is, and a new one comes back. A slot with one value for all weights comes back as it was given, as a number or a tensor.
 * Gradients do not pass through it: for those there is `runTensors`.
 *
 * Errors: a backend other than wasm; a tensor that is missing, not float32, or of another size than the first; no memory left.
 */
export function runFused(
  kernel: WasmKernel,
  values: Readonly<Record<string, TensorValue>>,
  overwrite: readonly string[] = [],
): Record<string, TensorValue> {
  const heap = wasmMemory();
  if ('why' in heap) throw new Error(`wasm kernel: it cannot run here, because ${heap.why}`);
  const tensors = tensorsOf(kernel.tensors, values);
  const scalars = kernel.scalars.map(name => numberOf(valueOf(values, name)));
  const results = kernel.writes.map(name => {
    const tensor = values[name] as tf.Tensor;
    const mayChange = overwrite.includes(name) && heap.isAlone(tensor) && tensors.indexOf(tensor) === tensors.lastIndexOf(tensor);
    return mayChange ? tensor : heap.allocate(tensor.shape);
  });
  const newScalars = kernel.run(heap.memory, tensors[0]?.size ?? 0, tensors.map(heap.addressOf), results.map(heap.addressOf), scalars);
  const next: Record<string, TensorValue> = {};
  kernel.writes.forEach((name, index) => {
    const result = results[index] as tf.Tensor;
    if (result === values[name]) heap.changed(result);
    next[name] = result;
  });
  kernel.scalarSlots.forEach((slot, index) => {
    const value = newScalars[index] as number;
    next[slot] = typeof values[slot] === 'number' ? value : tf.scalar(value);
  });
  return next;
}

/** A number, or the one value of a tensor that holds it, such as a norm kept from the last step. */
function numberOf(value: TensorValue): number {
  return typeof value === 'number' ? value : (value.dataSync()[0] as number);
}

function tensorsOf(names: readonly string[], values: Readonly<Record<string, TensorValue>>): tf.Tensor[] {
  const tensors = names.map(name => {
    const value = valueOf(values, name);
    if (typeof value === 'number') throw new Error(`wasm kernel: "${name}" needs a tensor with a value for each weight, got ${value}`);
    if (value.dtype !== 'float32') throw new Error(`wasm kernel: "${name}" must be float32, got ${value.dtype}`);
    return value;
  });
  const size = tensors[0]?.size;
  const other = tensors.findIndex(tensor => tensor.size !== size);
  if (other < 0) return tensors;
  throw new Error(`wasm kernel: "${names[other]}" must have the size of "${names[0]}", ${size}, got ${tensors[other]?.size}`);
}
