import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Loaded only by what no grader does: tests, kernels, pages on a GPU. */
const notNeeded = ['vitest', 'vitest/node', 'zeromq', 'tslab', 'webgpu', '@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-backend-webgpu', 'fsevents', '*.node'];

/** Packages that hand `require` to a function of their own, in which nobody sees what they ask for; all their scripts are needed. */
const unseen = ['jsonc-parser'];

/**
 * The files of installed packages that some programs load, with the descriptions of the packages, by their paths in the folder that holds
 * `node_modules`. Errors: an import that leads nowhere.
 */
export async function tracedFiles(programs: readonly string[], root: string): Promise<string[]> {
  const { build } = await import('esbuild');
  const { metafile } = await build({
    entryPoints: [...programs],
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    outdir: 'nowhere',
    external: notNeeded,
    logLevel: 'silent',
  });
  const files = new Set<string>();
  for (const input of Object.keys(metafile.inputs)) {
    const path = relative(root, resolve(root, input)).split(sep).join('/');
    if (!path.startsWith('node_modules/')) continue;
    files.add(path);
    for (const description of descriptionsAbove(root, path)) files.add(description);
    const whole = unseen.map(name => `node_modules/${name}`).find(folder => path.startsWith(`${folder}/`));
    if (whole !== undefined) for (const script of scriptsIn(root, whole)) files.add(script);
  }
  return [...files];
}

function scriptsIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.js')).map(name => `${folder}/${name.split(sep).join('/')}`);
}

/** By a package.json node tells what `require` means in a folder. */
function descriptionsAbove(root: string, path: string): string[] {
  const found: string[] = [];
  for (let folder = dirname(path); folder !== 'node_modules' && folder !== '.'; folder = dirname(folder)) {
    const description = `${folder}/package.json`;
    if (existsSync(join(root, description))) found.push(description);
  }
  return found;
}
