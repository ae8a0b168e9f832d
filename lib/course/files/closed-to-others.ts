import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The folder or file on the way to a path that other users of this machine may not enter or read; undefined where they may all, and on Windows. */
export function closedToOthers(path: string): string | undefined {
  if (process.platform === 'win32') return undefined;
  const way = (at: string): string[] => (dirname(at) === at ? [at] : [...way(dirname(at)), at]);
  return way(realpathSync(path)).find(at => {
    const found = statSync(at);
    const needed = found.isDirectory() ? 0o001 : 0o004;
    return (found.mode & needed) === 0;
  });
}
