import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files by their paths, with slashes. */
export type Files = ReadonlyMap<string, string | Buffer>;

/** Writes files into a folder that nobody else looks into yet. */
export function writeFiles(folder: string, files: Files): void {
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode: modeOf(content) });
  }
}

/** What a file may be used for, as far as its user lets others do so: a script names its interpreter, and can be run. */
export function modeOf(content: string | Uint8Array): number {
  return Buffer.from(content.slice(0, 2)).toString('latin1') === '#!' ? 0o777 : 0o666;
}
