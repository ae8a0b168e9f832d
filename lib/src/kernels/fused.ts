import * as tf from '@tensorflow/tfjs';
import { fusedRunner, type Leave } from '../backend/fused';
import { wasmMemory } from '../backend/wasm-memory';
import type { Program } from '../formula/check';
import type { TensorValue } from '../formula/tensors';
import { compileWasm } from '../formula/wasm-kernel';
import { kernelsMode } from './mode';

/** A program as one pass over memory: new values of all that it assigns of weights and slots. */
export type Fused = (values: Readonly<Record<string, TensorValue>>) => Record<string, TensorValue>;

/**
 * Makes the fused kernel of a program for the active backend, or gives undefined where the tensor reading is to be used. Errors, where kernels are
 * required: why there is none.
 */
export function fusedKernel(program: Program, leave: Leave = {}): Fused | undefined {
  if (kernelsMode() === 'off') return undefined;
  const made = make(program, leave);
  if (typeof made !== 'string') return made;
  if (kernelsMode() === 'required') throw new Error(`kernels: ${made}`);
  return undefined;
}

function make(program: Program, leave: Leave): Fused | string {
  try {
    if (tf.getBackend() !== 'wasm') return `the backend ${tf.getBackend()} has none`;
    const memory = wasmMemory();
    if ('why' in memory) return memory.why;
    return fusedRunner(compileWasm(program), leave);
  } catch (error) {
    return (error as Error).message;
  }
}
