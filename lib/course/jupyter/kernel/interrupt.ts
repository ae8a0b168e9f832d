import { join } from 'node:path';
import vm from 'node:vm';
import { Worker } from 'node:worker_threads';
import { afterStop } from '../../../src/notebook/tslab';
import type { ExecutorModule } from './tslab-internals';

const GRACE_MS = 1000;

/** What the thread that watches for interrupts says. */
export type FromWatch =
  /** Whether the thread of the cells still listens. */
  | { readonly kind: 'question' }
  /** The cell's code has been stopped there; lines as in a stack trace, innermost first. */
  | { readonly kind: 'stopped'; readonly stack: string[] };

/** Where the code of the cell that was interrupted last has been stopped. */
export interface Interrupts {
  /** Lines as in a stack trace, to be taken once; none where the cell was only waiting. */
  takeStack(): string[];
}

/**
 * Has an interrupt end whatever a cell runs. Stock tslab can end a loop only in what a cell does before its first `await`, and there Node
 * itself watches for the signal; after it, in a callback, or in a function that a training calls, a loop that never yields freezes the
 * kernel. Here all of a cell runs as if it had awaited, so that Node leaves the signal alone, and a thread of its own sees to such loops.
 *
 * On SIGINT tslab ends an awaiting cell at once and lets its loop run on, printing into later cells. Where somebody besides tslab listens
 * for SIGINT (a training loop that stops at its next step), the cell gets a second to end by itself, so its last output stays in it.
 * A second interrupt, or nobody listening, ends the cell at once as before.
 */
export function interruptAnything(module: ExecutorModule): Interrupts {
  awaitFirst();
  let stack: string[] = [];
  let onStopped: ((stack: string[]) => void) | undefined;
  watchInterrupts(where => onStopped?.(where));
  const createExecutor = module.createExecutor;
  module.createExecutor = (rootDir, converters, console) => {
    const { convert } = converters.node;
    converters.node.convert = (...given) => ({ ...convert(...given), hasToplevelAwait: true });
    const executor = createExecutor(rootDir, converters, console);
    const { execute, interrupt } = executor;
    let waiting: NodeJS.Timeout | undefined;
    let running = false;
    let wasStopped = false;
    let listenersBefore: readonly Function[] = [];
    const interruptNow = (): void => {
      clearTimeout(waiting);
      waiting = undefined;
      interrupt();
    };
    executor.execute = async source => {
      running = true;
      stack = [];
      // A loop that has been stopped cannot take its listeners away, and would be waited for.
      for (const listener of process.listeners('SIGINT')) if (wasStopped && !listenersBefore.includes(listener)) process.off('SIGINT', listener);
      wasStopped = false;
      listenersBefore = process.listeners('SIGINT');
      onStopped = where => {
        wasStopped = true;
        stack = where;
        (globalThis as { [afterStop]?: () => void })[afterStop]?.();
        interruptNow();
      };
      try {
        return await execute(source);
      } finally {
        running = false;
        onStopped = undefined;
        clearTimeout(waiting);
        waiting = undefined;
      }
    };
    executor.interrupt = () => {
      const othersListen = process.listenerCount('SIGINT') > 1;
      if (running && othersListen && waiting === undefined) waiting = setTimeout(interrupt, GRACE_MS);
      // The watch's word may come a moment after the signal.
      else setImmediate(interruptNow);
    };
    return executor;
  };
  return {
    takeStack() {
      const taken = stack;
      stack = [];
      return taken;
    },
  };
}

/** Code that tslab would have Node watch for SIGINT is run a moment later, and not watched. */
function awaitFirst(): void {
  const runInThisContext = vm.runInThisContext;
  vm.runInThisContext = (code, options) => {
    if (typeof options !== 'object' || options.breakOnSigint !== true) return runInThisContext(code, options);
    return Promise.resolve().then(() => runInThisContext(code, { ...options, breakOnSigint: false }) as unknown);
  };
}

function watchInterrupts(onStopped: (stack: string[]) => void): void {
  const watch = new Worker(join(__dirname, 'interrupt-watch.js'));
  watch.unref();
  watch.on('message', (message: FromWatch) => {
    if (message.kind === 'question') watch.postMessage('here');
    else onStopped(message.stack);
  });
}
