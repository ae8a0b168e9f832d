// Builds the package: TypeScript to CommonJS with declarations, what `help` says of them, one Plotly bundle with only the traces the course
// draws, and the scripts of explorables and the playground.
// The compiler is called by its path, because node_modules/.bin/tsc may be the older one that tslab brings along.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const lib = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const dist = join(lib, 'dist');

function installed(file) {
  try {
    return require.resolve(file);
  } catch {
    console.error(`build: ${file.split('/')[0]} is not installed; run "npm ci"`);
    process.exit(1);
  }
}

function compile() {
  const tsc = installed('typescript/bin/tsc');
  const run = spawnSync(process.execPath, [tsc, '-p', join(lib, 'tsconfig.json')], { stdio: 'inherit' });
  if (run.status !== 0) process.exit(run.status ?? 1);
}

/** How every script of a page is bundled. */
const forPages = { bundle: true, minify: true, write: false, format: 'iife', target: 'es2020', charset: 'ascii', legalComments: 'none', logLevel: 'error' };

/** Bundling takes seconds and its inputs rarely change, so it is redone only when one of them is newer than the result. */
async function bundlePlotly() {
  const entry = join(lib, 'src', 'figures', 'plotly-bundle.mjs');
  const target = join(dist, 'assets', 'plotly.min.js.gz');
  const inputs = [entry, installed('plotly.js/package.json'), fileURLToPath(import.meta.url)];
  if (existsSync(target) && inputs.every(path => statSync(path).mtimeMs < statSync(target).mtimeMs)) return;
  const esbuild = await import('esbuild');
  const result = await esbuild.build({
    ...forPages,
    entryPoints: [entry],
    define: { global: 'window' },
    // Some libraries inside look for a loader of modules. One that the page happens to have, such as the require.js of the classic Notebook
    // and of nbconvert, is not meant for them, so they see none.
    banner: { js: '(function (define, module, exports, require) {' },
    footer: { js: '})();' },
    loader: { '.css': 'text', '.svg': 'text', '.png': 'dataurl' },
  });
  mkdirSync(dirname(target), { recursive: true });
  const plain = Buffer.from(result.outputFiles[0].contents);
  writeFileSync(target, gzipSync(plain, { level: 9 }));
  console.log(`plotly bundle: ${(plain.length / 1e6).toFixed(2)} MB, ${(readFileSync(target).length / 1e6).toFixed(2)} MB compressed`);
}

/** What explorables and the playground run in the page, a script each. */
async function bundlePages() {
  const esbuild = await import('esbuild');
  for (const name of ['explore', 'playground']) {
    const { outputFiles } = await esbuild.build({ ...forPages, entryPoints: [join(lib, 'src', name, 'page', 'index.ts')] });
    const plain = Buffer.from(outputFiles[0].contents);
    writeFileSync(join(dist, 'assets', `${name}.js`), plain);
    console.log(`${name}: ${(plain.length / 1e3).toFixed(0)} KB, ${(gzipSync(plain, { level: 9 }).length / 1e3).toFixed(0)} KB compressed`);
  }
}

if (process.argv.includes('--clean')) rmSync(dist, { recursive: true, force: true });
compile();
require(join(dist, 'course', 'reference', 'write-reference.js')).writeReference();
await bundlePlotly();
await bundlePages();
