import * as tf from '@tensorflow/tfjs';
import { fusedStep, type FusedStep, type Leave } from '../backend/fused';
import { wasmMemory } from '../backend/wasm-memory';
import type { Program } from '../formula/check';
import { compileWasm } from '../formula/wasm-kernel';
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
    if (tf.getBackend() !== 'wasm') return `the backend ${tf.getBackend()} has none`;
    const memory = wasmMemory();
    if ('why' in memory) return memory.why;
    return fusedStep(compileWasm(program), leave);
  } catch (error) {
    return (error as Error).message;
  }
}
