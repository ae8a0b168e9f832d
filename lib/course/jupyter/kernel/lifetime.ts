import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Server } from './tslab-internals';

const GOODBYE_MS = 100;

/**
 * tslab closes its sockets on a shutdown request and waits for the process to run out of work, which a timer or a device of the notebook
 * prevents. And where its sockets cannot be bound it prints a warning and lives on without them.
 */
export function exitWhenAsked(server: Server): void {
  const { close, init } = server;
  server.close = function () {
    close.call(this);
    setTimeout(() => process.exit(0), GOODBYE_MS);
  };
  server.init = async function () {
    try {
      await init.call(this);
    } catch (reason) {
      process.stderr.write(`descent kernel: cannot listen: ${String(reason)}\n`);
      process.exit(1);
    }
  };
}

/**
 * tslab outlives a Jupyter server that was killed. A kernel started by process 1 (a container's Jupyter) has nobody to watch. Our own client says
 * who it is, because it may have died before this looks; and its folder with the connection file goes with the kernel.
 */
export function exitWithParent(connectionFile: string): void {
  const client = process.env['DESCENT_PARENT_PID'];
  // Not for what a cell starts.
  delete process.env['DESCENT_PARENT_PID'];
  const parent = client === undefined ? process.ppid : Number(client);
  const folder = client === undefined ? undefined : dirname(connectionFile);
  if (parent > 1 || client !== undefined) new Worker(join(__dirname, 'parent-watch.js'), { workerData: { parent, folder } }).unref();
}
