import { existsSync, readFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OnResolveArgs, OnResolveResult, Plugin } from 'esbuild';
import { compile, type Compiled } from './compile';
import { inPackage } from '../package-folder';

/**
 * TypeScript made into one module that runs: a file, and all that it imports by relative paths. It reads what it imports from packages out of an
 * object called `packages`.
 */
export interface Bundle extends Compiled {
  /** The imported packages, by the path of the file to load, or by the name of a module of Node. */
  readonly packages: readonly string[];
}

export interface BundleOptions {
  /** An entry of its own: TypeScript whose relative imports start in `folder`. */
  readonly entry: string;
  readonly folder: string;
  /** The folder that errors and stack traces name files from. */
  readonly root: string;
  /** Modules given as CommonJS source, by the name under which they are imported. */
  readonly virtual?: Readonly<Record<string, string>>;
  /** Names of packages that whoever runs it puts into `packages` himself; they are not among those to be loaded. */
  readonly provided?: readonly string[];
}

/**
 * Compiles with rules of its own, whatever tsconfig.json there is: relative imports of TypeScript, JavaScript and JSON, with or without their
 * ending; imports of packages; `descent`, which is this library; top-level await. Errors: each with file, line, column, reason and line of code, and a caret.
 */
export async function bundle({ entry, folder, root, virtual = {}, provided = [] }: BundleOptions): Promise<Bundle> {
  const packages = new Set<string>();
  const compiled = await compile(
    {
      stdin: { contents: entry, resolveDir: folder, loader: 'ts', sourcefile: 'entry' },
      absWorkingDir: root,
      define: { 'import.meta.url': JSON.stringify(pathToFileURL(`${folder}/`).href) },
      plugins: [packagesOf(packages, virtual, provided)],
    },
    file => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined),
  );
  return { ...compiled, packages: [...packages] };
}

/** Loads what a bundle imports from packages; hand the result to it as `packages`. */
export async function loadPackages(packages: readonly string[]): Promise<Record<string, unknown>> {
  const loaded = await Promise.all(packages.map(async name => [name, await load(name)] as const));
  return Object.fromEntries(loaded);
}

async function load(name: string): Promise<unknown> {
  try {
    return createRequire(__filename)(name) as unknown;
  } catch (error) {
    // A package of ECMAScript modules only.
    if (!['ERR_REQUIRE_ESM', 'ERR_REQUIRE_ASYNC_MODULE'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    const module = (await import(pathToFileURL(name).href)) as object;
    return { ...module, __esModule: true };
  }
}

/** Relative imports are esbuild's own affair; what comes from packages is loaded by Node, so that there is one `descent` and one TensorFlow.js. */
function packagesOf(found: Set<string>, virtual: Readonly<Record<string, string>>, provided: readonly string[]): Plugin {
  return {
    name: 'packages',
    setup({ onResolve, onLoad, resolve }) {
      onResolve({ filter: /^[^.]/ }, async args => {
        if (args.kind === 'entry-point' || isAbsolute(args.path) || args.pluginData === byEsbuild) return undefined;
        if (Object.hasOwn(virtual, args.path)) return { path: args.path, namespace: 'virtual' };
        if (provided.includes(args.path)) return { path: args.path, namespace: 'package' };
        const { kind, resolveDir } = args;
        const { path, ...problem } = locate(args) ?? (await resolve(args.path, { kind, resolveDir, pluginData: byEsbuild }));
        if (!path) return problem;
        found.add(path);
        return { path, namespace: 'package' };
      });
      onLoad({ filter: /.*/, namespace: 'virtual' }, ({ path }) => ({ contents: virtual[path] ?? '', loader: 'js' }));
      onLoad({ filter: /.*/, namespace: 'package' }, ({ path }) => ({ contents: `module.exports = packages[${JSON.stringify(path)}]`, loader: 'js' }));
    },
  };
}

const byEsbuild = Symbol('to be resolved by esbuild');

/** Where Node finds a package; undefined for one that is there, but only for `import`. */
function locate({ path, importer, resolveDir }: OnResolveArgs): OnResolveResult | undefined {
  if (path === 'descent') return { path: inPackage('dist', 'src', 'index.js') };
  if (path.startsWith('node:') || builtinModules.includes(path)) return { path };
  try {
    return { path: createRequire(isAbsolute(importer) ? importer : `${resolveDir}/entry`).resolve(path) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return undefined;
    return { errors: [{ text: `cannot find the package "${path}"`, detail: error }] };
  }
}
