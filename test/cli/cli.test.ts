import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { writeNotebook, type Notebook } from '../../lib/course/jupyter/client/notebook-file';

const program = resolve('lib/bin/descent.js');
const scratch = mkdtempSync(join('test', '.cli-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Runs a command as a user without a terminal would. */
function descent(parameters: string[], { cwd = '.', env = {} }: { cwd?: string; env?: NodeJS.ProcessEnv } = {}) {
  const run = spawnSync(process.execPath, [program, ...parameters], { cwd, encoding: 'utf8', env: { ...process.env, ...env }, timeout: 120_000 });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

function notebook(sources: string[]): Notebook {
  return {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { kernelspec: { name: 'tslab', display_name: 'TypeScript', language: 'typescript' } },
    cells: [
      { cell_type: 'markdown', id: 'title', metadata: {}, source: '# Does it run?\n\nIt is short. It runs.' },
      ...sources.map((source, i) => ({ cell_type: 'code' as const, id: `c${i}`, metadata: {}, source, outputs: [], execution_count: null })),
    ],
  };
}

let courses = 0;

/** A course of a few tiny notebooks, inside the project so that the kernel finds its types. */
function course(notebooks: Readonly<Record<string, string[]>>): string {
  const root = join(scratch, `course${(courses += 1)}`);
  for (const folder of ['notebooks', 'exercises']) mkdirSync(join(root, folder), { recursive: true });
  for (const [slug, sources] of Object.entries(notebooks)) writeNotebook(join(root, 'notebooks', `${slug}.ipynb`), notebook(sources));
  return root;
}

describe('a command that cannot do what it is asked ends with 1 and one sentence', () => {
  test.each([
    [['check', '99-nothing'], /^descent: there is no exercise "99-nothing"; known: 01-gradient-descent, /],
    [['site', '99-nothing'], /^descent: there is no notebook "99-nothing"; known: 01-gradient-descent, /],
    [['oracles', 'no-such-folder'], /^descent: oracles: cannot read the folder "no-such-folder"; give one that holds recorded cases$/],
    [['start', '--port', '70000'], /a port is a whole number from 1 to 65535/],
    [['sit'], /unknown command 'sit'/],
  ])('%j', (parameters, message) => {
    const { code, err, out } = descent(parameters);
    expect(err.trim()).toMatch(message);
    expect(code).toBe(1);
    expect(out).toBe('');
  });

  test('an unknown backend is named, with those that exist', () => {
    const { code, err } = descent(['oracles'], { env: { DESCENT_BACKEND: 'quantum' } });
    expect([code, err.trim()]).toEqual([1, 'descent: backend: unknown name "quantum" in DESCENT_BACKEND; use one of tensorflow, webgpu, wasm, cpu, or none to take the best']);
  });

  test('oracles ends with 1 and says FAIL when a recorded number is off', () => {
    const folder = mkdtempSync(join(scratch, 'golden-'));
    const file = JSON.parse(readFileSync('test/golden/optimizers_rosenbrock.json', 'utf8')) as { cases: Array<{ id: string; w: number[][] }> };
    const row = file.cases.find(({ id }) => id === 'adam_default')?.w[5] as number[];
    row[0] = (row[0] as number) + 1e-9;
    writeFileSync(join(folder, 'any.json'), JSON.stringify(file));
    const { code, out } = descent(['oracles', folder]);
    expect(out).toMatch(/^FAIL +adam +adam_default +float64/m);
    expect(out).toMatch(/replays, 1 failed/);
    expect(code).toBe(1);
  });

  test('outside of a course', () => {
    const { code, err } = descent(['check'], { cwd: '/' });
    expect([code, err.trim()]).toEqual([1, 'descent: no course found from "/" upwards; run this in a folder that holds notebooks/ and exercises/']);
  });
});

describe('site', () => {
  test('a failing cell is shown with its error, the other notebooks still run, and the old site stays', () => {
    const root = course({ '01-bad': ['const before = 1;', 'throw new RangeError("too far");', 'console.log(before);'], '02-good': ['console.log(6 * 7);'] });
    mkdirSync(join(root, 'site'));
    writeFileSync(join(root, 'site', 'old.html'), 'old');
    const { code, out, err } = descent(['site'], { cwd: root });
    expect(code).toBe(1);
    expect(err).toContain('01-bad: cell 3 failed with RangeError: too far; 1 later cell was not run');
    expect(err).toContain('throw new RangeError("too far");');
    expect(err).toMatch(/ {4}at cell \[2\], line 1\n/);
    expect(err).toContain('1 of 2 notebooks failed');
    expect(out).toContain('2/2 02-good: done');
    expect(readFileSync(join(root, 'site', 'old.html'), 'utf8')).toBe('old');
    expect(existsSync(join(root, 'site', 'index.html'))).toBe(false);
  });

  test('with --keep-going the site is written without the lessons that fail, as notebooks or as pages, and links to them are plain words', () => {
    const root = course({ '01-bad': ['throw new RangeError("too far");'], '02-good': ['console.log(6 * 7);'], '03-unshown': ['1;'] });
    const path = (slug: string): string => join(root, 'notebooks', `${slug}.ipynb`);
    const begins = (slug: string, source: string): void => {
      const notebook = JSON.parse(readFileSync(path(slug), 'utf8')) as { cells: object[] };
      writeFileSync(path(slug), JSON.stringify({ ...notebook, cells: [{ cell_type: 'markdown', id: 'begins', metadata: {}, source }, ...notebook.cells.slice(1)] }));
    };
    begins('02-good', '# Good\n\nAfter [the bad one](01-bad.ipynb).');
    begins('03-unshown', 'so $\\frac{1}$ fails');
    const { code, out, err } = descent(['site', '--keep-going'], { cwd: root });
    expect(err).toContain('01-bad: cell 2 failed with RangeError: too far');
    expect(err).toContain('notebook "03-unshown", cell 1: the formula "\\frac{1}" cannot be parsed');
    expect(out).toMatch(/site written to .*: 1 lesson; 2 left out/);
    expect(code).toBe(1);
    expect(readFileSync(join(root, 'site', '02-good.html'), 'utf8')).toMatch(/After <a>the bad one<\/a>/);
    expect(existsSync(join(root, 'site', '01-bad.html'))).toBe(false);
    expect(existsSync(join(root, 'site', 'notebooks', '03-unshown.ipynb'))).toBe(false);
  });

  test('a cell that does not compile is shown with the place of every fault', () => {
    const root = course({ '01-bad': ['const fine = 1;\nlet a: number = "one";\nlet b: string = 2;'] });
    const { err } = descent(['site'], { cwd: root });
    expect(err).toContain("01-bad: cell 2 failed with CompileError: 2:5 - Type 'string' is not assignable to type 'number'. (and 1 more)");
    expect(err).toContain('    3:5 - Type \'number\' is not assignable to type \'string\'.\n        let b: string = 2;\n            ^');
  });

  test('a file that is no notebook is named, and the others still run', () => {
    const root = course({ '02-good': ['console.log(6 * 7);'] });
    writeFileSync(join(root, 'notebooks', '01-broken.ipynb'), '{\n\n "cells": ');
    const { code, out, err } = descent(['site'], { cwd: root });
    expect(code).toBe(1);
    expect(err).toMatch(/01-broken: .*01-broken\.ipynb is not JSON, .*, line 3, column 11\n/);
    expect(out).toContain('2/2 02-good: done');
  });

  test('a whole course is written with no terminal attached, and start ends with 0', () => {
    const root = course({ '01-good': ['console.log(6 * 7);'] });
    const { code, out, err } = descent(['start', '--headless'], { cwd: root });
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('site written to');
    expect(readFileSync(join(root, 'site', '01-good.html'), 'utf8')).toContain('42');
    expect(readFileSync(join(root, 'site', 'index.html'), 'utf8')).toContain('Does it run?');
  });

  test('without Jupyter on the PATH, start says so and writes the site', () => {
    const root = course({ '01-good': ['console.log(6 * 7);'] });
    const { code, out } = descent(['start'], { cwd: root, env: { PATH: '/nowhere' } });
    expect(code).toBe(0);
    expect(out).toContain('jupyter is not on the PATH');
    expect(existsSync(join(root, 'site', 'index.html'))).toBe(true);
  });

  test('a course without notebooks says so', () => {
    const { code, err } = descent(['site'], { cwd: course({}) });
    expect([code, err.trim()]).toEqual([1, expect.stringMatching(/^descent: there is no notebook in /)]);
  });

  test('a folder that cannot be written is named', context => {
    context.skip(process.getuid?.() === 0, 'the superuser may write anywhere');
    const root = course({ '01-good': ['console.log(6 * 7);'] });
    chmodSync(root, 0o555);
    const { code, err } = descent(['site'], { cwd: root });
    chmodSync(root, 0o755);
    expect(code).toBe(1);
    expect(err).toMatch(/^descent: .*site/);
  });

  test('a path that is a file is named', () => {
    const root = course({ '01-good': ['console.log(6 * 7);'] });
    writeFileSync(join(root, 'taken'), 'mine');
    const { code, err } = descent(['site', '--out', 'taken'], { cwd: root });
    expect(code).toBe(1);
    expect(err).toContain('taken');
    expect(readFileSync(join(root, 'taken'), 'utf8')).toBe('mine');
  });

  test('a port in use is named', async () => {
    const root = course({ '01-good': ['console.log(6 * 7);'] });
    const other = createServer();
    await new Promise<void>(done => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    try {
      // Not spawnSync: the server above answers from this very process.
      const child = spawn(process.execPath, [program, 'site', '--serve', '--port', String(port)], { cwd: root });
      let err = '';
      child.stderr.on('data', data => (err += String(data)));
      const code = await new Promise(done => child.on('exit', done));
      expect(err.trim()).toMatch(new RegExp(`^descent: .*port ${port} .*in use`));
      expect(code).toBe(1);
    } finally {
      other.close();
    }
  });
});
