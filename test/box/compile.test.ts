import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, test } from 'vitest';
import { compileSubmission, type Submission } from '../../lib/course/box';
import { CallFailure } from '../../lib/course/subject/subject';

const folder = mkdtempSync(join(tmpdir(), 'submission-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function compiled(file: string, files: Submission['files']): Promise<string> {
  const result = (await compileSubmission({ files, entries: { a: file } })).get('a');
  if (!(result instanceof CallFailure)) return result?.code ?? '';
  expect(result.kind).toBe('does not compile');
  return result.message;
}

/** Files of a submission on disk. */
function onDisk(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(folder, 'files-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const may = 'an exercise may import descent, @tensorflow/tfjs and TypeScript, JavaScript and JSON files of its own, by relative paths';

describe('imports', () => {
  test.each([
    ['a module of node', "import x from 'fs';", `"fs" cannot be imported; ${may}`],
    ['one by its full name', "import { spawn as x } from 'node:child_process';", `"node:child_process" cannot be imported; ${may}`],
    ['the tests', "import { expect as x } from 'vitest';", `"vitest" cannot be imported; ${may}`],
    ['a part of a package', "import * as x from '@tensorflow/tfjs/dist/index.js';", `"@tensorflow/tfjs/dist/index.js" cannot be imported; ${may}`],
    ['an absolute path', "import x from '/etc/passwd';", `"/etc/passwd" cannot be imported; ${may}`],
    ['an address of a file', "import x from 'file:///etc/passwd';", `"file:///etc/passwd" cannot be imported; ${may}`],
    ['an address with code', "import x from 'data:text/javascript,1';", `"data:text/javascript,1" cannot be imported; ${may}`],
    ['an address in the network', "import x from 'https://example.org/x.js';", `"https://example.org/x.js" cannot be imported; ${may}`],
    ['an import of its package.json', "import x from '#ex/adam';", `"#ex/adam" cannot be imported; ${may}`],
    ['a path of its tsconfig.json', "import x from '@/adam';", `"@/adam" cannot be imported; ${may}`],
    ['a file as text', "import x from './b.ts?raw';", 'cannot find "./b.ts?raw" in the submission'],
    ['a file that is not there', "import x from '../solutions/a';", 'cannot find "../solutions/a" in the submission'],
    ['a way out', "import x from '../../main/solutions/07-adam';", `"../../main/solutions/07-adam" leads out of the submission; ${may}`],
    ['its own packages', "import x from '../node_modules/vitest/index.js';", `"../node_modules/vitest/index.js" cannot be imported; ${may}`],
    ['an addon', "import x from './b.node';", `"./b.node" cannot be imported; ${may}`],
    ['WebAssembly', "import x from './b.wasm';", `"./b.wasm" cannot be imported; ${may}`],
    ['require', "const x = require('fs');", `"fs" cannot be imported; ${may}`],
    ['require.resolve', "const x = require.resolve('./b');", `require.resolve cannot be used; ${may}`],
    ['import() of a module of node', "const x = await import('fs');", `"fs" cannot be imported; ${may}`],
    ['import() of a name that nobody knows', 'const n = `f${1}s`; const x = await import(n);', `import() needs the name of a file in quotes; ${may}`],
    ['for its effect', "import 'fs'; const x = 1;", `"fs" cannot be imported; ${may}`],
    ['to hand it on', "export * from 'fs'; const x = 1;", `"fs" cannot be imported; ${may}`],
  ])('%s is refused by name, with its place', async (_, code, reason) => {
    const files = {
      'exercises/a.ts': `${code} console.log(x);`,
      'exercises/b.ts': '',
      'exercises/b.node': 'x',
      'exercises/b.wasm': 'x',
      'node_modules/vitest/index.js': 'module.exports = 1;',
      'package.json': '{"imports": {"#ex/*": "./exercises/*.ts"}}',
      'tsconfig.json': '{"compilerOptions": {"paths": {"@/*": ["./exercises/*"]}}}',
    };
    const [line] = (await compiled('exercises/a.ts', onDisk(files))).split('\n');
    expect(line?.replace(/^exercises\/a\.ts:1:\d+: /, '')).toBe(reason);
    expect(line).toMatch(/^exercises\/a\.ts:1:\d+: /);
  });

  test('files of its own are found in every way of writing them, and each is there once', async () => {
    const files = {
      'exercises/a.ts': "import { b } from './b'; import { b as again } from './b.js'; import c from '../lib'; import d from './d.json'; export const f = () => [b, again, c, d];",
      'exercises/b.ts': 'export const b = "only once";',
      'lib/index.mts': 'export default 2;',
      'exercises/d.json': '{"three": 3}',
    };
    for (const source of [files, onDisk(files)]) {
      const code = await compiled('exercises/a.ts', source);
      expect(code.split('only once')).toHaveLength(2);
      expect(code).toContain('three: 3');
    }
  });

  test('types may come from anywhere, for nothing of them is left', async () => {
    expect(await compiled('a.ts', { 'a.ts': "import type { Stats } from 'node:fs'; export const f = (x: Stats) => x;" })).not.toContain('node:fs');
  });
});

describe('files', () => {
  test('a link that leads out of the submission is refused, and one within it is not', async () => {
    const root = onDisk({ 'exercises/a.ts': "import { b } from './b'; export const f = () => b;", 'real.ts': 'export const b = 5;' });
    const outside = join(mkdtempSync(join(folder, 'outside-')), 'b.ts');
    writeFileSync(outside, 'export const b = "secret";');
    symlinkSync(outside, join(root, 'exercises', 'b.ts'));
    expect(await compiled('exercises/a.ts', root)).toMatch(/^exercises\/a\.ts:1:19: "exercises\/b\.ts" is a link that leads out of the submission\n/);
    expect(await compiled('exercises/b.ts', root)).toBe('"exercises/b.ts" is a link that leads out of the submission');
    rmSync(join(root, 'exercises', 'b.ts'));
    symlinkSync('../real.ts', join(root, 'exercises', 'b.ts'));
    expect(await compiled('exercises/a.ts', root)).toContain('b = 5');
  });

  test('a folder that leads out is refused too, and what is no file', async () => {
    const root = onDisk({ 'a.ts': "import './etc/b'; import './pipe';" });
    symlinkSync(onDisk({ 'b.ts': '' }), join(root, 'etc'));
    spawnSync('mkfifo', [join(root, 'pipe.ts')]);
    const message = await compiled('a.ts', root);
    expect(message).toContain('"etc/b.ts" is a link that leads out of the submission');
    expect(message).toContain('"pipe.ts" is no file');
  });

  test.each([
    ['UTF-16', Buffer.from('\ufeffexport const f = 1;', 'utf16le'), '"a.ts" is not text in UTF-8; save it in this encoding'],
    ['7 MB', Buffer.alloc(7e6, 32), '"a.ts" is larger than 6 MB: it has 7.0 MB'],
  ])('a file in %s is refused', async (_, content, reason) => {
    expect(await compiled('a.ts', { 'a.ts': content })).toBe(reason);
  });

  test('a mark of the encoding, lines of Windows and one very long line are nothing special', async () => {
    expect(await compiled('a.ts', { 'a.ts': '\ufeffexport const f = () => 1;\r\nexport const g = f;\r\n' })).toContain('var g = f');
    expect(await compiled('a.ts', { 'a.ts': `export const f = () => 1; // ${'x'.repeat(5e6)}` })).toContain('var f');
  });

  test('a missing file is told', async () => {
    expect(await compiled('exercises/a.ts', {})).toBe('there is no file exercises/a.ts');
    await expect(compileSubmission({ files: {}, entries: { a: '../a.ts' } })).rejects.toThrow("a lesson's file must lie in the submission, got ../a.ts");
  });
});

describe('mistakes', () => {
  test('are told with file, line, column, the line of code and a caret', async () => {
    expect(await compiled('exercises/a.ts', { 'exercises/a.ts': 'export const β = 1;\n  const f = “x”;\n' })).toBe(
      'exercises/a.ts:2:13: Unexpected "“"\n    const f = “x”;\n              ^',
    );
  });

  test('the line of code is the one that was written, though it is changed before it is compiled', async () => {
    expect(await compiled('a.ts', { 'a.ts': "export const f = () => 1, g = require('fs');" })).toMatch(/\n {4}export const f = \(\) => 1, g = require\('fs'\);\n/);
  });

  test('what is left open is shown where the code ends, and not in what was added', async () => {
    expect(await compiled('a.ts', { 'a.ts': 'export const f = () => {\n  return 1;\n\n' })).toMatch(/^a\.ts:2:12: Unexpected end of file: a quote, a bracket or a comment is not closed\n/);
  });

  test('an assignment to a constant is one, though exported constants can be replaced', async () => {
    expect(await compiled('a.ts', { 'a.ts': 'export const f = 1;\nf = 2;' })).toMatch(/^a\.ts:2:1: Cannot assign to "f" because it is a constant/);
  });

  test('one lesson that does not compile costs no other', async () => {
    const lessons = await compileSubmission({ files: { 'a.ts': 'export const f = ;', 'b.ts': 'export const f = 1;' }, entries: { a: 'a.ts', b: 'b.ts' } });
    expect([...lessons].map(([slug, result]) => [slug, result instanceof CallFailure])).toEqual([['a', true], ['b', false]]);
  });
});
