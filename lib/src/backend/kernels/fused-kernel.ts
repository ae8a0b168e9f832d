import * as tf from '@tensorflow/tfjs';
import { fusedStep, type FusedStep, type Leave } from './on-wasm';
import { runFusedOnWebgpu } from './on-webgpu';
import { wasmMemory } from './wasm-memory';
import { webgpuDevice } from './webgpu-device';
import type { Program } from '../../formula/check';
import type { TensorValue } from '../../formula/tensors';
import { compileWasm } from '../../formula/wasm/kernel';
import { compileWgsl, type WgslKernel } from '../../formula/wgsl/kernel';
import { kernelsMode } from './mode';

export type { FusedStep, Leave };

/**
 * Makes the fused kernel of a program for the active backend, or gives undefined where the tensor reading is to be used. Errors, where kernels are
 * required: why there is none.
 */
export function fusedKernel(program: Program, leave: Leave = {}): FusedStep | undefined {
  if (kernelsMode() === 'off') return undefined;
  const made = make(program, leave);
  if (typeof made !== 'string') return made;
  if (kernelsMode() === 'required') throw new Error(`kernels: ${made}`);
  return undefined;
}

function make(program: Program, leave: Leave): FusedStep | string {
  try {
    switch (tf.getBackend()) {
      case 'wasm': {
        const memory = wasmMemory();
        return 'why' in memory ? memory.why : fusedStep(compileWasm(program), leave);
      }
      case 'webgpu': {
        const device = webgpuDevice();
        if ('why' in device) return device.why;
        const kernel = compileWgsl(program);
        // A program with more tensors than the device binds is found out here, where the tensor reading can still take over.
        kernel.on(device.device);
        return stepOnWebgpu(kernel, leave);
      }
      default:
        return `the backend ${tf.getBackend()} has none`;
    }
  } catch (error) {
    return (error as Error).message;
  }
}

/** What is the same for every weight may be a tensor there, of rank 0, because the host does not wait for what is in it. */
function stepOnWebgpu(kernel: WgslKernel, { overwrite = [] }: Leave): FusedStep {
  const names = [...kernel.tensors, ...kernel.deviceSlots, ...kernel.scalars];
  const replaced = [...kernel.writes, ...kernel.deviceSlots, ...kernel.scalarSlots].map(name => ({ name, at: names.indexOf(name) }));
  const step = (values: TensorValue[]): void => {
    const next = runFusedOnWebgpu(kernel, Object.fromEntries(names.map((name, at) => [name, values[at] as TensorValue])), overwrite);
    for (const { name, at } of replaced) values[at] = next[name] as TensorValue;
  };
  return { names, step };
}
