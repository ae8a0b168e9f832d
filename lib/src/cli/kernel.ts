import { installKernelspec } from '../kernel/kernelspec';

export function installKernel(): void {
  console.log(`kernel installed in ${installKernelspec({ user: true })}`);
}
