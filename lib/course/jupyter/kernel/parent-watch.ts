// Runs in a worker thread, because the thread that runs cells may be in an endless loop when the program that started the kernel dies.
import { rmSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

const { parent, folder } = workerData as { parent: number; folder?: string };

setInterval(() => {
  if (!parentIsGone()) return;
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  process.kill(process.pid, 'SIGKILL');
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
