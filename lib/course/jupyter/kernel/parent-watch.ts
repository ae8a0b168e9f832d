// Runs in a worker thread, because the thread that runs cells may be in an endless loop when the program that started the kernel dies.
import { workerData } from 'node:worker_threads';

const { parent } = workerData as { parent: number };

setInterval(() => {
  if (parentIsGone()) process.kill(process.pid, 'SIGKILL');
}, 1000);

function parentIsGone(): boolean {
  if (process.platform !== 'win32') return process.ppid !== parent;
  try {
    process.kill(parent, 0);
    return false;
  } catch {
    return true;
  }
}
