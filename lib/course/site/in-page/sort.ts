// Runs in a page: makes the columns of a table sortable. Without it the table is as it was written.

for (const table of Array.from(document.querySelectorAll<HTMLTableElement>('table[data-sortable]'))) {
  const headings = Array.from(table.querySelectorAll<HTMLTableCellElement>('thead th'));
  headings.forEach((heading, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...Array.from(heading.childNodes));
    button.addEventListener('click', () => {
      const descending = heading.getAttribute('aria-sort') === 'ascending';
      for (const other of headings) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      sort(table, column, descending ? -1 : 1);
    });
    heading.append(button);
  });
}

/** Equal rows keep their order; numbers come before words. */
function sort(table: HTMLTableElement, column: number, sign: 1 | -1): void {
  const body = table.tBodies[0];
  if (body === undefined) return;
  const key = (row: HTMLTableRowElement): string => row.cells[column]?.dataset['sort'] ?? '';
  const rows = Array.from(body.rows).sort((a, b) => sign * compare(key(a), key(b)));
  body.append(...rows);
}

function compare(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y;
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return a.localeCompare(b, document.documentElement.lang);
}

export {};
