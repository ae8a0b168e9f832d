import * as tf from '@tensorflow/tfjs';
import type { GpuBuffer } from '../../formula/wgsl/gpu';
import type { TensorValue } from '../../formula/tensors';
import { valueOf } from '../../formula/tree';
import type { WgslKernel } from '../../formula/wgsl/kernel';
import { webgpuDevice } from './webgpu-device';

/**
 * Runs a kernel on tensors of the webgpu backend, all of one size. Returns the new value of every weight and slot that the formula assigns.
 *
 * The tensors named in `overwrite` are changed in place and come back themselves, except where another tensor shares their values. Every other
 * tensor stays as it is, and a new one comes back, which starts as a copy: a device binds few tensors at a time, too few for old and new ones side
 * by side. A slot with one value for all weights comes back as a number where it follows from numbers alone, and else as a new tensor of rank 0,
 * because the host does not know it. Gradients do not pass through it: for those there is `runTensors`.
 *
 * Errors: a backend other than webgpu; a tensor that is missing, not float32, of another size than the first, or larger than the device can bind; a
 * kernel that needs more tensors than it can bind.
 */
export function runFusedOnWebgpu(
  kernel: WgslKernel,
  values: Readonly<Record<string, TensorValue>>,
  overwrite: readonly string[] = [],
): Record<string, TensorValue> {
  const gpu = webgpuDevice();
  if ('why' in gpu) throw new Error(`wgsl kernel: it cannot run here, because ${gpu.why}`);
  // Whatever is refused is refused before anything is allocated.
  kernel.on(gpu.device);
  const tensors = tensorsOf(kernel.tensors, values, gpu.device.limits.maxStorageBufferBindingSize);
  const scalars = kernel.scalars.map(name => numberOf(name, values));
  const slots = kernel.deviceSlots.map(name => slotOf(name, values));
  const count = tensors[0]?.size ?? 0;

  const next: Record<string, TensorValue> = {};
  const bufferOf = (name: string): GpuBuffer => gpu.bufferOf((next[name] ?? values[name]) as tf.Tensor);
  for (const name of kernel.writes) {
    const tensor = values[name] as tf.Tensor;
    const mayChange = overwrite.includes(name) && gpu.isAlone(tensor) && tensors.indexOf(tensor) === tensors.lastIndexOf(tensor);
    next[name] = mayChange ? tensor : gpu.copy(tensor);
  }
  for (const name of kernel.deviceSlots) next[name] = gpu.allocate([]);
  const buffers = {
    tensors: count > 0 ? kernel.tensors.map(bufferOf) : [],
    slots: slots.map(gpu.bufferOf),
    newSlots: kernel.deviceSlots.map(bufferOf),
  };
  const newScalars = kernel.run(gpu, count, buffers, scalars);
  kernel.scalarSlots.forEach((name, index) => (next[name] = newScalars[index] as number));
  for (const name of kernel.writes) if (next[name] === values[name]) gpu.changed(next[name] as tf.Tensor);
  kernel.deviceSlots.forEach((name, index) => slots[index] !== values[name] && slots[index]?.dispose());
  return next;
}

function numberOf(name: string, values: Readonly<Record<string, TensorValue>>): number {
  const value = valueOf(values, name);
  if (typeof value === 'number') return value;
  throw new Error(`wgsl kernel: "${name}" must be a number, got a tensor, and the host does not wait for what is in it`);
}

/** A slot that is one value on the device; a number, such as its first value, is uploaded. */
function slotOf(name: string, values: Readonly<Record<string, TensorValue>>): tf.Tensor {
  const value = valueOf(values, name);
  if (typeof value === 'number') return tf.scalar(value);
  if (value.size === 1 && value.dtype === 'float32') return value;
  throw new Error(`wgsl kernel: "${name}" must be one float32 value, got ${value.dtype} of shape [${value.shape}]`);
}

function tensorsOf(names: readonly string[], values: Readonly<Record<string, TensorValue>>, maxBytes: number): tf.Tensor[] {
  const tensors = names.map(name => {
    const value = valueOf(values, name);
    if (typeof value === 'number') throw new Error(`wgsl kernel: "${name}" needs a tensor with a value for each weight, got ${value}`);
    if (value.dtype !== 'float32') throw new Error(`wgsl kernel: "${name}" must be float32, got ${value.dtype}`);
    if (4 * value.size > maxBytes) throw new Error(`wgsl kernel: "${name}" takes ${4 * value.size} bytes, and the device binds at most ${maxBytes}`);
    return value;
  });
  const size = tensors[0]?.size;
  const other = tensors.findIndex(tensor => tensor.size !== size);
  if (other < 0) return tensors;
  throw new Error(`wgsl kernel: "${names[other]}" must have the size of "${names[0]}", ${size}, got ${tensors[other]?.size}`);
}
