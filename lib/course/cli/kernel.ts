import { installKernelspec } from '../jupyter/kernel/kernelspec';

export function installKernel(): void {
  console.log(`kernel installed in ${installKernelspec({ user: true })}`);
}
