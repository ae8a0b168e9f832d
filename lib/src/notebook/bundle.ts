import { readFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, BuildOptions, Location, Message, OnResolveArgs, OnResolveResult, OutputFile, Plugin } from 'esbuild';
import { excerpt } from './excerpt';
import { inPackage } from '../package-folder';

/** TypeScript made into one module that runs: a file, and all that it imports by relative paths. */
export interface Bundle {
  /** Reads what it imports from packages out of an object called `packages`. */
  readonly code: string;
  readonly map: string;
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
  try {
    const { outputFiles } = await compiled({
      stdin: { contents: entry, resolveDir: folder, loader: 'ts', sourcefile: 'entry' },
      absWorkingDir: root,
      bundle: true,
      write: false,
      outfile: 'bundle.js',
      format: 'esm',
      platform: 'node',
      target: 'node20',
      charset: 'utf8',
      sourcemap: 'external',
      tsconfigRaw: {},
      define: { 'import.meta.url': JSON.stringify(pathToFileURL(`${folder}/`).href) },
      logLevel: 'silent',
      plugins: [packagesOf(packages, virtual, provided)],
    });
    const [map, code] = [/\.map$/, /\.js$/].map(ending => outputFiles.find(({ path }) => ending.test(path))?.text ?? '');
    return { code: code ?? '', map: map ?? '', packages: [...packages] };
  } catch (error) {
    const { errors = [] } = error as Partial<BuildFailure>;
    if (errors.length === 0) throw error;
    // Without its cause, which says the same again.
    throw new SyntaxError(errors.map(message => described(message, root)).join('\n'));
  }
}

/** Jupyter's ■ reaches the processes that a kernel has started too, so the one that esbuild works in may have ended meanwhile; once more then. */
async function compiled(options: BuildOptions & { write: false }): Promise<{ outputFiles: OutputFile[] }> {
  const { build, stop } = await import('esbuild');
  try {
    return await build(options);
  } catch (error) {
    if (!/^The service (was stopped|is no longer running)/.test((error as Error).message)) throw error;
    await stop();
    return build(options);
  }
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

/** `exercises/07-adam.ts:3:11: Unexpected "“"`, with the line of code and a caret below. */
function described({ text, location, notes }: Message, root: string): string {
  const more = notes.map(note => ` (${note.text}${note.location === null ? '' : ` ${placed(note.location)}`})`).join('');
  if (location === null) return `${text}${more}`;
  const seen = location.lineText.trim() === '' ? lastCode(location, root) : location;
  const atTheEnd = seen === location ? '' : ': a quote, a bracket or a comment is not closed';
  return `${placed(seen)}: ${text}${atTheEnd}${more}${excerpt(seen.lineText, columnOf(seen))}`;
}

/** What is left open is noticed only at the end of the file, where there may be nothing to see: the end of the code above it. */
function lastCode(location: Location, root: string): Location {
  const lines = readFileSync(join(root, location.file), 'utf8').split('\n').slice(0, location.line).join('\n').trimEnd().split('\n');
  const lineText = lines.at(-1) ?? '';
  return { ...location, line: lines.length, column: Buffer.byteLength(lineText), lineText };
}

function placed(location: Location): string {
  return `${location.file}:${location.line}:${columnOf(location)}`;
}

/** From 1, in signs; esbuild counts bytes, of which a β has two. */
function columnOf({ lineText, column }: Location): number {
  return Buffer.from(lineText).subarray(0, column).toString().length + 1;
}
