import { lstatSync, readFileSync, realpathSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The files of a submission, by paths from its folder, with slashes. */
export interface SubmittedFiles {
  /** The text of a file; undefined where there is none. Errors: why it cannot be taken, for the student. */
  read(path: string): string | undefined;
}

/** The largest file that is taken, in bytes. */
const LARGEST = 6e6;

/** Files that are in memory already. */
export function filesInMemory(files: Readonly<Record<string, string | Uint8Array>>): SubmittedFiles {
  return {
    read: path => {
      const content = Object.hasOwn(files, path) ? files[path] : undefined;
      return content === undefined ? undefined : textOf(path, typeof content === 'string' ? Buffer.from(content) : content);
    },
  };
}

/** Files of a folder on disk; only those that lie in it: links that lead out, and what is no file, are refused. */
export function filesInFolder(folder: string): SubmittedFiles {
  const root = realpathSync(folder);
  return {
    read: path => {
      const real = realPath(join(root, path));
      if (real === undefined) return undefined;
      if (!real.startsWith(root.endsWith(sep) ? root : root + sep)) throw new Error(`"${path}" is a link that leads out of the submission`);
      const found = lstatSync(real);
      if (found.isDirectory()) return undefined;
      if (!found.isFile()) throw new Error(`"${path}" is no file`);
      if (found.size > LARGEST) throw tooLarge(path, found.size);
      return textOf(path, readFileSync(real));
    },
  };
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

function textOf(path: string, bytes: Uint8Array): string {
  if (bytes.length > LARGEST) throw tooLarge(path, bytes.length);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`"${path}" is not text in UTF-8; save it in this encoding`);
  }
}

function tooLarge(path: string, size: number): Error {
  return new Error(`"${path}" is larger than ${LARGEST / 1e6} MB: it has ${(size / 1e6).toFixed(1)} MB`);
}
