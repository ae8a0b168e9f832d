// Builds the package: TypeScript to CommonJS with declarations, what `help` says of them, their text as it is written, one Plotly
// bundle with only the traces the course draws, the scripts of pages, and what runs in the box of a submission.
// The compiler is called by its path, because node_modules/.bin/tsc may be the older one that tslab brings along.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
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

/** What was compiled of a source that has moved or gone would still be found, even in the place of one that has its name as a folder. */
function removeStale() {
  for (const room of ['src', 'course', 'evidence']) {
    for (const name of readdirSync(join(dist, room), { recursive: true })) {
      const [source] = name.split(/\.(?:js|js\.map|d\.ts)$/);
      if (source !== name && !existsSync(join(lib, room, `${source}.ts`))) rmSync(join(dist, room, name));
    }
  }
}

/** The parser of formulas as one file, because whoever imports the library waits for it. */
async function bundleParser() {
  const esbuild = await import('esbuild');
  const target = join(dist, 'src', 'formula', 'mathjs-bundle.js');
  await esbuild.build({
    entryPoints: [join(lib, 'src', 'formula', 'mathjs-bundle.ts')],
    outfile: target,
    bundle: true,
    minify: true,
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  rmSync(`${target}.map`, { force: true });
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

/** What runs in a page, by the name of its script. */
const pageScripts = {
  explore: ['src', 'explore', 'page', 'index.ts'],
  playground: ['src', 'playground', 'page', 'index.ts'],
  sort: ['course', 'site', 'in-page', 'sort.ts'],
  page: ['course', 'site', 'in-page', 'every-page.ts'],
  search: ['course', 'site', 'in-page', 'search.ts'],
  slides: ['course', 'slides', 'page', 'index.ts'],
};

/** What explorables, the playground, slides and the pages of a course run, a script each. */
async function bundlePages() {
  const esbuild = await import('esbuild');
  for (const [name, entry] of Object.entries(pageScripts)) {
    const { outputFiles } = await esbuild.build({ ...forPages, entryPoints: [join(lib, ...entry)] });
    const plain = Buffer.from(outputFiles[0].contents);
    writeFileSync(join(dist, 'assets', `${name}.js`), plain);
    console.log(`${name}: ${(plain.length / 1e3).toFixed(0)} KB, ${(gzipSync(plain, { level: 9 }).length / 1e3).toFixed(0)} KB compressed`);
  }
}

/** Packages of the library that a box does without: they show, compile and compute on other machines' hardware. */
const notInBoxes = ['esbuild', 'tslab', 'typescript', 'webgpu', 'zeromq', '@tensorflow/tfjs-node-gpu'];

/** In a box no file of the package can be read, so its folder is not looked for either; what needs a file fails when it reads it. */
const withoutFolder = {
  name: 'without-folder',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]package-folder\.js$/ }, () => ({
      contents: 'const { join } = require("node:path"); exports.packageFolder = "/descent"; exports.inPackage = (...parts) => join("/descent", ...parts);',
    })),
};

/** The runtime of a box, one file that needs no other, and the whole library for submissions that import more of it than most. */
async function bundleBox() {
  const esbuild = await import('esbuild');
  const { RUNTIME_FILES, nodeOptions } = require(join(dist, 'course', 'box', 'node-program.js'));
  const { DEFAULT_LIMITS } = require(join(dist, 'course', 'box', 'limits.js'));
  const names = Object.keys(require(join(dist, 'src', 'index.js')));
  const forBoxes = { bundle: true, format: 'cjs', platform: 'node', target: 'node20', legalComments: 'none', logLevel: 'error' };
  await esbuild.build({
    ...forBoxes,
    entryPoints: [join(lib, 'course', 'box', 'runtime', 'main.ts')],
    outfile: RUNTIME_FILES.runtime,
    mainFields: ['module', 'main'],
    define: { LIBRARY_NAMES: JSON.stringify(names) },
    banner: { js: '(function (require, readLibrary) {' },
    footer: { js: '})' },
  });
  await esbuild.build({
    ...forBoxes,
    entryPoints: [join(dist, 'src', 'index.js')],
    outfile: RUNTIME_FILES.library,
    external: ['@tensorflow/tfjs', ...notInBoxes],
    plugins: [withoutFolder],
    banner: { js: '(function (require) { const module = { exports: {} }, exports = module.exports, __filename = "/descent/index.js", __dirname = "/descent";' },
    footer: { js: 'return module.exports; })' },
  });
  keepCompiled(RUNTIME_FILES, nodeOptions(DEFAULT_LIMITS));
  console.log(`box: ${(statSync(RUNTIME_FILES.runtime).size / 1e6).toFixed(2)} MB, the library ${(statSync(RUNTIME_FILES.library).size / 1e6).toFixed(2)} MB`);
}

/** V8 can keep what it has compiled, functions that have run among it. It is a gift of time only: a box starts without it too. */
function keepCompiled({ runtime, cache }, options) {
  const program = `
    const { readFileSync, writeFileSync } = require('node:fs');
    const script = new (require('node:vm').Script)(readFileSync(4, 'utf8'), { filename: 'box' });
    process.on('exit', () => writeFileSync(1, script.createCachedData()));
    script.runInThisContext()(require, () => '');`;
  const [nobody, file] = [openSync(devNull, 'r+'), openSync(runtime, 'r')];
  const { status, stdout } = spawnSync(process.execPath, [...options, '--eval', program], {
    // With nobody to ask it anything, it ends as soon as it is ready.
    stdio: ['ignore', 'pipe', 'inherit', nobody, file],
    maxBuffer: 64e6,
  });
  for (const open of [nobody, file]) closeSync(open);
  writeFileSync(cache, status === 0 ? stdout : '');
}

if (process.argv.includes('--clean')) rmSync(dist, { recursive: true, force: true });
compile();
removeStale();
await bundleParser();
require(join(dist, 'course', 'reference', 'write-reference.js')).writeReference();
require(join(dist, 'course', 'reference', 'sources.js')).writeSources();
await bundlePlotly();
await bundlePages();
require(join(dist, 'course', 'site', 'library', 'kept-explorables.js')).keepExplorables();
await bundleBox();
