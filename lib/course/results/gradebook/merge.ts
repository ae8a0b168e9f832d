import { forCell, fromCell, oneLine } from '../strangers-text';
import type { Table } from './table';

/** What is to stand in one row of a gradebook: cells by their column. */
export interface Entry {
  /** What the row may be found by, the surest first. */
  readonly keys: readonly string[];
  /** Who or what it is about: written where the table has the column and nothing in it. */
  readonly about: Readonly<Record<string, string>>;
  /** Written over whatever stands there. */
  readonly grades: Readonly<Record<string, string>>;
  /** Written where nothing stands. */
  readonly defaults: Readonly<Record<string, string>>;
}

/**
 * A table with the entries in it. Rows and columns that no entry speaks of stay to the letter, and so does their order; what is new comes after them.
 * `keysOf` says what a row of the table can be found by.
 */
export function merged(table: Table, entries: readonly Entry[], keysOf: (cell: (column: string) => string) => readonly string[]): Table {
  const header = [...table.header];
  const rows = table.rows.map(row => [...row]);
  const at = (row: readonly string[], column: string): string => row[header.indexOf(column)] ?? '';
  const set = (row: string[], column: string, text: string): void => {
    if (!header.includes(column)) header.push(column);
    fill(row, header.length);
    row[header.indexOf(column)] = text;
  };
  const places = new Map<string, string[]>();
  const remember = (row: string[], keys: readonly string[]): void => {
    for (const key of keys.map(keyOf)) if (!places.has(key)) places.set(key, row);
  };
  for (const row of rows) remember(row, keysOf(column => fromCell(at(row, column))));
  for (const { keys, about, grades, defaults } of entries) {
    const known = keys.map(key => places.get(keyOf(key))).find(row => row !== undefined);
    const row = known ?? [];
    if (known === undefined) rows.push(row);
    remember(row, keys);
    const facts = Object.entries(about).filter(([column]) => header.includes(column));
    for (const [column, text] of [...facts, ...Object.entries(defaults)]) if (isEmpty(at(row, column))) set(row, column, text);
    for (const [column, text] of Object.entries(grades)) set(row, column, text);
  }
  for (const row of rows) fill(row, header.length);
  return { ...table, header, rows };
}

/** A row of an older file may be shorter than its header. */
function fill(row: string[], length: number): void {
  while (row.length < length) row.push('');
}

/** Addresses are the same in upper and lower case. */
function keyOf(text: string): string {
  const key = oneLine(text);
  return key.includes('@') ? key.toLowerCase() : key;
}

/** Moodle writes a dash where there is no grade. */
function isEmpty(cell: string): boolean {
  return ['', '-'].includes(cell.trim());
}

/** Text of strangers by column, each harmless in a cell; without those that are missing. */
export function cells(texts: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).flatMap(([column, text]) => (text === undefined ? [] : [[column, forCell(text)]])));
}
