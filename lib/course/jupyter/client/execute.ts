import { dirname, resolve } from 'node:path';
import { kernelArgv } from '../kernel/kernelspec';
import type { Failure } from '../kernel/traceback';
import { startKernel, type Kernel } from './client';
import { readNotebook, stripOutputs, type CodeCell, type Notebook } from './notebook-file';

export interface CellFailure extends Failure {
  /** Position among all cells of the notebook, from 1. */
  cell: number;
  source: string;
}

export interface ExecutedNotebook {
  notebook: Notebook;
  /** The cell at which the run stopped, if any; cells tagged `raises-exception` may fail and are not listed. */
  failures: CellFailure[];
  /** How many code cells after the failing one were not run; each carries a line on stderr that says so. */
  notRun: number;
  seconds: number;
}

export interface ExecuteNotebookOptions {
  /** The kernel's command; default our kernel. */
  argv?: string[];
  /** Milliseconds for each cell; default 10 minutes. */
  timeoutMs?: number;
  env?: NodeJS.ProcessEnv;
  /** Called before each code cell with the number already done, and after the last one. */
  onCell?: (done: number, total: number) => void;
}

/**
 * Runs a notebook from top to bottom in a fresh kernel in the notebook's folder, and returns it with its outputs; the file stays as it is.
 * The first failing cell ends the run. Rejects where the notebook cannot be read or no kernel starts.
 */
export async function executeNotebook(
  path: string,
  { argv = kernelArgv(), timeoutMs = 600_000, env = process.env, onCell = () => {} }: ExecuteNotebookOptions = {},
): Promise<ExecutedNotebook> {
  const started = performance.now();
  const notebook = stripOutputs(readNotebook(path));
  const cells = notebook.cells.flatMap((cell, index) => (cell.cell_type === 'code' && cell.source.trim() !== '' ? [{ cell, number: index + 1 }] : []));
  const failures: CellFailure[] = [];
  const kernel = await startKernel({ argv, cwd: dirname(resolve(path)), env });
  try {
    for (const [done, { cell, number }] of cells.entries()) {
      onCell(done, cells.length);
      const failure = await runCell(kernel, cell, timeoutMs);
      if (failure === undefined) continue;
      failures.push({ cell: number, source: cell.source, ...failure });
      markNotRun(cells.slice(done + 1).map(later => later.cell), number);
      break;
    }
    const ran = failures.length === 0 ? cells.length : cells.findIndex(({ number }) => number === failures[0]?.cell) + 1;
    onCell(ran, cells.length);
    return { notebook, failures, notRun: cells.length - ran, seconds: (performance.now() - started) / 1000 };
  } finally {
    await kernel.shutdown();
  }
}

/** Runs one cell into its own outputs, and returns why it failed, unless it is expected to. */
async function runCell(kernel: Kernel, cell: CodeCell, timeoutMs: number): Promise<Failure | undefined> {
  const mayFail = cell.metadata.tags?.includes('raises-exception') === true;
  try {
    const result = await kernel.execute(cell.source, { timeoutMs, stopOnError: !mayFail });
    cell.outputs = result.outputs;
    cell.execution_count = result.executionCount;
    const failure = result.status === 'ok' ? undefined : result.error ?? { ename: 'Aborted', evalue: 'the kernel did not run the cell', traceback: [] };
    return mayFail && result.status === 'error' ? undefined : failure;
  } catch (reason) {
    const evalue = reason instanceof Error ? reason.message : String(reason);
    return { ename: 'KernelDied', evalue, traceback: [evalue] };
  }
}

function markNotRun(cells: CodeCell[], failed: number): void {
  for (const cell of cells) cell.outputs = [{ output_type: 'stream', name: 'stderr', text: `not run: cell ${failed} failed\n` }];
}
