import { backendName } from '../active';
import type { Program } from '../../formula/check';
import { fusedKernel, type FusedStep, type Leave } from './fused-kernel';
import { kernelsMode } from './mode';

/** A program's fused kernel, made once and again only when the backend or the mode has changed. */
export class KeptKernel {
  private made: { readonly backend: string; readonly mode: string; readonly kernel: FusedStep | undefined } | undefined;

  constructor(private readonly program: Program, private readonly leave: Leave = {}) {}

  /** Undefined where the tensor reading is to be used. Errors: as of `fusedKernel`. */
  get(): FusedStep | undefined {
    const backend = backendName();
    const mode = kernelsMode();
    if (this.made?.backend !== backend || this.made.mode !== mode) {
      this.made = { backend, mode, kernel: fusedKernel(this.program, this.leave) };
    }
    return this.made.kernel;
  }
}
