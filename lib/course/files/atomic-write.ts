import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a whole file or nothing: a reader never sees half of it. Creates the folder; leaves a file that already holds this text alone.
 * Throws `cannot write FILE: REASON` where the folder cannot be created or written.
 */
export function writeFileAtomically(path: string, text: string): void {
  if (holds(path, text)) return;
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (reason) {
    discard(temporary);
    throw new Error(`cannot write ${path}: ${reasonText(reason)}; make its folder writable`, { cause: reason });
  }
}

/** The operating system's reason without the path and system call that Node appends. */
export function reasonText(reason: unknown): string {
  const text = reason instanceof Error ? reason.message : String(reason);
  return text.replace(/^([A-Z]+: [^,]+), .*$/s, '$1');
}

function holds(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text;
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
