import katex from 'katex';
import ts from 'typescript';
import * as library from '../../src';
import { latexLines } from '../../src/formula/latex';
import type { Program } from '../../src/formula/check';
import { visited } from './syntax';
import type { LintFault, Rule } from './linted';

/** Every formula can be set. */
export const formulasParse: Rule = ({ prose }) => prose.flatMap(({ at, tokens }) => tokens.flatMap(token => {
  const latex = latexOf(token);
  if (latex === undefined) return [];
  try {
    katex.renderToString(latex, { throwOnError: true, strict: false, displayMode: true });
    return [];
  } catch (error) {
    return [{ cell: at, says: `the formula "${latex.trim()}" cannot be parsed: ${(error as Error).message.replace(/^KaTeX parse error: /, '')}` }];
  }
}));

/**
 * A step that the library has is shown from there: typed again, the slide and the code could say different things. Looked at are formulas on lines of
 * their own, and the steps of methods that cells declare.
 */
export const formulasFromTheLibrary: Rule = ({ prose, code }) => [
  ...prose.flatMap(({ at, tokens }) => tokens.flatMap(token => {
    const lines = token.type === 'formula_block' ? linesOf(latexOf(token) ?? '') : [];
    const name = lines.map(line => typedIn().latex.get(line)).find(found => found !== undefined);
    return name === undefined ? [] : [{ cell: at, says: `it types a line of ${name} again; let a cell of code show it, help(${name}) or showFormula(${name})` } satisfies LintFault];
  })),
  ...code.flatMap(({ at, source }) => visited(source).flatMap(node => {
    if (!ts.isPropertyAssignment(node) || node.name.getText() !== 'update' || !ts.isStringLiteralLike(node.initializer)) return [];
    const name = typedIn().texts.get(plainText(node.initializer.text));
    return name === undefined ? [] : [{ cell: at, says: `the library has this step as ${name}; import it` } satisfies LintFault];
  })),
];

function latexOf({ type, meta }: { readonly type: string; readonly meta: unknown }): string | undefined {
  return type === 'formula' || type === 'formula_block' ? (meta as { latex: string }).latex : undefined;
}

interface Typed {
  /** The name of the method that has a line, by its LaTeX. */
  readonly latex: ReadonlyMap<string, string>;
  /** The name of the method that has a whole step, by its text. */
  readonly texts: ReadonlyMap<string, string>;
}

let typed: Typed | undefined;

/** What the library has, of all its methods; the first that has a line gives it its name. */
function typedIn(): Typed {
  if (typed !== undefined) return typed;
  const [latex, texts] = [new Map<string, string>(), new Map<string, string>()];
  for (const [name, thing] of Object.entries<unknown>(library)) {
    const program = typeof thing === 'function' && 'program' in thing ? (thing.program as Program | undefined) : undefined;
    if (program === undefined) continue;
    for (const line of latexLines(program).map(plainLatex)) if (!latex.has(line)) latex.set(line, name);
    const text = plainText(program.text);
    if (!texts.has(text)) texts.set(text, name);
  }
  return (typed = { latex, texts });
}

/** The lines of a formula, in which only what is read counts: no spaces, no alignment, no sizes of brackets. */
function linesOf(latex: string): string[] {
  return latex.replace(/\\(?:begin|end)\{\w+\*?\}/g, '').split(/\\\\(?:\[[^\]]*\])?|,?\s*\\q?quad/).map(plainLatex).filter(line => line !== '');
}

function plainLatex(latex: string): string {
  return latex
    .replace(/\\(?:[,;!]|(?:left|right|bigl?|bigr?|Bigl?|Bigr?|displaystyle|quad)(?![a-zA-Z]))/g, '')
    .replace(/\\cdot(?![a-zA-Z])/g, '')
    .replace(/\\epsilon/g, '\\varepsilon')
    .replace(/[\s&.]/g, '')
    .replace(/_\{(\w)\}/g, '_$1')
    .replace(/\^\{(\w)\}/g, '^$1');
}

function plainText(text: string): string {
  return text.split('\n').map(line => line.replace(/\s+/g, '')).filter(line => line !== '').join('\n');
}
