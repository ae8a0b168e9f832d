import { escapeHtml } from '../../../src/notebook/escape';
import { sortKey, type MethodResults } from './method-results';
import { lineHtml, titleHtml } from './prose';
import { entriesOf, thingHref } from './thing-links';

/** The comparison as a table; the first column of a row leads to the method's page, and each cell says what it is sorted by. */
export function resultsTable({ columns, rows }: MethodResults, { sortable = false }: { sortable?: boolean } = {}): string {
  const hrefs = new Map(entriesOf('methods').map(entry => [entry.documentation.title, thingHref(entry)]));
  const numeric = columns.map((_, at) => at > 0 && rows.every(row => typeof sortKey(row[at] ?? '') === 'number' || row[at] === 'all'));
  const align = (at: number): string => (numeric[at] ? ' class="number"' : '');
  const head = columns.map((name, at) => `<th scope="col"${align(at)}>${escapeHtml(name)}</th>`);
  const body = rows.map(row => row.map((cell, at) => {
    const href = at === 0 ? hrefs.get(cell) : undefined;
    const key = ` data-sort="${escapeHtml(String(sortKey(cell)))}"`;
    const tag = at === 0 ? 'th scope="row"' : 'td';
    return `<${tag}${align(at)}${sortable ? key : ''}>${href === undefined ? lineHtml(cell) : `<a href="${href}">${titleHtml(cell)}</a>`}</${at === 0 ? 'th' : 'td'}>`;
  }));
  return `<div class="scroll" tabindex="0"><table${sortable ? ' data-sortable' : ''}><thead><tr>${head.join('')}</tr></thead>
<tbody>${body.map(cells => `<tr>${cells.join('')}</tr>`).join('\n')}</tbody></table></div>`;
}
