import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '../files/atomic-write';
import { replaceFolder } from '../files/replace-folder';
import { writeFiles, type Files } from '../files/write-files';

/** Writes a new folder whole, or nothing. Errors: a folder that holds something, which is named. */
export function writeNewFolder(folder: string, files: Files): void {
  const [first, ...more] = existsSync(folder) ? readdirSync(folder) : [];
  if (first !== undefined) throw new Error(`${folder} is not empty: it holds ${[first, ...more].slice(0, 3).join(', ')}${more.length > 2 ? ' …' : ''}; name a new folder, or write over it with --force`);
  replaceFolder(folder, { what: 'nothing', isOne: () => false }, room => writeFiles(room, files));
}

/** Writes files among others, each whole. Without `force` none is written where one is there already; those are all named. */
export function writeAmong(root: string, files: Files, { force = false }: { readonly force?: boolean } = {}): void {
  const there = [...files.keys()].filter(path => existsSync(join(root, path)));
  if (there.length > 0 && !force) throw new Error(`${there.join(', ')} ${there.length === 1 ? 'is' : 'are'} there already; nothing was written (--force writes over)`);
  for (const [path, content] of files) writeFileAtomically(join(root, path), content);
}
