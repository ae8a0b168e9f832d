import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { explorableHtml } from '../../../src/notebook/explorable-html';
import type { Method } from '../../../src/optimizers';
import { javascriptOf } from '../../../src/optimizers/driver/javascript-of';
import { inPackage } from '../../../src/package-folder';
import { writeFileAtomically } from '../../files/atomic-write';
import { inRavine } from './in-ravine';
import { entriesOf } from './thing-links';

// Looking for the rates and drawing the stills of all methods takes seconds, and a course changes nothing of it: the build does it once.

const file = inPackage('dist', 'assets', 'explorables.json');

let kept: Record<string, string> | undefined;

/** A method's way through a ravine, as HTML; undefined for one that is no formula. */
export function explorableOf(method: Method): string | undefined {
  if (method.program === undefined) return undefined;
  kept ??= existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  return (kept[keyOf(method)] ??= explorableHtml(inRavine(method)));
}

/** Makes those of all methods anew, for later. */
export function keepExplorables(): void {
  const methods = entriesOf('methods').map(({ thing }) => thing as Method).filter(({ program }) => program !== undefined);
  writeFileAtomically(file, JSON.stringify(Object.fromEntries(methods.map(method => [keyOf(method), explorableHtml(inRavine(method))]))));
}

/** A method that has changed since has another key. */
function keyOf(method: Method): string {
  return createHash('sha256').update(JSON.stringify(method.declaration)).update(javascriptOf(method)).digest('hex');
}
