import { inPackage } from '../../src/package-folder';
import { DESCRIPTORS } from './frames';
import type { Limits } from './limits';

/** What is built for the box: its runtime, the form in which V8 keeps it compiled, and the library for submissions that import more of it. */
export const RUNTIME_FILES = {
  runtime: inPackage('dist', 'box', 'runtime.js'),
  cache: inPackage('dist', 'box', 'runtime.cache'),
  library: inPackage('dist', 'box', 'library.js'),
} as const;

/**
 * The options of node in a box. Its permission model is a second wall inside the first: no files, no programs, no threads, no addons. V8 takes its
 * compiled form only under the same options of its own under which it was made.
 */
export function nodeOptions({ heapMb }: Pick<Limits, 'heapMb'>): string[] {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission';
  return [`--max-old-space-size=${heapMb}`, permission, '--no-warnings'];
}

/**
 * Runs the runtime from open files, so that nothing of it has to lie where the box can see it. Of all that `--eval` makes global, every module of node
 * among it, nothing stays: a submission that forgets an import must not work here and nowhere else.
 */
export const BOOTSTRAP = `{
const load = require;
const { readFileSync } = load('node:fs');
const { Script } = load('node:vm');
const { webcrypto } = load('node:crypto');
const cachedData = readFileSync(${DESCRIPTORS.cache});
const options = { filename: 'box', cachedData: cachedData.length > 0 ? cachedData : undefined };
const run = new Script(readFileSync(${DESCRIPTORS.runtime}, 'utf8'), options).runInThisContext();
// Once this text has run through, node puts one of the names back.
process.nextTick(() => {
  for (const name of ['require', 'module', 'exports', '__filename', '__dirname', ...load('node:module').builtinModules]) {
    if (name !== 'console' && name !== 'process') delete globalThis[name];
  }
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, configurable: true, writable: true });
  run(load, () => readFileSync(${DESCRIPTORS.library}, 'utf8'));
});
}`;
