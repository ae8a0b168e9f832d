import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const { dependencies, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;

/** The packages that a source file imports, asks for or is typed by. */
function packagesIn(source: string): string[] {
  const named = [...source.matchAll(/(?:from|import|require|import\(|require\(|resolve\(|installed\()\s*'((?:@[\w.-]+\/)?[\w][\w.-]*)[^']*'/g)].map(match => match[1] as string);
  return [...new Set(named)].filter(name => !['descent', 'node'].includes(name) && !builtinModules.includes(name));
}

const sources = readdirSync('lib', { recursive: true, encoding: 'utf8' }).filter(name => /^(?:(?:src|course|evidence|bin)[\\/].*\.(?:m?ts|m?js)|build\.mjs)$/.test(name) && !name.includes('assets'));

test('an installation without development packages has all that the library is built from and runs on', () => {
  const used = new Set(sources.flatMap(file => packagesIn(readFileSync(join('lib', file), 'utf8'))));
  expect([...used]).toEqual(expect.arrayContaining(['typescript', 'esbuild', 'vitest', '@tensorflow/tfjs', 'plotly.js', 'papaparse']));
  const installed = Object.keys({ ...dependencies, ...optionalDependencies });
  expect([...used].filter(name => !installed.includes(name))).toEqual([]);
  // Those without types of their own are compiled against theirs.
  for (const name of ['cli-progress', 'markdown-it', 'papaparse']) expect(installed).toContain(`@types/${name}`);
});

describe('where something is missing, one sentence says what to do', () => {
  let lib = '';
  beforeAll(() => {
    lib = mkdtempSync(join(tmpdir(), 'descent-lib-'));
    for (const part of ['bin', 'build.mjs', 'package.json']) cpSync(join('lib', part), join(lib, part), { recursive: true });
  });
  afterAll(() => rmSync(lib, { recursive: true, force: true }));
  const run = (file: string) => {
    const { status, stderr } = spawnSync(process.execPath, [join(lib, file)], { encoding: 'utf8' });
    return [status, stderr];
  };

  test('the compiler', () => {
    expect(run('build.mjs')).toEqual([1, 'build: typescript is not installed; run "npm ci"\n']);
  });

  test('the built library', () => {
    expect(run('bin/descent.js')).toEqual([1, 'descent: the library is not built, as after "npm ci --ignore-scripts"; run "npm run build"\n']);
  });

  test('a package', () => {
    mkdirSync(join(lib, 'dist', 'course', 'cli'), { recursive: true });
    writeFileSync(join(lib, 'dist', 'course', 'cli', 'main.js'), "require('no-such-package');");
    expect(run('bin/descent.js')).toEqual([1, 'descent: a package is missing (Cannot find module \'no-such-package\'); run "npm ci"\n']);
  });
});
