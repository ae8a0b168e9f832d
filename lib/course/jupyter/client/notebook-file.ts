import { readFileSync } from 'node:fs';
import { reasonText, writeFileAtomically } from '../../files/atomic-write';

/** MIME type → content; text as one string. */
export type MimeBundle = Record<string, unknown>;

export type Output =
  | { output_type: 'stream'; name: 'stdout' | 'stderr'; text: string }
  | { output_type: 'display_data'; data: MimeBundle; metadata: Record<string, unknown> }
  | { output_type: 'execute_result'; data: MimeBundle; metadata: Record<string, unknown>; execution_count: number | null }
  | { output_type: 'error'; ename: string; evalue: string; traceback: string[] };

export type Metadata = Record<string, unknown> & { tags?: string[] };

interface CellBase {
  id: string;
  metadata: Metadata;
  source: string;
}

export interface CodeCell extends CellBase {
  cell_type: 'code';
  execution_count: number | null;
  outputs: Output[];
}

export interface TextCell extends CellBase {
  cell_type: 'markdown' | 'raw';
  attachments?: Record<string, MimeBundle>;
}

export type Cell = CodeCell | TextCell;

/** A notebook in format 4.5, with every multi-line text as one string. */
export interface Notebook {
  nbformat: 4;
  nbformat_minor: number;
  metadata: Record<string, unknown>;
  cells: Cell[];
}

/** Reads a notebook of format 4. Throws where the file is missing, is not JSON, or is not such a notebook, saying which. */
export function readNotebook(path: string): Notebook {
  return parseNotebook(readText(path), path);
}

/** Reads a notebook from its text; `name` is what errors call it. */
export function parseNotebook(text: string, name = 'notebook'): Notebook {
  const json = parseJson(text, name);
  const { nbformat, nbformat_minor, metadata, cells } = record(json) ?? {};
  if (nbformat !== 4 || !Array.isArray(cells)) {
    const found = typeof nbformat === 'number' ? `nbformat ${nbformat}` : 'no nbformat number';
    throw new Error(`${name} is not a notebook of format 4: it has ${nbformat === 4 ? 'no list of cells' : found}`);
  }
  return {
    nbformat,
    nbformat_minor: Math.max(5, Number(nbformat_minor) || 0),
    metadata: record(metadata) ?? {},
    cells: cells.map((cell, index) => readCell(cell, index, name)),
  };
}

/** Writes a notebook whole or not at all. The text depends on the content alone: sorted keys, one space of indent, a newline at the end. */
export function writeNotebook(path: string, notebook: Notebook): void {
  writeFileAtomically(path, notebookText(notebook));
}

/** The text `writeNotebook` writes, byte for byte what Python's nbformat writes for the same notebook. */
export function notebookText(notebook: Notebook): string {
  const cells = notebook.cells.map(cell => ({
    ...cell,
    source: lines(cell.source),
    ...(cell.cell_type === 'code' ? { outputs: cell.outputs.map(splitOutput) } : {}),
  }));
  return `${JSON.stringify(sorted({ ...notebook, cells }), null, 1)}\n`;
}

/** A copy without what running it left behind: outputs, counts, timings and folded state. Tags, slides and attachments stay. */
export function stripOutputs(notebook: Notebook): Notebook {
  const left = ({ execution: _e, ExecuteTime: _t, collapsed: _c, scrolled: _s, trusted: _u, ...metadata }: Metadata): Metadata => metadata;
  return {
    ...notebook,
    metadata: structuredClone(notebook.metadata),
    cells: notebook.cells.map(cell => {
      const copy = { ...structuredClone(cell), metadata: left(structuredClone(cell.metadata)) };
      return copy.cell_type === 'code' ? { ...copy, outputs: [], execution_count: null } : copy;
    }),
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (reason) {
    throw new Error(`cannot read notebook ${path}: ${reasonText(reason)}`, { cause: reason });
  }
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (reason) {
    throw new Error(`${name} is not JSON, so it is not a notebook: ${placeInJson(text, reasonText(reason))}`, { cause: reason });
  }
}

/** Node says where by counting characters, or says only that the text ended; an editor counts lines and columns. */
function placeInJson(text: string, reason: string): string {
  const position = Number(/ at position (\d+)/.exec(reason)?.[1] ?? text.length);
  const before = text.slice(0, position).split('\n');
  return `${reason.replace(/ \(line \d+ column \d+\)$/, '')}, line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
}

function readCell(value: unknown, index: number, name: string): Cell {
  const cell = record(value) ?? {};
  const base = { id: typeof cell['id'] === 'string' ? cell['id'] : `cell-${index + 1}`, metadata: record(cell['metadata']) ?? {}, source: joined(cell['source']) };
  const attachments = record(cell['attachments']) as Record<string, MimeBundle> | undefined;
  switch (cell['cell_type']) {
    case 'code': {
      const outputs = Array.isArray(cell['outputs']) ? cell['outputs'].map(readOutput) : [];
      const count = cell['execution_count'];
      return { cell_type: 'code', ...base, execution_count: typeof count === 'number' ? count : null, outputs };
    }
    case 'markdown':
    case 'raw':
      return { cell_type: cell['cell_type'], ...base, ...(attachments ? { attachments } : {}) };
    default:
      throw new Error(`${name} is not a notebook of format 4: cell ${index + 1} has cell_type ${JSON.stringify(cell['cell_type'])}, not code, markdown or raw`);
  }
}

function readOutput(output: Output): Output {
  if (output.output_type === 'stream') return { ...output, text: joined(output.text) };
  return 'data' in output ? { ...output, data: mapText(output.data, joined) } : output;
}

function splitOutput(output: Output): object {
  if (output.output_type === 'stream') return { ...output, text: lines(output.text) };
  return 'data' in output ? { ...output, data: mapText(output.data, lines) } : output;
}

/** The formats whose content nbformat writes line by line; any other is written as it is. */
const IN_LINES = /^(text\/.*|application\/javascript|image\/svg\+xml)$/;

function mapText(data: MimeBundle, change: (text: unknown) => unknown): MimeBundle {
  return Object.fromEntries(Object.entries(data).map(([type, content]) => [type, IN_LINES.test(type) ? change(content) : content]));
}

function joined(text: unknown): string {
  return Array.isArray(text) ? text.join('') : typeof text === 'string' ? text : '';
}

function lines(text: unknown): unknown {
  if (typeof text !== 'string') return text;
  return text === '' ? [] : text.split(/(?<=\n)/);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  const object = record(value);
  return object === undefined ? value : Object.fromEntries(Object.keys(object).sort().map(key => [key, sorted(object[key])]));
}

function record(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}
