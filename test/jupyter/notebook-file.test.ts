import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { notebookText, parseNotebook, readNotebook, stripOutputs, writeNotebook, type Notebook } from '../../lib/course/jupyter/client/notebook-file';
import { scratchFolder } from './kernels';

const notebook: Notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: { kernelspec: { name: 'tslab', display_name: 'TypeScript', language: 'typescript' }, title: 'Größe ∂f' },
  cells: [
    { cell_type: 'markdown', id: 'intro', metadata: { slideshow: { slide_type: 'slide' } }, source: '# One\n\ntext', attachments: { 'a.png': { 'image/png': 'iVBORw0KGgo=' } } },
    {
      cell_type: 'code', id: 'run', metadata: { tags: ['exercise'], collapsed: true, execution: { 'iopub.status.busy': 'x' } }, source: 'f()\n', execution_count: 3,
      outputs: [
        { output_type: 'stream', name: 'stdout', text: 'a\nb\n' },
        { output_type: 'display_data', data: { 'text/html': '<p>\n</p>', 'application/vnd.plotly.v1+json': { y: ['a\nb', 'c'] }, 'image/png': 'iVBORw0KGgo=' }, metadata: {} },
        { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['t'] },
      ],
    },
    { cell_type: 'raw', id: 'raw', metadata: {}, source: '' },
  ],
};

test('a notebook comes back as it was written', () => {
  const path = join(scratchFolder(), 'deep', 'a.ipynb');
  writeNotebook(path, notebook);
  expect(readNotebook(path)).toEqual(notebook);
  expect(readdirSync(join(path, '..'))).toEqual(['a.ipynb']);
});

test('the text does not depend on the order of keys, and is written in lines', () => {
  const turned = parseNotebook(JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(notebookText(notebook)) as object).reverse())));
  expect(notebookText(turned)).toBe(notebookText(notebook));
  const text = notebookText(notebook);
  expect(text.startsWith('{\n "cells": [\n  {\n   "attachments"')).toBe(true);
  expect(text).toContain('   "source": [\n    "# One\\n",\n    "\\n",\n    "text"\n   ]');
  expect(text.endsWith('}\n')).toBe(true);
});

const python = '/usr/bin/python3';
const hasNbformat = spawnSync(python, ['-c', 'import nbformat']).status === 0;
test("Python's nbformat finds the file valid and writes the same bytes", context => {
  context.skip(!hasNbformat, 'no python3 with nbformat');
  const script = 'import nbformat, sys; n = nbformat.read(sys.argv[1], 4); nbformat.validate(n); sys.stdout.buffer.write(nbformat.writes(n).encode() + b"\\n")';
  const path = join(scratchFolder(), 'a.ipynb');
  writeNotebook(path, notebook);
  const run = spawnSync(python, ['-c', script, path]);
  expect(run.stderr.toString()).toBe('');
  expect(run.stdout.toString()).toBe(readFileSync(path, 'utf8'));
});

test('stripping removes what a run left and nothing else, and leaves the original alone', () => {
  const before = structuredClone(notebook);
  const stripped = stripOutputs(notebook);
  expect(notebook).toEqual(before);
  expect(stripped.cells[1]).toEqual({ cell_type: 'code', id: 'run', metadata: { tags: ['exercise'] }, source: 'f()\n', execution_count: null, outputs: [] });
  expect([stripped.cells[0], stripped.cells[2], stripped.metadata]).toEqual([before.cells[0], before.cells[2], before.metadata]);
});

test('files that are no notebooks are refused, each for its reason', () => {
  const folder = scratchFolder();
  const path = join(folder, 'a.ipynb');
  expect(() => readNotebook(path)).toThrow(`cannot read notebook ${path}: ENOENT: no such file or directory`);
  const refused = (text: string) => () => parseNotebook(text, 'a.ipynb');
  expect(refused('{"nbformat": 4,')).toThrow(/^a\.ipynb is not JSON, so it is not a notebook: /);
  expect(refused('{"name": "x"}')).toThrow('a.ipynb is not a notebook of format 4: it has no nbformat number');
  expect(refused('{"nbformat": 3, "cells": []}')).toThrow('it has nbformat 3');
  expect(refused('{"nbformat": 4}')).toThrow('it has no list of cells');
  expect(refused('{"nbformat": 4, "cells": [{"cell_type": "code"}, {"cell_type": "html"}]}')).toThrow('cell 2 has cell_type "html", not code, markdown or raw');
  expect(refused('null')).toThrow('not a notebook');
});

test('a folder that cannot be written is named', context => {
  context.skip(process.getuid?.() === 0, 'the superuser may write anywhere');
  const folder = join(scratchFolder(), 'locked');
  mkdirSync(folder);
  chmodSync(folder, 0o500);
  expect(() => writeNotebook(join(folder, 'a.ipynb'), notebook)).toThrow(/^cannot write .*a\.ipynb: EACCES: permission denied; make its folder writable$/);
});

test('where a file is in the way of a folder, the error says so and nothing is left behind', () => {
  const folder = scratchFolder();
  writeFileSync(join(folder, 'file'), '');
  expect(() => writeNotebook(join(folder, 'file', 'a.ipynb'), notebook)).toThrow(/^cannot write .*a\.ipynb: E(NOTDIR|EXIST): .*; make its folder writable$/);
  expect(readdirSync(folder)).toEqual(['file']);
});
