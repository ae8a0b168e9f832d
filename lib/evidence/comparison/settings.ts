import { readFileSync } from 'node:fs';
import { inPackage } from '../../src/package-folder';
import type { Setting } from './trial';

/** The settings that the search found, by the method's name; `descent compare --search` writes them anew. */
export const settingsFile = inPackage('data', 'digits-settings.json');

/** Errors: a file that is missing, or an entry that is no setting. */
export function readSettings(): Readonly<Record<string, Setting>> {
  const found = JSON.parse(readFileSync(settingsFile, 'utf8')) as Record<string, Partial<Setting>>;
  for (const [name, { rate, batchSize }] of Object.entries(found)) {
    if (typeof rate !== 'number' || (typeof batchSize !== 'number' && batchSize !== 'all')) {
      throw new Error(`compare: the setting of "${name}" needs a rate and a batchSize, got ${JSON.stringify(found[name])}; run "npm run compare -- --search"`);
    }
  }
  return found as Record<string, Setting>;
}
