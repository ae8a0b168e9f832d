import { dirname } from 'node:path/posix';
import type { Ignored } from './submission';

/** Longest list that helps anybody. */
const MOST = 500;

/**
 * What is left aside: copies of exercises, and the rest with one row for each folder in which no exercise is, as most of a checkout are. A longer
 * list than anybody reads is cut, and says so.
 */
export function inRows(copies: readonly Ignored[], rest: readonly Ignored[], exercises: ReadonlyMap<string, string>): Ignored[] {
  const homes = new Set([...exercises.values()].map(dirname));
  const rows = new Map<string, Ignored>();
  for (const each of rest) {
    const folder = folderWithout(homes, each.path.replace(/\/$/, ''));
    rows.set(folder ?? each.path, folder === undefined ? each : { path: folder, reason: 'no folder of an exercise' });
  }
  const all = [...copies, ...rows.values()];
  return all.length <= MOST ? all : [...all.slice(0, MOST), { path: '…', reason: `and ${all.length - MOST} more` }];
}

/** The highest folder above a path that neither is, nor holds, nor lies in a home of exercises. */
function folderWithout(homes: ReadonlySet<string>, path: string): string | undefined {
  const folders = path.split('/').slice(0, -1);
  for (let depth = 1; depth <= folders.length; depth++) {
    const folder = folders.slice(0, depth).join('/');
    if (homes.has('.') || homes.has(folder)) return undefined;
    if (![...homes].some(home => home.startsWith(`${folder}/`))) return `${folder}/`;
  }
  return undefined;
}
