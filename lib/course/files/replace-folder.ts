import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** What a folder holds that may be replaced. */
export interface Replaceable {
  /** "a site". */
  readonly what: string;
  /** Whether a folder that is not empty holds an earlier one of these. */
  readonly isOne: (folder: string) => boolean;
}

/**
 * Fills a new folder and puts it in the place of `folder`. Where filling fails, `folder` stays as it was.
 * A folder that holds anything but an earlier one of its kind is refused, so that a slip in a path deletes nothing.
 */
export function replaceFolder(folder: string, { what, isOne }: Replaceable, fill: (folder: string) => void): void {
  const target = resolve(folder);
  if (existsSync(target) && readdirSync(target).length > 0 && !isOne(target)) throw new Error(`${target} holds other files than ${what}; name a new or empty folder`);
  mkdirSync(dirname(target), { recursive: true });
  const room = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    mkdirSync(join(room, 'new'));
    fill(join(room, 'new'));
    if (existsSync(target)) renameSync(target, join(room, 'old'));
    renameSync(join(room, 'new'), target);
  } catch (error) {
    if (existsSync(join(room, 'old')) && !existsSync(target)) renameSync(join(room, 'old'), target);
    throw error;
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}
