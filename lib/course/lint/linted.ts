import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import MarkdownIt from 'markdown-it';
import type { Manifest } from '../../src/notebook/manifest';
import { parseNotebook, type Cell, type Notebook } from '../jupyter/client/notebook-file';
import { mathMarkdown } from '../site/math-markdown';

type Token = ReturnType<MarkdownIt['parse']>[number];

/** A notebook as the rules look at it. */
export interface Linted {
  readonly slug: string;
  /** Where it lies; links begin there. */
  readonly folder: string;
  /** The file as it is. */
  readonly text: string;
  readonly notebook: Notebook;
  /** In order, each with its place from 1. */
  readonly code: readonly LintedCell[];
  readonly prose: readonly LintedProse[];
  /** What the course asks; undefined where it has no manifest. */
  readonly manifest: Manifest | undefined;
}

export interface LintedCell {
  readonly at: number;
  readonly source: string;
}

export interface LintedProse extends LintedCell {
  /** Of the Markdown, and what is inside of each. */
  readonly tokens: readonly Token[];
}

/** Something that does not keep to the format, and what to do. */
export interface LintFault {
  /** The cell from 1; missing where it is the whole notebook. */
  readonly cell?: number;
  readonly says: string;
}

/** What a notebook has to keep to. */
export type Rule = (lesson: Linted) => LintFault[];

/** Reads a notebook for the rules. Errors: a file that is no notebook. */
export function lintedNotebook(file: string, slug: string, manifest: Manifest | undefined): Linted {
  const text = readFileSync(file, 'utf8');
  const notebook = parseNotebook(text, file);
  const cells = notebook.cells.map((cell, k): LintedCell & Pick<Cell, 'cell_type'> => ({ at: k + 1, source: cell.source, cell_type: cell.cell_type }));
  const prose = cells.filter(({ cell_type }) => cell_type === 'markdown').map(cell => ({ ...cell, tokens: tokensOf(cell.source) }));
  return { slug, folder: dirname(file), text, notebook, code: cells.filter(({ cell_type }) => cell_type === 'code'), prose, manifest };
}

/** Formulas are set aside, lest their letters be taken for emphasis or links. A formula that cannot be parsed is a fault that the site names. */
function tokensOf(source: string): Token[] {
  return new MarkdownIt({ html: true }).use(mathMarkdown).parse(source, {}).flatMap(token => [token, ...(token.children ?? [])]);
}
