import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { executeNotebook } from '../../lib/course/jupyter/client/execute';
import { writeNotebook, type Cell, type Notebook } from '../../lib/course/jupyter/client/notebook-file';
import { ourArgv, scratchFolder, stockArgv } from './kernels';

const START = 60_000;
const code = (source: string, tags?: string[]): Cell => ({ cell_type: 'code', id: `c${source.length}`, metadata: tags ? { tags } : {}, source, execution_count: null, outputs: [] });
const text: Cell = { cell_type: 'markdown', id: 'text', metadata: {}, source: '# title' };

function write(cells: Cell[]): string {
  const path = join(scratchFolder(), 'a.ipynb');
  const notebook: Notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
  writeNotebook(path, notebook);
  return path;
}

function outputsOf({ cells }: Notebook): unknown[] {
  return cells.flatMap(cell => (cell.cell_type === 'code' ? [cell.outputs] : []));
}

const stdout = (text: string) => [{ output_type: 'stream', name: 'stdout', text }];

for (const [name, argv] of [['our kernel', ourArgv()], ['stock tslab', stockArgv]] as const) {
  test(`runs every code cell in order and leaves the file alone: ${name}`, async () => {
    const path = write([text, code('const a: number = 2;\nconsole.log("first")'), code(''), code('import { join } from "path";\nconsole.log(join("x", String(a)))')]);
    const before = readFileSync(path, 'utf8');
    const calls: number[][] = [];
    const { notebook, failures, notRun, seconds } = await executeNotebook(path, { argv: [...argv], onCell: (done, total) => calls.push([done, total]) });
    expect({ failures, notRun }).toEqual({ failures: [], notRun: 0 });
    expect(outputsOf(notebook)).toEqual([stdout('first\n'), [], stdout('x/2\n')]);
    expect(notebook.cells.map(cell => (cell.cell_type === 'code' ? cell.execution_count : '-'))).toEqual(['-', 1, null, 2]);
    expect(calls).toEqual([[0, 2], [1, 2], [2, 2]]);
    expect(seconds).toBeGreaterThan(0);
    expect(readFileSync(path, 'utf8')).toBe(before);
  }, START);

  test(`stops at the first failing cell and says which were not run: ${name}`, async () => {
    const path = write([text, code('console.log(1)'), code('throw new TypeError("no")'), code('console.log(3)'), code('console.log(4)')]);
    const { notebook, failures, notRun } = await executeNotebook(path, { argv: [...argv] });
    expect(failures).toMatchObject([{ cell: 3, source: 'throw new TypeError("no")', ename: 'TypeError', evalue: 'no' }]);
    expect(notRun).toBe(2);
    const skipped = [{ output_type: 'stream', name: 'stderr', text: 'not run: cell 3 failed\n' }];
    expect([0, 2, 3].map(index => outputsOf(notebook)[index])).toEqual([stdout('1\n'), skipped, skipped]);
  }, START);
}

test('a cell tagged raises-exception may fail, and the cells after it run', async () => {
  const { notebook, failures } = await executeNotebook(write([code('throw new Error("shown")', ['raises-exception']), code('console.log("on")')]));
  expect(failures).toEqual([]);
  expect(outputsOf(notebook)).toMatchObject([[{ output_type: 'error', ename: 'Error', evalue: 'shown' }], stdout('on\n')]);
}, START);

test('a cell that ends the kernel or runs too long is a failure, not a rejection', async () => {
  const died = await executeNotebook(write([code('process.exit(5)'), code('1')]));
  expect(died).toMatchObject({ failures: [{ cell: 1, ename: 'KernelDied', evalue: 'the kernel died (exit code 5)' }], notRun: 1 });
  const late = await executeNotebook(write([code('while (true) {}', ['raises-exception'])]), { timeoutMs: 1000 });
  expect(late.failures).toMatchObject([{ cell: 1, ename: 'Timeout', evalue: 'the cell ran longer than 1 s, so its kernel was stopped' }]);
}, START);

test('a notebook that is missing rejects before a kernel is started', async () => {
  await expect(executeNotebook('/no/such.ipynb', { argv: ['/no/such/program'] })).rejects.toThrow('cannot read notebook /no/such.ipynb');
});
