import * as tf from '@tensorflow/tfjs';
import type { Leave } from '../backend/fused';
import type { Program } from '../formula/check';
import { fusedKernel, type Fused } from './fused';
import { kernelsMode } from './mode';

/** A program's fused kernel, made once and again only when the backend or the mode has changed. */
export class KeptKernel {
  private made: { readonly backend: string; readonly mode: string; readonly kernel: Fused | undefined } | undefined;

  constructor(private readonly program: Program, private readonly leave: Leave = {}) {}

  /** Undefined where the tensor reading is to be used. Errors: as of `fusedKernel`. */
  get(): Fused | undefined {
    const [backend, mode] = [tf.getBackend(), kernelsMode()];
    if (this.made?.backend !== backend || this.made.mode !== mode) {
      this.made = { backend, mode, kernel: fusedKernel(this.program, this.leave) };
    }
    return this.made.kernel;
  }
}
