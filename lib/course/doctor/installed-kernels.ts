import { installedKernels } from '../jupyter/installed/installed-kernel';
import { dataFolders } from '../jupyter/installed/places';
import type { Finding } from './finding';

/** Kernels of the kit that Jupyter finds, and that do not start: of a copy that has been moved or deleted, or of a node that has gone. None where all do. */
export async function brokenKernels({ folders = dataFolders }: { folders?: () => Promise<readonly string[]> } = {}): Promise<Finding[]> {
  return installedKernels(await folders()).flatMap(({ name, folder, fault }): Finding[] => {
    if (fault === undefined) return [];
    return [{ part: 'kernel', status: 'problem', text: `Jupyter finds "${name}" in ${folder}, but it does not start: ${fault}`, remedy: 'run "npx descent kernel install" or "kernel remove" with its --name and place' }];
  });
}
