import * as descent from 'descent';
import type { Method } from 'descent';
import type { Item } from './checklist';

/** A cell of the item's lesson, with words or code of its source that hold the item; or a public name of the library, with a part of its formula. */
export type Place =
  | { readonly cell: string; readonly holds: string }
  | { readonly export: string; readonly latex?: string };

/** Where a lesson teaches what, by the items' ids. */
export type Coverage = Readonly<Record<string, readonly Place[]>>;

/** The cells of a notebook by their ids. */
export type Cells = ReadonlyMap<string, string>;

/** Fewer characters stand in nearly every cell, and bear out nothing. */
const FEWEST = 5;

/** A sentence for each item of a lesson that has no place, and for each place that does not bear out its item. */
export function faultsOf(slug: string, items: readonly Item[], coverage: Coverage, cells: Cells): string[] {
  const own = items.filter(({ lesson }) => lesson === slug);
  const missing = own.filter(({ id }) => !coverage[id]?.some(place => 'cell' in place));
  const known = new Set(items.map(({ id }) => id));
  return [
    ...missing.map(({ id, at, topic }) => `${slug}: no cell for ${id}, ${topic} (${at})`),
    ...Object.keys(coverage).filter(id => !known.has(id)).map(id => `${slug}: there is no item ${id}`),
    ...Object.entries(coverage).flatMap(([id, places]) => places.flatMap(place => faultOf(place, cells).map(fault => `${slug}: ${id}: ${fault}`))),
  ];
}

function faultOf(place: Place, cells: Cells): string[] {
  if ('export' in place) return faultOfExport(place.export, place.latex);
  const { cell, holds } = place;
  const source = cells.get(cell);
  if (source === undefined) return [`there is no cell ${cell}`];
  if (holds.length < FEWEST) return [`"${holds}" says too little to be looked for`];
  if (source.includes(holds)) return [];
  const elsewhere = [...cells].filter(([, text]) => text.includes(holds)).map(([id]) => id);
  return [`${cell} does not hold "${holds}"${elsewhere.length > 0 ? `; ${elsewhere.join(', ')} does` : ''}`];
}

/** `adam`, or `schedules.cosine`. */
function faultOfExport(name: string, latex: string | undefined): string[] {
  const exported = name.split('.').reduce<unknown>((of, part) => (typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[part] : undefined), descent);
  if (exported === undefined) return [`descent exports no ${name}`];
  if (latex === undefined) return [];
  const shown = formulaOf(exported);
  return shown.includes(latex) ? [] : [`the formula of ${name} does not hold ${latex}, but is ${shown || 'none'}`];
}

function formulaOf(exported: unknown): string {
  if (typeof exported !== 'function' && (typeof exported !== 'object' || exported === null)) return '';
  if ('latex' in exported && typeof exported.latex === 'function') return String(exported.latex());
  return 'declaration' in exported ? descent.latexOf(exported as Method) : '';
}
