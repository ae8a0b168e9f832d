import katex from 'katex';
import type MarkdownIt from 'markdown-it';
import { escapeHtml } from '../../src/notebook/escape';
import { keepPunctuation, type Neighbours } from './punctuation';

/**
 * Formulas in Markdown as Jupyter reads them: `$…$` in a line, `$$…$$` and `\begin{…}…\end{…}` on their own. A dollar sign with a
 * space inside it, or with a digit after the closing one, is money. Throws for a formula that KaTeX cannot parse.
 */
export function mathMarkdown(markdown: MarkdownIt): void {
  markdown.inline.ruler.before('escape', 'formula', (state, silent) => {
    const found = formulaAt(state.src, state.pos);
    if (!found) return false;
    if (!silent) state.push('formula', 'math', 0).meta = found;
    state.pos += found.length;
    return true;
  });
  // A formula on its own may hold lines that would be a list or a heading in Markdown, so it is taken out before those are looked for.
  markdown.block.ruler.before('fence', 'formula', (state, startLine, endLine, silent) => {
    const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
    const found = formulaAt(state.src, start);
    if (!found?.display || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false;
    const end = start + found.length;
    let line = startLine;
    while (line < endLine && (state.eMarks[line] ?? Infinity) < end) line += 1;
    if (line >= endLine || state.src.slice(end, state.eMarks[line]).trim() !== '') return false;
    if (silent) return true;
    state.push('formula_block', 'math', 0).meta = found;
    state.line = line + 1;
    return true;
  }, { alt: ['paragraph', 'blockquote', 'list'] });
  markdown.use(keepPunctuation);
  markdown.renderer.rules['formula'] = (tokens, index) => inLine(tokens[index]?.meta as Formula & Partial<Neighbours>);
  markdown.renderer.rules['formula_block'] = (tokens, index) => `<div class="formula">${formulaHtml(tokens[index]?.meta as Formula)}</div>\n`;
}

/** A formula in a line with the punctuation around it. A long one may still be broken, though not before its punctuation where that can be helped. */
function inLine({ before = '', after = '', ...formula }: Formula & Partial<Neighbours>): string {
  const html = formulaHtml(formula);
  if (before + after === '' || formula.display) return `${escapeHtml(before)}${html}${escapeHtml(after)}`;
  const wordJoiner = '\u2060';
  if (formula.latex.length > longest) return `${escapeHtml(before)}${html}${wordJoiner}${escapeHtml(after)}`;
  return `<span class="unbroken">${escapeHtml(before)}${html}${escapeHtml(after)}</span>`;
}

/** So many characters of LaTeX fit into a line of a phone. */
const longest = 60;

interface Formula { latex: string; display: boolean; length: number }

function formulaAt(source: string, start: number): Formula | undefined {
  const rest = source.slice(start, start + 10_000);
  const alone = /^\$\$([\s\S]+?)\$\$/.exec(rest);
  if (alone) return { latex: alone[1] ?? '', display: true, length: alone[0].length };
  const environment = /^\\begin\{(equation|align|aligned|alignat|gather|cases|array|matrix|pmatrix|bmatrix)(\*?)\}[\s\S]+?\\end\{\1\2\}/.exec(rest);
  if (environment) return { latex: environment[0], display: true, length: environment[0].length };
  const inside = /^\$(?!\s|\$)((?:\\[\s\S]|[^\\$])+?)(?<!\s)\$(?!\d)/.exec(rest);
  return inside ? { latex: inside[1] ?? '', display: false, length: inside[0].length } : undefined;
}

function formulaHtml({ latex, display }: Formula): string {
  try {
    return katex.renderToString(latex, { displayMode: display, throwOnError: true, strict: false });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/^KaTeX parse error: /, '') : String(cause);
    throw new Error(`the formula "${latex.trim()}" cannot be parsed: ${reason}`, { cause });
  }
}
