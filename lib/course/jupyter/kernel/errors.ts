import { inspect } from 'node:util';
import { excerpt } from '../../../src/notebook/excerpt';
import { inSources } from '../../../src/notebook/source-places';
import type { CellNames } from './cell-names';
import type { Interrupts } from './interrupt';
import { cleanStack, COMPILE_ERROR, INTERRUPTED, type Failure } from './traceback';
import type { ExecutorModule } from './tslab-internals';

/** The failure of the cell that ended last; taken once. */
export interface Failures {
  take(): Failure;
}

/**
 * tslab prints why a cell failed on stderr and then only says that it failed, so nbconvert reports `<Error>: ` and JupyterLab shows no
 * error output. This keeps what tslab would have printed, to be sent as a real `error` message.
 */
export function captureErrors(module: ExecutorModule, names: CellNames, interrupts: Interrupts): Failures {
  let failure: Failure | undefined;
  const createExecutor = module.createExecutor;
  module.createExecutor = (rootDir, converters, console) => {
    let reports: unknown[][] = [];
    const executor = createExecutor(rootDir, converters, { log: console.log, error: (...values) => reports.push(values) });
    const execute = executor.execute;
    executor.execute = async source => {
      reports = [];
      failure = undefined;
      const ok = await execute(source);
      if (ok) for (const values of reports) console.error(...values);
      else failure = interrupted(reports[0]?.[0]) ? interruption(interrupts.takeStack(), names) : describe(reports, source, names);
      return ok;
    };
    return executor;
  };
  return {
    take() {
      const taken = failure ?? { ename: 'Error', evalue: 'the kernel gave no reason', traceback: [] };
      failure = undefined;
      return taken;
    },
  };
}

/** The failure that a thrown value stands for. */
export function failureOf(thrown: unknown, names: CellNames): Failure {
  if (!(thrown instanceof Error)) {
    const evalue = typeof thrown === 'string' ? thrown : inspect(thrown);
    return { ename: 'Uncaught', evalue, traceback: [`Uncaught: ${evalue}`] };
  }
  return { ename: thrown.name || 'Error', evalue: thrown.message, traceback: tracebackOf(thrown, names) };
}

/** What tslab says of a cell whose waiting was interrupted. */
function interrupted(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message === 'Interrupted asynchronously';
}

function interruption(stack: string[], names: CellNames): Failure {
  const evalue = 'the cell was interrupted';
  return { ename: INTERRUPTED, evalue, traceback: [`${INTERRUPTED}: ${evalue}`, ...inSources(names.inFrames(stack))] };
}

const DEEPEST_CAUSE = 4;

/** The stack without frames that a reader of the cell can do nothing about, then further properties, then the causes in the same form. */
function tracebackOf(error: Error, names: CellNames, depth = 0): string[] {
  const stack = inSources(names.inFrames(cleanStack((error.stack ?? String(error)).split('\n'))));
  const properties = Object.entries(error).filter(([name]) => name !== 'stack' && name !== 'message' && name !== 'errors');
  const further = properties.length === 0 ? [] : [`    ${inspect(Object.fromEntries(properties), { depth: 1, breakLength: Infinity })}`];
  const causes = [...(error instanceof AggregateError ? error.errors : []), ...(error.cause === undefined ? [] : [error.cause])];
  const because = depth === DEEPEST_CAUSE ? [] : causes.flatMap((cause: unknown) => (cause instanceof Error ? tracebackOf(cause, names, depth + 1) : [inspect(cause)]));
  return [...stack, ...further, ...because.map((line, index) => (index === 0 ? `caused by ${line}` : line))];
}

const DIAGNOSTIC = '%s%d:%d - %s';

function describe(reports: unknown[][], source: string, names: CellNames): Failure {
  const diagnostics = reports.flatMap(report => (report[0] === DIAGNOSTIC ? [diagnostic(report, source)] : []));
  const [first, ...others] = diagnostics;
  if (first === undefined) return failureOf(reports[0]?.[0], names);
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  return {
    ename: COMPILE_ERROR,
    evalue: first.headline + more,
    traceback: [`${COMPILE_ERROR}: the cell was not run`, ...diagnostics.flatMap(({ headline, shown }) => [headline, ...shown])],
  };
}

function diagnostic([, file, line, column, text]: unknown[], source: string): { headline: string; shown: string[] } {
  const place = `${String(file)}${String(line)}:${String(column)}`;
  const code = file === '' ? source.split('\n')[Number(line) - 1] ?? '' : '';
  const shown = excerpt(code, Number(column)).split('\n').slice(1);
  return { headline: `${place} - ${String(text)}`, shown };
}
