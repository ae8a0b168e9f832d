import { setImmediate } from 'node:timers';

/**
 * Calls `listener` when the running cell, or the program in a terminal, is interrupted; the returned function stops listening. It begins
 * to listen one turn later: stock tslab runs the synchronous part of a cell in a way that makes a listener added there deaf, and the next
 * interrupt would kill the kernel.
 */
export function onInterrupt(listener: () => void): () => void {
  const soon = setImmediate(() => process.on('SIGINT', listener));
  return () => {
    clearImmediate(soon);
    process.off('SIGINT', listener);
  };
}
