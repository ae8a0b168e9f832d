import { switchOf } from '../mode';

/** Whether fused kernels run: where they can, never, or always, with an error where one cannot. */
export type KernelsMode = 'auto' | 'off' | 'required';

const kernels = switchOf<KernelsMode>('kernels', 'DESCENT_KERNELS', ['auto', 'off', 'required']);

export const kernelsMode: () => KernelsMode = kernels.now;

/** Switches fused kernels. Returns the mode before. Errors: a word that is none of the three. */
export const setKernels: (next: KernelsMode) => KernelsMode = kernels.set;
