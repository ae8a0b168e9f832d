import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(__dirname, '..', '..', '..');
const packageName = '@tensorflow/tfjs-node-gpu';

/** How the tests of tensorflow find it: what a process needs in its environment, or why there is none. */
export type Tensorflow = { readonly env: NodeJS.ProcessEnv; remove(): void } | { readonly missing: string };

/**
 * The package @tensorflow/tfjs-node-gpu: the installed one, or else its JavaScript from the registry with a stand-in for its native addon, in a
 * temporary folder where processes that are started with `env` find it. What it imports they find in the project, TensorFlow.js's one copy too.
 */
export function tensorflow(): Tensorflow {
  const [major] = process.versions.node.split('.');
  if (Number(major) >= 23) return { missing: `skipped: ${packageName} does not run on node ${process.versions.node}` };
  const installed = join(root, 'node_modules', packageName);
  if (existsSync(installed)) {
    const hasAddon = readdirSync(installed, { recursive: true, encoding: 'utf8' }).some(path => path.endsWith('tfjs_binding.node'));
    return hasAddon ? { env: {}, remove: () => undefined } : { missing: `skipped: ${packageName} is installed without its native addon` };
  }
  const folder = mkdtempSync(join(tmpdir(), 'descent-tensorflow-'));
  const remove = (): void => rmSync(folder, { recursive: true });
  const modules = join(folder, 'node_modules');
  try {
    fetchPackages([packageName, 'google-protobuf', 'progress'], modules);
  } catch (error) {
    remove();
    const { stderr, message } = error as Error & { stderr?: string };
    return { missing: `skipped: the registry does not give ${packageName} (${(stderr || message).trim().split('\n')[0]})` };
  }
  const addon = join(folder, 'addon.cjs');
  const source = join(__dirname, 'addon.ts');
  buildSync({ entryPoints: [source], outfile: addon, bundle: true, packages: 'external', platform: 'node', format: 'cjs', target: 'node20' });
  // What looks for the addon.
  const finder = join(modules, '@mapbox', 'node-pre-gyp');
  mkdirSync(finder, { recursive: true });
  writeFileSync(join(finder, 'index.js'), `exports.find = () => ${JSON.stringify(addon)};`);
  return { env: { NODE_PATH: [modules, join(root, 'node_modules')].join(delimiter) }, remove };
}

/** Unpacks packages of the lock file, without what they depend on and without running their scripts. */
function fetchPackages(names: readonly string[], modules: string): void {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as { packages: Record<string, { version: string }> };
  const wanted = names.map(name => `${name}@${lock.packages[`node_modules/${name}`]?.version}`);
  const options = ['--loglevel=error', '--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--pack-destination', modules];
  mkdirSync(modules);
  const pack = execFileSync('npm', ['pack', ...options, ...wanted], { cwd: modules, encoding: 'utf8', stdio: 'pipe', timeout: 60_000 });
  const archives = pack.trim().split('\n');
  names.forEach((name, index) => {
    const target = join(modules, name);
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xzf', archives[index] as string, '-C', target, '--strip-components=1'], { cwd: modules });
  });
}
