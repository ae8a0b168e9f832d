// Starts the kernels these tests talk to, ours and an unpatched tslab, each in a throw-away folder inside the project.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { startKernel, type CellResult, type Kernel } from '../../lib/course/jupyter/client/client';
import { kernelArgv } from '../../lib/course/jupyter/kernel/kernelspec';

const root = resolve(__dirname, '../..');
const opened: Kernel[] = [];
const folders: string[] = [];

afterAll(async () => {
  await Promise.all(opened.map(kernel => kernel.shutdown()));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function ourArgv(): string[] {
  if (!existsSync(join(root, 'lib/dist/course/jupyter/kernel/launcher.js'))) spawnSync(process.execPath, [join(root, 'lib/build.mjs')], { stdio: 'inherit' });
  return kernelArgv();
}

export const stockArgv = [process.execPath, join(root, 'node_modules/tslab/bin/tslab'), 'kernel', '--config-path={connection_file}'];

/** Below the project, because tslab finds the types of Node in a node_modules above the notebook. */
export function scratchFolder(): string {
  const folder = mkdtempSync(join(root, 'test/jupyter/.scratch-'));
  folders.push(folder);
  return folder;
}

export async function openKernel(argv = ourArgv(), { cwd = scratchFolder() } = {}): Promise<Kernel> {
  const kernel = await startKernel({ argv, cwd });
  opened.push(kernel);
  return kernel;
}

export function textOf({ outputs }: CellResult, name = 'stdout'): string {
  return outputs.map(output => (output.output_type === 'stream' && output.name === name ? output.text : '')).join('');
}

/** Which of the lines 0 … count − 1 a cell did not print in their place: the first few, so that a failure stays readable. */
export function missingLines(result: CellResult, count: number): number[] {
  const lines = textOf(result).split('\n');
  return Array.from({ length: count }, (_, i) => i).filter(i => lines[i] !== String(i)).slice(0, 5);
}
