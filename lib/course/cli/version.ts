import { readFileSync } from 'node:fs';
import { inPackage } from '../../src/package-folder';

/** The version of the kit, from its package.json. */
export const version = (JSON.parse(readFileSync(inPackage('package.json'), 'utf8')) as { version: string }).version;
