import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { modeOf } from './write-files';

/**
 * Writes a whole file or nothing: a reader never sees half of it. Creates the folder; leaves a file that already holds this content alone.
 * Throws `cannot write FILE: REASON; REMEDY` where the folder cannot be created or written, or the disk is full.
 */
export function writeFileAtomically(path: string, content: string | Uint8Array): void {
  if (holds(path, content)) return;
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, content, { mode: modeOf(content) });
    renameSync(temporary, path);
  } catch (reason) {
    discard(temporary);
    throw new Error(`cannot write ${path}: ${reasonText(reason)}; ${remedy(reason)}`, { cause: reason });
  }
}

/** The operating system's reason without the path and system call that Node appends. */
export function reasonText(reason: unknown): string {
  const text = reason instanceof Error ? reason.message : String(reason);
  return text.replace(/^([A-Z]+: [^,]+), .*$/s, '$1');
}

function remedy(reason: unknown): string {
  const full = ['ENOSPC', 'EDQUOT'].includes((reason as NodeJS.ErrnoException).code ?? '');
  return full ? 'make room on its disk' : 'make its folder writable';
}

function holds(path: string, content: string | Uint8Array): boolean {
  try {
    return readFileSync(path).equals(Buffer.from(content));
  } catch {
    return false;
  }
}

/** The file is usually not there, and where its folder is not even a folder, `rmSync` throws in spite of `force`. */
function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    return;
  }
}
