import { parse, unparse } from 'papaparse';

/** A table of cells as a file of comma-separated values holds it, with the spelling that it came in. */
export interface Table {
  readonly header: string[];
  readonly rows: string[][];
  readonly spelling: { readonly mark: string; readonly delimiter: string; readonly newline: string };
}

/** An empty table, spelled as RFC 4180 has it. */
export function newTable(header: readonly string[]): Table {
  return { header: [...header], rows: [], spelling: { mark: '', delimiter: ',', newline: '\r\n' } };
}

/** Reads a gradebook; `owner` says in errors what it is. Errors: quotes that do not close, no column of the name `key` or of one of the others like it. */
export function readTable(owner: string, text: string, keys: readonly string[]): Table {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const { data, errors, meta } = parse<string[]>(text.slice(mark.length), { skipEmptyLines: true });
  const broken = errors.find(({ type }) => type === 'Quotes');
  if (broken !== undefined) throw new Error(`${owner}: quotes must close, got none in row ${(broken.row ?? 0) + 1}`);
  const [header = [], ...rows] = data;
  if (!keys.some(key => header.includes(key))) {
    throw new Error(`${owner}: the header must have a column ${keys.map(key => `"${key}"`).join(' or ')}, got "${header.join(', ').slice(0, 200)}"`);
  }
  return { header, rows, spelling: { mark, delimiter: meta.delimiter, newline: meta.linebreak } };
}

export function tableText({ header, rows, spelling }: Table): string {
  const { mark, delimiter, newline } = spelling;
  return mark + unparse([header, ...rows], { delimiter, newline }) + newline;
}
