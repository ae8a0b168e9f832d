import { notebookText } from '../jupyter/client/notebook-file';
import type { Rule } from './linted';

/** What can be read aloud, and fits on a slide and on half a screen. */
const MOST_LINES = 14;
const MOST_COLUMNS = 88;

/** Cells of code are short, and their lines are no longer than a page is wide. */
export const shortCells: Rule = ({ code }) => code.flatMap(({ at, source }) => {
  const lines = source.split('\n');
  const wide = lines.find(line => [...line].length > MOST_COLUMNS);
  return [
    ...(lines.length > MOST_LINES ? [{ cell: at, says: `it has ${lines.length} lines, and ${MOST_LINES} can be read aloud; part it, or give the plumbing a name of its own` }] : []),
    ...(wide === undefined ? [] : [{ cell: at, says: `a line has ${[...wide].length} columns, and ${MOST_COLUMNS} fit: ${wide.trim().slice(0, 40)}…` }]),
  ];
});

/** Outputs are made where the notebook is read, and would only go stale in the course. */
export const withoutOutputs: Rule = ({ notebook }) => notebook.cells.flatMap((cell, k) =>
  cell.cell_type === 'code' && (cell.outputs.length > 0 || cell.execution_count !== null)
    ? [{ cell: k + 1, says: 'it is kept with its output; run "npx descent lint --fix", or clear all outputs and save' }]
    : []);

/** One form of the file, so that a change shows as what was changed. */
export const oneForm: Rule = ({ notebook, text }) =>
  text === notebookText(notebook) ? [] : [{ says: 'its JSON is laid out in another way than the kit writes it; run "npx descent lint --fix"' }];

/** Any front-end finds the kernel by this. */
export const kernel: Rule = ({ notebook: { metadata } }) => {
  const { name, language } = (metadata['kernelspec'] ?? {}) as { name?: unknown; language?: unknown };
  return name === 'tslab' && language === 'typescript' ? [] : [{ says: `its kernel must be tslab for typescript, got ${JSON.stringify(metadata['kernelspec'] ?? null)}` }];
};
