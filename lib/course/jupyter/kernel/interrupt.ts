import vm from 'node:vm';
import type { ExecutorModule } from './tslab-internals';

const GRACE_MS = 1000;

/**
 * On SIGINT tslab ends an awaiting cell at once and lets its loop run on, printing into later cells. Where somebody besides tslab listens
 * for SIGINT (a training loop that stops at its next step), the cell gets a second to end by itself, so its last output stays in it.
 * A second interrupt, or nobody listening, ends the cell at once as before.
 */
export function letListenersFinish(module: ExecutorModule): void {
  const createExecutor = module.createExecutor;
  module.createExecutor = (rootDir, converters, console) => {
    const executor = createExecutor(rootDir, converters, console);
    const { execute, interrupt } = executor;
    let waiting: NodeJS.Timeout | undefined;
    let running = false;
    const stopWaiting = () => {
      clearTimeout(waiting);
      waiting = undefined;
    };
    executor.execute = async source => {
      running = true;
      try {
        return await execute(source);
      } finally {
        running = false;
        stopWaiting();
      }
    };
    executor.interrupt = () => {
      const othersListen = process.listenerCount('SIGINT') > 1;
      if (running && othersListen && waiting === undefined) {
        waiting = setTimeout(interrupt, GRACE_MS);
        return;
      }
      stopWaiting();
      interrupt();
    };
    return executor;
  };
}

/**
 * While a cell's synchronous part runs, Node watches for SIGINT itself, and when that ends it puts back the handler that ends the process.
 * A listener added meanwhile (by a training loop that a cell calls) is then deaf, and the next interrupt kills the kernel. Removing all
 * listeners and adding them again makes Node take the signal back; tslab's own stays the first, so that it can count the others. A signal that
 * comes in the microseconds between is lost; the next one is not.
 */
export function keepListenersOfCells(): void {
  const runInThisContext = vm.runInThisContext;
  vm.runInThisContext = (code, options) => {
    const before = process.rawListeners('SIGINT');
    try {
      return runInThisContext(code, options);
    } finally {
      const added = process.rawListeners('SIGINT').filter(listener => !before.includes(listener));
      // Not without need: a signal that has come and has not been handed out yet goes with the listeners.
      if (added.length > 0) {
        process.removeAllListeners('SIGINT');
        for (const listener of [...before, ...added]) process.addListener('SIGINT', listener as NodeJS.SignalsListener);
      }
    }
  };
}
