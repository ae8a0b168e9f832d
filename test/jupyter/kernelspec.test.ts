import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectJupyterPath, writeKernelspec } from '../../lib/course/jupyter/kernel/kernelspec';
import { ourArgv, scratchFolder } from './kernels';

ourArgv();

interface Spec { argv: string[]; display_name: string; language: string; interrupt_mode: string }
const specIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8')) as Spec;

test('the kernelspec names existing files by absolute paths', () => {
  const root = scratchFolder();
  const folder = writeKernelspec(projectJupyterPath(root));
  expect(folder).toBe(join(root, '.descent', 'jupyter', 'kernels', 'tslab'));
  const { argv, ...rest } = specIn(folder);
  expect(rest).toEqual({ display_name: 'TypeScript (Descent)', language: 'typescript', interrupt_mode: process.platform === 'win32' ? 'message' : 'signal' });
  expect(argv[2]).toBe('{connection_file}');
  for (const file of argv.slice(0, 2)) expect([file, isAbsolute(file), existsSync(file)]).toEqual([file, true, true]);
  expect(readFileSync(join(folder, 'logo-svg.svg'), 'utf8')).toMatch(/^<svg /);
});

test('an up-to-date kernelspec is not written again, an old one is', () => {
  const folder = writeKernelspec(scratchFolder());
  const file = join(folder, 'kernel.json');
  const { ino } = statSync(file);
  writeKernelspec(join(folder, '../..'));
  expect(statSync(file).ino).toBe(ino);
  writeFileSync(file, '{}');
  writeKernelspec(join(folder, '../..'));
  expect(specIn(folder).language).toBe('typescript');
});

test('a place that cannot be written is named', () => {
  const file = join(scratchFolder(), 'file');
  writeFileSync(file, '');
  expect(() => writeKernelspec(file)).toThrow(/^cannot write .*logo-svg\.svg: E(NOTDIR|EXIST): .*; make its folder writable$/);
});

const hasJupyter = spawnSync('jupyter', ['nbconvert', '--version']).status === 0;
test('jupyter nbconvert runs a notebook on our kernel', context => {
  context.skip(!hasJupyter, 'no jupyter nbconvert');
  const folder = scratchFolder();
  writeKernelspec(projectJupyterPath(folder));
  const code = (source: string, tags: string[] = []) => ({ cell_type: 'code', id: `c${source.length}`, metadata: { tags }, source, execution_count: null, outputs: [] });
  const cells = [
    code('throw new RangeError("expected")', ['raises-exception']),
    code('for (let i = 0; i < 3000; i++) console.log(i)'),
    code('throw new TypeError("the reason")'),
  ];
  const kernelspec = { name: 'tslab', display_name: 'TypeScript', language: 'typescript' };
  writeFileSync(join(folder, 'a.ipynb'), JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells }));
  const env = { ...process.env, JUPYTER_PATH: projectJupyterPath(folder), JUPYTER_DATA_DIR: join(folder, 'data'), IPYTHONDIR: join(folder, 'ipython') };
  const convert = (...more: string[]) => spawnSync('jupyter', ['nbconvert', '--to', 'notebook', '--execute', '--output', 'b', ...more, 'a.ipynb'], { cwd: folder, env, encoding: 'utf8' });
  const strict = convert();
  expect(strict.status).toBe(1);
  expect(strict.stderr).toContain('TypeError: the reason');
  expect(convert('--allow-errors').status).toBe(0);
  const ran = JSON.parse(readFileSync(join(folder, 'b.ipynb'), 'utf8')) as { cells: { execution_count: number; outputs: { text?: string[]; ename?: string }[] }[] };
  expect(ran.cells.map(cell => cell.execution_count)).toEqual([1, 2, 3]);
  expect(ran.cells.map(cell => cell.outputs[0]?.ename)).toEqual(['RangeError', undefined, 'TypeError']);
  expect(ran.cells[1]?.outputs.flatMap(output => output.text ?? []).join('')).toBe(Array.from({ length: 3000 }, (_, i) => `${i}\n`).join(''));
}, 120_000);
