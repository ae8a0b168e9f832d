import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../src/package-folder';
import type { Finding } from './finding';

/** Whether this Node is one that the course's package.json asks for. */
export function nodeVersion({
  version = process.versions.node,
  range = requiredRange(),
}: { version?: string; range?: string | undefined } = {}): Finding {
  if (range === undefined) return { part: 'node', status: 'ok', text: version };
  if (satisfies(version, range)) return { part: 'node', status: 'ok', text: `${version} (the course asks for ${range})` };
  const remedy = 'install the current long-term version of node';
  return { part: 'node', status: 'problem', text: `${version}, but the course asks for ${range}`, remedy };
}

/** Whether a version fits a range of comparisons with >= and <: all of a group must hold, groups are separated by ||. */
export function satisfies(version: string, range: string): boolean {
  return range.split('||').some(group => {
    const comparisons = group.trim().split(/\s+/);
    return comparisons.every(text => {
      const [, sign, bound] = /^(>=|<)(\d+(?:\.\d+){0,2})$/.exec(text) ?? [];
      if (sign === undefined || bound === undefined) throw new Error(`doctor: cannot read "${text}" in the node range "${range}"; use >= and < only`);
      const order = compare(version, bound);
      return sign === '<' ? order < 0 : order >= 0;
    });
  });
}

/** The range in the package's own package.json, or in that of the course around it. */
function requiredRange(): string | undefined {
  for (const folder of [packageFolder, join(packageFolder, '..')]) {
    try {
      const { engines } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { engines?: { node?: string } };
      if (engines?.node) return engines.node;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  return undefined;
}

function compare(a: string, b: string): number {
  const parts = (version: string): number[] => version.split('.').map(part => parseInt(part, 10));
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
