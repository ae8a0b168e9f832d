import * as tf from '@tensorflow/tfjs';
import type { TensorValue } from '../formula/tensors';
import { valueOf } from '../formula/tree';
import type { WasmKernel } from '../formula/wasm-kernel';
import { wasmMemory } from './wasm-memory';

/** What a kernel may do to the tensors it is given. */
export interface Leave {
  /** Names of weights and slots that may be changed in place. Default none. */
  readonly overwrite?: readonly string[];
  /** Those among them that nothing but kernels ever reads, such as the state of an optimizer, so that no other code can have a packed copy. */
  readonly hidden?: readonly string[];
}

/** Runs a kernel once; see `fusedRunner`. */
export function runFused(kernel: WasmKernel, values: Readonly<Record<string, TensorValue>>, overwrite: readonly string[] = []): Record<string, TensorValue> {
  return fusedRunner(kernel, { overwrite })(values);
}

/**
 * Makes a function that runs a kernel on tensors of the wasm backend, all of one size. It returns the new value of every weight and slot that the
 * formula assigns.
 *
 * The tensors named in `overwrite` are changed in place and come back themselves, except where another tensor shares their values. Every other
 * tensor stays as it is, and a new one comes back. A slot with one value for all weights comes back as it was given, as a number or a tensor.
 * Gradients do not pass through it: for those there is `runTensors`.
 *
 * Errors: a backend other than wasm; a tensor that is missing, not float32, or of another size than the first; no memory left.
 */
export function fusedRunner(
  kernel: WasmKernel,
  { overwrite = [], hidden = [] }: Leave = {},
): (values: Readonly<Record<string, TensorValue>>) => Record<string, TensorValue> {
  const { tensors, writes, scalars, scalarSlots } = kernel;
  const mayOverwrite = writes.map(name => overwrite.includes(name));
  const isHidden = writes.map(name => hidden.includes(name));
  // Filled anew in each run: a step of a thousand weights takes no longer than making these would.
  const given: tf.Tensor[] = [];
  const [from, to, numbers]: [number[], number[], number[]] = [[], [], []];
  return values => {
    const heap = wasmMemory();
    if ('why' in heap) throw new Error(`wasm kernel: it cannot run here, because ${heap.why}`);
    for (let k = 0; k < tensors.length; k++) {
      given[k] = checkedTensor(tensors[k] as string, values, tensors[0] as string);
      from[k] = heap.addressOf(given[k] as tf.Tensor);
    }
    for (let k = 0; k < scalars.length; k++) numbers[k] = numberOf(valueOf(values, scalars[k] as string));
    const next: Record<string, TensorValue> = {};
    for (let k = 0; k < writes.length; k++) {
      const tensor = values[writes[k] as string] as tf.Tensor;
      const inPlace = mayOverwrite[k] && heap.isAlone(tensor) && given.indexOf(tensor) === given.lastIndexOf(tensor);
      const result = inPlace ? tensor : heap.allocate(tensor.shape);
      next[writes[k] as string] = result;
      to[k] = heap.addressOf(result);
    }
    const newScalars = kernel.run(heap.memory, given[0]?.size ?? 0, from, to, numbers);
    for (let k = 0; k < writes.length; k++) {
      const name = writes[k] as string;
      if (!isHidden[k] && next[name] === values[name]) heap.changed(next[name] as tf.Tensor);
    }
    for (let k = 0; k < scalarSlots.length; k++) {
      const slot = scalarSlots[k] as string;
      next[slot] = typeof values[slot] === 'number' ? (newScalars[k] as number) : tf.scalar(newScalars[k] as number);
    }
    given.length = 0;
    return next;
  };
}

/** A number, or the one value of a tensor that holds it, such as a norm kept from the last step. */
function numberOf(value: TensorValue): number {
  return typeof value === 'number' ? value : (value.dataSync()[0] as number);
}

function checkedTensor(name: string, values: Readonly<Record<string, TensorValue>>, first: string): tf.Tensor {
  const value = valueOf(values, name);
  if (typeof value === 'number') throw new Error(`wasm kernel: "${name}" needs a tensor with a value for each weight, got ${value}`);
  if (value.dtype !== 'float32') throw new Error(`wasm kernel: "${name}" must be float32, got ${value.dtype}`);
  const { size } = values[first] as tf.Tensor;
  if (value.size === size) return value;
  throw new Error(`wasm kernel: "${name}" must have the size of "${first}", ${size}, got ${value.size}`);
}
