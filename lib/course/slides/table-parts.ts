import type { Token } from '../site/markdown';

/** So many lines of text a table may have on one slide, set a little smaller. */
const most = 26;

/** A long table as several, each with the head of the whole, so that every row can be read; of a short one the one that it is. Rows are not parted. */
export function tableParts(tokens: readonly Token[]): Token[][] {
  const [first, last] = ['tbody_open', 'tbody_close'].map(type => tokens.findIndex(token => token.type === type)) as [number, number];
  const rows = rowsOf(tokens.slice(first + 1, last));
  const parts: Token[][] = [];
  let taken = most;
  for (const row of rows) {
    const lines = linesOf(row);
    if (taken + lines > most) {
      parts.push([]);
      taken = 0;
    }
    parts.at(-1)?.push(...row);
    taken += lines;
  }
  return parts.length < 2 ? [[...tokens]] : parts.map(part => [...tokens.slice(0, first + 1), ...part, ...tokens.slice(last)]);
}

function rowsOf(tokens: readonly Token[]): Token[][] {
  const rows: Token[][] = [];
  for (const token of tokens) {
    if (token.type === 'tr_open') rows.push([]);
    rows.at(-1)?.push(token);
  }
  return rows;
}

/** As high as its highest cell, and half a line between it and the next. */
function linesOf(row: readonly Token[]): number {
  const formulas = row.flatMap(({ children }) => children ?? []).filter(({ type }) => type === 'formula').map(({ meta }) => String((meta as { latex: string }).latex));
  return 0.5 + Math.max(1, ...formulas.map(formulaLines));
}

/** A line of a formula is a little higher than one of text, and one with a fraction twice as high. */
function formulaLines(latex: string): number {
  return latex.split('\\\\').reduce((sum, line) => sum + (line.includes('\\frac') ? 2.2 : 1.2), 0);
}
