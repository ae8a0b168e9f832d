import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A PATH on which all programs of another are found, but for these. It is one folder of links. */
export function programsWithout(missing: readonly string[], folder: string, path: string): string {
  if (existsSync(folder)) return folder;
  mkdirSync(folder);
  for (const place of path.split(delimiter).filter(existsSync)) {
    for (const name of readdirSync(place)) {
      if (!missing.includes(name) && !existsSync(join(folder, name))) symlinkSync(join(place, name), join(folder, name));
    }
  }
  return folder;
}
