import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const endings = new Set<() => void>();

/** One listener for all, however many boxes there are. */
function endAll(): void {
  for (const end of endings) end();
}

/** What must not outlive this process is ended when it exits. Returns how to take that back. */
export function aliveUntilExit(end: () => void): () => void {
  if (endings.size === 0) process.on('exit', endAll);
  endings.add(end);
  return () => {
    endings.delete(end);
    if (endings.size === 0) process.off('exit', endAll);
  };
}

/** An empty folder to start a program in. */
export interface Folder {
  readonly path: string;
  remove(): void;
}

/** Errors: a folder for temporary files that cannot be written, or is full. */
export function emptyFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), `descent-box-${process.pid}-`));
  const remove = (): void => {
    forget();
    rmSync(path, { recursive: true, force: true });
  };
  const forget = aliveUntilExit(() => rmSync(path, { recursive: true, force: true }));
  return { path, remove };
}
