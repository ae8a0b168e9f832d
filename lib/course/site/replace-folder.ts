import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { generator } from './page';

/**
 * Fills a new folder and puts it in the place of `folder`. Where filling fails, `folder` stays as it was.
 * A folder that holds anything but an earlier site is refused, so that a slip in a path deletes nothing.
 */
export function replaceFolder(folder: string, fill: (folder: string) => void): void {
  const target = resolve(folder);
  refuseOtherFiles(target);
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

function refuseOtherFiles(folder: string): void {
  if (!existsSync(folder) || readdirSync(folder).length === 0) return;
  const index = join(folder, 'index.html');
  if (existsSync(index) && readFileSync(index, 'utf8').includes(generator)) return;
  throw new Error(`site: ${folder} holds other files than a site; name a new or empty folder`);
}
