import * as tf from '@tensorflow/tfjs';
import type { TensorValue } from '../../formula/tensors';
import { valueOf } from '../../formula/tree';
import type { WasmKernel } from '../../formula/wasm/kernel';
import { leastOfPart, shareCall } from '../shared-calls';
import { wasmMemory } from './wasm-memory';

/** What a kernel may do to the tensors it is given. */
export interface Leave {
  /** Names of weights and slots that may be changed in place. Default none. */
  readonly overwrite?: readonly string[];
  /** Those among them that nothing but kernels ever reads, such as the state of an optimizer, so that no other code can have a packed copy. */
  readonly hidden?: readonly string[];
}

/** A kernel on tensors: it replaces the weights and slots in a list of values by new ones. */
export interface FusedStep {
  /** What each entry of the list holds: tensors first, then what is the same for every weight. */
  readonly names: readonly string[];
  /** One step. An entry that has been changed in place stays the tensor it was; who gave the list disposes those that were replaced. */
  step(values: TensorValue[]): void;
}

/** Runs a kernel once, on values by name. Returns the new value of every weight and slot that the formula assigns; see `fusedStep`. */
export function runFused(
  kernel: WasmKernel,
  values: Readonly<Record<string, TensorValue>>,
  overwrite: readonly string[] = [],
): Record<string, TensorValue> {
  const { names, step } = fusedStep(kernel, { overwrite });
  const list = names.map(name => valueOf(values, name));
  step(list);
  return Object.fromEntries([...kernel.writes, ...kernel.scalarSlots].map(name => [name, list[names.indexOf(name)] as TensorValue]));
}

/**
 * Makes a kernel ready for tensors of the wasm backend, all of one size.
 *
 * The tensors named in `overwrite` are changed in place, except where another tensor shares their values. Every other tensor stays as it is, and a
 * new one takes its place in the list. A slot with one value for all weights stays what it was, a number or a tensor. Gradients do not pass
 * through it: for those there is `runTensors`.
 *
 * Errors: a backend other than wasm; a tensor that is missing, not float32, or of another size than the first; no memory left.
 */
export function fusedStep(kernel: WasmKernel, { overwrite = [], hidden = [] }: Leave = {}): FusedStep {
  const { tensors, writes, scalars, scalarSlots } = kernel;
  const names = [...tensors, ...scalars];
  const targets = writes.map(name => ({ at: tensors.indexOf(name), mayOverwrite: overwrite.includes(name), isHidden: hidden.includes(name) }));
  const slots = scalarSlots.map(name => names.indexOf(name));
  // Filled anew in each step: to make them would take as long as the arithmetic on a thousand weights.
  const [from, to, numbers]: [number[], number[], number[]] = [[], [], []];
  const results: tf.Tensor[] = [];
  const step = (values: TensorValue[]): void => {
    const heap = wasmMemory();
    if ('why' in heap) throw new Error(`wasm kernel: it cannot run here, because ${heap.why}`);
    const first = values[0];
    const count = typeof first === 'object' ? first.size : 0;
    for (let k = 0; k < tensors.length; k++) {
      requireTensor(values[k] as TensorValue, names, k, count);
      from[k] = heap.addressOf(values[k] as tf.Tensor);
    }
    for (let k = 0; k < scalars.length; k++) numbers[k] = numberOf(values[tensors.length + k] as TensorValue);
    for (let k = 0; k < targets.length; k++) {
      const { at, mayOverwrite } = targets[k] as (typeof targets)[number];
      const tensor = values[at] as tf.Tensor;
      const isAlone = heap.isAlone(tensor) && values.indexOf(tensor) === values.lastIndexOf(tensor);
      const result = mayOverwrite && isAlone ? tensor : heap.allocate(tensor.shape);
      results[k] = result;
      to[k] = heap.addressOf(result);
    }
    const newScalars = kernel.run(heap.memory, count, from, to, numbers, count < leastOfPart ? undefined : shareCall);
    for (let k = 0; k < targets.length; k++) {
      const { at, isHidden } = targets[k] as (typeof targets)[number];
      const result = results[k] as tf.Tensor;
      if (result === values[at] && !isHidden) heap.changed(result);
      values[at] = result;
    }
    for (let k = 0; k < slots.length; k++) {
      const at = slots[k] as number;
      values[at] = typeof values[at] === 'number' ? (newScalars[k] as number) : tf.scalar(newScalars[k] as number);
    }
  };
  return { names, step };
}

/** A number, or the one value of a tensor that holds it, such as a norm kept from the last step. */
function numberOf(value: TensorValue): number {
  return typeof value === 'number' ? value : (value.dataSync()[0] as number);
}

function requireTensor(value: TensorValue, names: readonly string[], at: number, size: number): void {
  if (typeof value === 'number') throw new Error(`wasm kernel: "${names[at]}" needs a tensor with a value for each weight, got ${value}`);
  if (value.dtype !== 'float32') throw new Error(`wasm kernel: "${names[at]}" must be float32, got ${value.dtype}`);
  if (value.size !== size) throw new Error(`wasm kernel: "${names[at]}" must have the size of "${names[0]}", ${size}, got ${value.size}`);
}
