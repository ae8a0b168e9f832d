import { existsSync, readFileSync } from 'node:fs';
import { inPackage } from '../../../src/package-folder';

/** How the methods compare on the digits, as `METHODS.md` of the package says it. */
export interface MethodResults {
  /** What was compared and how, in Markdown. */
  readonly intro: string;
  readonly columns: readonly string[];
  /** A row for each method, which its first cell names by its title. */
  readonly rows: ReadonlyArray<readonly string[]>;
}

/** Undefined where the package has no such file. */
export function methodResults(file: string = inPackage('METHODS.md')): MethodResults | undefined {
  return existsSync(file) ? readResults(readFileSync(file, 'utf8')) : undefined;
}

/** Reads the text before a table, without its heading, and the table. */
export function readResults(text: string): MethodResults {
  const lines = text.split('\n');
  const first = lines.findIndex(line => line.startsWith('|'));
  const table = lines.slice(first).filter(line => line.startsWith('|')).map(line => line.split('|').slice(1, -1).map(cell => cell.trim()));
  const [columns = [], , ...rows] = first < 0 ? [] : table;
  return { intro: lines.slice(0, Math.max(0, first)).filter(line => !line.startsWith('# ')).join('\n').trim(), columns, rows };
}

/** What a cell is sorted by: its number, whatever stands around it, else its text. */
export function sortKey(cell: string): number | string {
  const number = /-?\d[\d\s]*(?:\.\d+)?(?:e-?\d+)?/.exec(cell.replace(/`[^`]*`/g, ''));
  return number === null ? cell.replace(/`/g, '').toLowerCase() : Number(number[0].replace(/\s/g, ''));
}
