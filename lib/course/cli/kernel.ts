import { sep } from 'node:path';
import { packageFolder } from '../../src/package-folder';
import { closedToOthers } from '../files/closed-to-others';
import { installKernel, installedKernels, removeKernel, type InstalledKernel, type Installing } from '../jupyter/installed/installed-kernel';
import { dataFolder, dataFolders, type Place } from '../jupyter/installed/places';

export type InstallCommand = Place & Installing;
export type RemoveCommand = Place & Pick<Installing, 'name'>;

export async function install({ name, displayName, force, ...place }: InstallCommand): Promise<void> {
  const { now, before } = installKernel(await dataFolder(place), { name, displayName, force });
  const replaced = before !== undefined && before.launcher !== now.launcher ? `, in the place of that of ${kitOf(before)}` : '';
  console.log(`kernel "${now.name}" installed in ${now.folder}${replaced}`);
  if (closedToOthers(now.folder) !== undefined) return;
  // Whoever finds the kernel starts it with these.
  const closed = [process.execPath, now.launcher].flatMap(file => closedToOthers(file) ?? []);
  for (const path of new Set(closed)) console.log(`other users find it there, but cannot start it: they may not enter or read ${path}`);
}

export async function remove({ name, ...place }: RemoveCommand): Promise<void> {
  const { name: removed, folder } = removeKernel(await dataFolder(place), name);
  console.log(`kernel "${removed}" removed from ${folder}`);
}

export async function list({ prefix }: { prefix?: string }): Promise<void> {
  const folders = await dataFolders();
  const kernels = installedKernels([...new Set([...(prefix === undefined ? [] : [await dataFolder({ prefix })]), ...folders])]);
  if (kernels.length === 0) console.log('the kernel is not installed; npx descent kernel install registers it');
  for (const kernel of kernels) console.log(`${kernel.name}  ${kernel.folder}\n  ${stateOf(kernel)}`);
}

function stateOf(kernel: InstalledKernel): string {
  const whose = kernel.launcher.startsWith(packageFolder + sep) ? 'of this library' : `of ${kitOf(kernel)}`;
  return `"${kernel.displayName}" ${whose}: ${kernel.fault === undefined ? 'its files are there' : `it does not start, for ${kernel.fault}; install it again`}`;
}

/** The folder of the library that a kernel belongs to. */
function kitOf({ launcher }: InstalledKernel): string {
  return launcher.split(/[\\/]dist[\\/]/)[0] as string;
}
