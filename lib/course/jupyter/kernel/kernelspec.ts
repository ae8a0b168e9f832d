import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inPackage } from '../../../src/package-folder';
import { writeFileAtomically } from '../../files/atomic-write';

/**
 * The kernel the course's notebooks name, which is also what `tslab install` calls its own. Inside the project our kernelspec comes first on
 * Jupyter's path and is the one that answers to it; elsewhere the same notebook opens on stock tslab. Neither asks for a kernel.
 */
export const NOTEBOOK_KERNEL = 'tslab';

/** The command that starts our kernel; Jupyter and our client put the path of a connection file in place of the last entry. */
export function kernelArgv(): string[] {
  const launcher = inPackage('dist', 'course', 'jupyter', 'kernel', 'launcher.js');
  if (!existsSync(launcher)) throw new Error(`kernel program ${launcher} is missing; run npm run build`);
  return [process.execPath, launcher, '{connection_file}'];
}

/** The folder of a project to put on JUPYTER_PATH. */
export function projectJupyterPath(root: string): string {
  return join(root, '.descent', 'jupyter');
}

/** What a kernelspec of ours consists of, as it is written: with the last of them it is one. */
export const KERNELSPEC_FILES = ['logo-svg.svg', 'kernel.json'] as const;

/**
 * Writes FOLDER/kernels/NAME/kernel.json and its logo, and returns the folder of the kernelspec. Paths in it are absolute, so it works
 * whatever PATH the Jupyter server has, and must be written again when the project or Node moves. Nothing is touched when it is up to date.
 */
export function writeKernelspec(
  folder: string,
  { name = NOTEBOOK_KERNEL, displayName = 'TypeScript (Descent)' }: { name?: string; displayName?: string } = {},
): string {
  const target = join(folder, 'kernels', name);
  const spec = {
    argv: kernelArgv(),
    display_name: displayName,
    language: 'typescript',
    // Windows has no signal that could reach one kernel.
    interrupt_mode: process.platform === 'win32' ? 'message' : 'signal',
  };
  const [logo, description] = KERNELSPEC_FILES;
  writeFileAtomically(join(target, logo), LOGO);
  writeFileAtomically(join(target, description), `${JSON.stringify(spec, null, 1)}\n`);
  return target;
}

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
 <rect width="64" height="64" rx="10" fill="#1f4e79"/>
 <path d="M8 10C14 42 24 52 34 52S52 40 57 22" fill="none" stroke="#fff" stroke-width="4" stroke-linecap="round"/>
 <path d="M11 20l9 17 8 9 6 6" fill="none" stroke="#f2a33a" stroke-width="3" stroke-linejoin="round"/>
 <circle cx="34" cy="51" r="5" fill="#f2a33a"/>
</svg>
`;
