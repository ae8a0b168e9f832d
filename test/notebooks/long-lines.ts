import type { Notebook } from '../../lib/course/jupyter/client/notebook-file';

/** The lines of code, with the number of their cell from 1, that are longer than a page is wide. */
export function longLines({ cells }: Notebook, most = 88): string[] {
  return cells.flatMap((cell, index) =>
    cell.cell_type === 'code' ? cell.source.split('\n').filter(line => [...line].length > most).map(line => `cell ${index + 1}: ${line}`) : []);
}
