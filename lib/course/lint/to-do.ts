import type { Rule } from './linted';

/** What a new lesson leaves to its author. */
export const nothingToDo: Rule = ({ notebook }) => notebook.cells.flatMap(({ source }, k) =>
  [...source.matchAll(/\bTODO\b:?\s*([^\n]*)/g)].map(([, what = '']) => ({ cell: k + 1, says: `to do: ${what.trim() || source.trim().slice(0, 60)}` })));
