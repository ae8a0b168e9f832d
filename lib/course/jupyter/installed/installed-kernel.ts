import { existsSync, lstatSync, readFileSync, readdirSync, rmSync, rmdirSync, unlinkSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { reasonText } from '../../files/atomic-write';
import { findProgram } from '../../files/program';
import { KERNELSPEC_FILES, writeKernelspec } from '../kernel/kernelspec';

/** The name of an installed kernel, where it has no other: `tslab` may be a stock installation that is not ours to replace. */
export const INSTALLED_KERNEL = 'descent';

/** A kernel of the kit, of this copy of it or another, where Jupyter finds it. */
export interface InstalledKernel {
  readonly name: string;
  readonly displayName: string;
  /** Its folder, which holds kernel.json. */
  readonly folder: string;
  /** The program that it starts with Node. */
  readonly launcher: string;
  /** Why it does not start, where a file that it names is gone. */
  readonly fault?: string;
}

/** How a kernel is installed. */
export interface Installing {
  readonly name?: string | undefined;
  readonly displayName?: string | undefined;
  /** Replace a kernel of somebody else that has this name. */
  readonly force?: boolean | undefined;
}

/**
 * Installs this copy's kernel in a data folder of Jupyter, in the place of another copy's that has its name. Returns where it is, and which it replaced.
 * Installed again, it stays as it is. Errors, and nothing written: a name that Jupyter does not read; a kernel that is not ours, without `force`.
 */
export function installKernel(data: string, { name: asked = INSTALLED_KERNEL, displayName, force = false }: Installing = {}): { readonly now: InstalledKernel; readonly before: InstalledKernel | undefined } {
  const name = kernelName(asked);
  if (displayName?.trim() === '') throw new Error('kernel: the display name must not be empty, got ""');
  const folder = join(data, 'kernels', name);
  const before = kernelIn(folder);
  const others = before === undefined ? strangers(folder) : [];
  if (others.length > 0 && !force) throw new Error(`kernel: ${folder} is another kernel's: it holds ${others.join(', ')}; nothing was written (--name gives another name, --force replaces it)`);
  // What is below a link is installed elsewhere, and stays there.
  if (others.length > 0 && lstatSync(folder).isSymbolicLink()) unlinkSync(folder);
  writeKernelspec(data, { name, ...(displayName !== undefined && { displayName }) });
  forget(folder, others.filter(other => !KERNELSPEC_FILES.some(file => file === other)));
  return { now: kernelIn(folder) as InstalledKernel, before };
}

/** Removes a kernel of ours from a data folder of Jupyter, and returns it. Errors, and nothing removed: there is none of this name, or it is not ours. */
export function removeKernel(data: string, asked = INSTALLED_KERNEL): InstalledKernel {
  const name = kernelName(asked);
  const folder = join(data, 'kernels', name);
  const kernel = kernelIn(folder);
  if (kernel === undefined && strangers(folder).length > 0) throw new Error(`kernel: ${folder} is another kernel's; nothing was removed`);
  if (kernel === undefined) throw new Error(`kernel: there is no "${name}" in ${dirname(folder)}; "descent kernel list" shows where there are some`);
  forget(folder, KERNELSPEC_FILES);
  return kernel;
}

/** The kernels of the kit in some data folders of Jupyter, in their order. */
export function installedKernels(folders: readonly string[]): InstalledKernel[] {
  return folders.flatMap(data => entries(join(data, 'kernels')).sort().flatMap(name => kernelIn(join(data, 'kernels', name)) ?? []));
}

/** As Jupyter reads names: in small letters, and of no other signs. */
function kernelName(asked: string): string {
  const name = asked.toLowerCase();
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) throw new Error(`kernel: a name has letters from a to z, digits, ".", "_" and "-", and begins with a letter or digit, got "${asked}"`);
  return name;
}

const LAUNCHER = /[\\/]dist[\\/]course[\\/]jupyter[\\/]kernel[\\/]launcher\.js$/;

/** The kernel of the kit in a folder, or undefined: there is none, or it starts something else. */
function kernelIn(folder: string): InstalledKernel | undefined {
  const { argv, display_name: displayName } = readSpec(join(folder, 'kernel.json'));
  if (!Array.isArray(argv) || !argv.every(part => typeof part === 'string')) return undefined;
  const launcher = argv.find(part => LAUNCHER.test(part));
  if (launcher === undefined) return undefined;
  const name = basename(folder);
  const gone = [argv[0] as string, launcher].find(file => !isThere(file));
  return { name, folder, launcher, displayName: typeof displayName === 'string' ? displayName : name, ...(gone !== undefined && { fault: `${gone} is gone` }) };
}

function readSpec(file: string): { readonly argv?: unknown; readonly display_name?: unknown } {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) ?? {}) as object;
  } catch {
    return {};
  }
}

/** A kernel.json may name a program without its path. */
function isThere(file: string): boolean {
  return isAbsolute(file) ? existsSync(file) : findProgram(file) !== undefined;
}

/** What a folder holds that an installation of ours, cut off before its end, would not have left there. */
function strangers(folder: string): string[] {
  return entries(folder).filter(name => name !== KERNELSPEC_FILES[0] && !/^\..*\.tmp$/.test(name));
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Takes files out of a folder, and the folder with the last of them; of a folder that is a link, the link alone. */
function forget(folder: string, files: readonly string[]): void {
  try {
    if (files.includes('kernel.json') && lstatSync(folder).isSymbolicLink()) return unlinkSync(folder);
    for (const file of files) rmSync(join(folder, file), { recursive: true, force: true });
    if (entries(folder).length === 0) rmdirSync(folder);
  } catch (reason) {
    throw new Error(`cannot remove ${folder}: ${reasonText(reason)}; make its folder writable`, { cause: reason });
  }
}
