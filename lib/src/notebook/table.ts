import { display } from './display';
import { escapeHtml } from './escape';
import { largest } from '../extremes';
import { knownOptions } from '../options';

export type Cell = string | number | boolean | bigint | null | undefined;
/** One row: cells in the order of the columns, or cells by the name of their column. */
export type Row = readonly Cell[] | ArrayLike<number> | Readonly<Record<string, Cell>>;

/**
 * Shows rows as a table below the cell.
 *
 * Without `columns`, the names in the first row are the header. Numbers keep five significant digits and line up at the decimal
 * point; very large and very small ones are written with a power of ten. Text of several lines stays in its cell; lines that begin with four
 * spaces are code, and keep their blanks. Throws for a table
 * with no rows and no columns, and for a row that has more cells than there are columns.
 */
export function table(content: readonly Row[] | { columns: readonly string[]; rows: readonly Row[] }, options: { caption?: string } = {}): void {
  const { caption = '' } = knownOptions('table', options, { caption: true });
  if ('rows' in content) knownOptions('table: content', content, { columns: true, rows: true });
  const { columns, rows } = 'rows' in content ? content : { columns: columnsOf(content), rows: content };
  if (columns.length === 0) throw new Error('table: no columns; give { columns, rows } or rows with named cells');
  const cells = rows.map((row, index) => cellsOf(row, columns, index));
  const formatted = columns.map((_, column) => formatColumn(cells.map(row => row[column])));
  const numeric = columns.map((_, column) => cells.some(row => isNumber(row[column])) && cells.every(row => isNumber(row[column]) || isEmpty(row[column])));
  const texts = cells.map((_, row) => formatted.map(column => column[row] ?? ''));
  display({ 'text/html': html({ columns, texts, numeric, caption }), 'text/plain': plain({ columns, texts, numeric, caption }) });
}

interface Layout { columns: readonly string[]; texts: string[][]; numeric: boolean[]; caption: string }

function html({ columns, texts, numeric, caption }: Layout): string {
  const isShort = columns.map((_, column) => texts.every(row => (row[column] ?? '').length <= SHORT));
  const style = (column: number, whole: boolean | undefined) =>
    `style="text-align:${numeric[column] ? 'right;font-variant-numeric:tabular-nums' : 'left'}${whole ? ';white-space:nowrap' : ''}"`;
  const align = (column: number) => style(column, isShort[column]);
  // A heading of many words over short numbers would make its column as wide as itself.
  const head = columns.map((name, column) => `<th scope="col" ${style(column, isShort[column] && name.length <= SHORT)}>${escapeHtml(name)}</th>`).join('');
  const cell = (text: string, column: number) => (numeric[column] ? escapeHtml(text.replace(/-/g, '−')) : linesInHtml(text));
  const body = texts.map(row => `<tr>${row.map((text, column) => `<td ${align(column)}>${cell(text, column)}</td>`).join('')}</tr>`);
  const title = caption ? `<caption>${escapeHtml(caption)}</caption>` : '';
  return `<table class="descent-table">${title}<thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** A column of texts no longer than this is not broken, however narrow the page, since the others can give way. */
const SHORT = 12;

function linesInHtml(text: string): string {
  const parts = text.split('\n').reduce<Array<{ code: boolean; lines: string[] }>>((found, line) => {
    const [code, last] = [line.startsWith(CODE), found.at(-1)];
    if (last?.code === code) last.lines.push(line);
    else found.push({ code, lines: [line] });
    return found;
  }, []);
  const escaped = (lines: readonly string[]) => lines.map(escapeHtml);
  const pre = (lines: readonly string[]) => `<pre style="margin:0;text-align:left">${lines.map(line => line.slice(CODE.length)).join('\n')}</pre>`;
  return parts.map(({ code, lines }) => (code ? pre(escaped(lines)) : escaped(lines).join('<br>'))).join('');
}

const CODE = '    ';

function plain({ columns, texts, numeric, caption }: Layout): string {
  const lines = texts.flatMap(linesOf);
  const widths = columns.map((name, column) => largest(lines.map(row => row[column]?.length ?? 0), name.length));
  const line = (row: readonly string[]) => row.map((text, column) => (numeric[column] ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0))).join('  ').trimEnd();
  return [...(caption ? [caption] : []), line(columns), line(widths.map(width => '-'.repeat(width))), ...lines.map(line)].join('\n');
}

/** A row as rows of one line each: a cell of several lines goes on below itself. */
function linesOf(row: readonly string[]): string[][] {
  const cells = row.map(text => text.split('\n'));
  const height = Math.max(...cells.map(cell => cell.length));
  return Array.from({ length: height }, (_, line) => cells.map(cell => cell[line] ?? ''));
}

function columnsOf(rows: readonly Row[]): readonly string[] {
  const [first] = rows;
  if (first === undefined) return [];
  return isList(first) ? Array.from({ length: first.length }, (_, column) => String(column + 1)) : [...new Set(rows.flatMap(row => Object.keys(row)))];
}

function cellsOf(row: Row, columns: readonly string[], index: number): Cell[] {
  if (!isList(row)) return columns.map(column => row[column]);
  if (row.length > columns.length) throw new Error(`table: row ${index + 1} has ${row.length} cells for ${columns.length} columns; name every column`);
  return Array.from(row);
}

function isList(row: Row): row is readonly Cell[] | ArrayLike<number> {
  return Array.isArray(row) || ArrayBuffer.isView(row);
}

/** The cells of a column as text: numbers of ordinary size, for this column, get the same number of decimals. */
function formatColumn(cells: Cell[]): string[] {
  const sizes = cells.map(cell => (typeof cell === 'number' ? Math.abs(cell) : NaN)).filter(Number.isFinite);
  const [least, most] = sizes.every(size => size < 0.01) ? [1e-7, 9] : [1e-4, 6];
  const ordinary = (value: number) => value === 0 || (Math.abs(value) >= least && Math.abs(value) < 1e7);
  const decimals = Math.min(most, largest(cells.map(cell => (typeof cell === 'number' && ordinary(cell) ? decimalsOf(cell) : 0)), 0));
  return cells.map(cell => {
    if (isEmpty(cell)) return '';
    if (typeof cell !== 'number' || !Number.isFinite(cell)) return String(cell);
    return ordinary(cell) ? cell.toFixed(decimals) : cell.toExponential(3).replace(/\.?0+e/, 'e').replace('e+', 'e');
  });
}

function decimalsOf(value: number): number {
  if (Number.isInteger(value)) return 0;
  const [digits = '', exponent = '0'] = value.toExponential(4).replace(/0+e/, 'e').split('e');
  return Math.max(0, digits.replace(/^-/, '').length - 2 - Number(exponent));
}

function isNumber(cell: Cell): boolean {
  return typeof cell === 'number' || typeof cell === 'bigint';
}

function isEmpty(cell: Cell): cell is null | undefined {
  return cell === null || cell === undefined;
}
