import { normalize } from 'node:path/posix';
import { NotGradable } from './submission';
import { shownName, shownNames } from './shown-name';

const LONGEST_NAME = 200;
const LONGEST_PATH = 1000;

/**
 * A path as all others are written: without `.` and doubled slashes, and its accents in one way. Errors: `NotGradable` for one that leads out of the
 * submission, or that only a trick would need.
 */
export function plainPath(path: string): string {
  const refuse = (why: string): never => {
    throw new NotGradable(`the name of a file ${why}: ${shownName(path)}`);
  };
  if (path === '' || path.includes('\0')) refuse('is empty or holds a NUL');
  if (/^(\/|\\|[a-z]:)/i.test(path)) refuse('is an absolute path');
  const names = path.split(/[/\\]/);
  if (names.includes('..')) refuse('leads out of the submission');
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(path)) refuse('holds a line break or another control character');
  if (names.some(name => [...name].length > LONGEST_NAME)) refuse(`has more than ${LONGEST_NAME} characters`);
  if (path.length > LONGEST_PATH) refuse(`has more than ${LONGEST_PATH} characters`);
  return normalize(path).normalize('NFC');
}

/** Refuses files of which a file system that does not tell capitals apart would keep only one. */
export function requireDifferentPaths(paths: readonly string[]): void {
  const seen = new Map<string, string>();
  for (const path of paths) {
    const folded = path.toLowerCase();
    const other = seen.get(folded);
    if (other === path) throw new NotGradable(`${shownName(path)} is there twice`);
    if (other !== undefined) throw new NotGradable(`two files differ only in capitals: ${shownNames([other, path])}; keep one`);
    seen.set(folded, path);
  }
}
