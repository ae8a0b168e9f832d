import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new temporary folder for one check. Whoever makes it removes it, and so does the process that works in it when its parent is gone. */
export function makeRoom(): string {
  return mkdtempSync(join(plainFolder(), 'descent-check-'));
}

export function removeRoom(room: string): void {
  // The process that works there may be writing its last file.
  rmSync(room, { recursive: true, force: true, maxRetries: 5, retryDelay: 20 });
}

/** A folder for temporary files whose path vitest does not take for an address or a pattern. */
function plainFolder(): string {
  const folder = [tmpdir(), '/tmp', '/var/tmp'].find(path => !/[#?%*[\]{}()!]/.test(path));
  if (folder === undefined) throw new Error(`check: the folder for temporary files, ${tmpdir()}, has a sign such as # or ? in its path; set TMPDIR to another`);
  return folder;
}
