import type { Cell, CodeCell, Output } from '../jupyter/client/notebook-file';
import { highlighted } from '../site/code';
import type { LessonMarkdown, Token } from '../site/markdown';
import { renderOutput } from '../site/outputs';
import type { Say } from '../site/words';
import { sentencesOf, type Sentence } from './sentences';
import { tableParts } from './table-parts';

/** What a cell is made of, in the order in which it stands there. */
export type Piece =
  | { readonly kind: 'heading'; readonly level: number; readonly html: string }
  | { readonly kind: 'paragraph'; readonly html: string; readonly sentences: readonly Sentence[] }
  | { readonly kind: 'list'; readonly html: string; readonly tag: 'ul' | 'ol'; readonly items: readonly ListItem[] }
  /** A formula or code on lines of its own, a quotation. */
  | { readonly kind: 'block'; readonly html: string; readonly lines: number }
  /** What is folded in the notebook: a question and its answer. */
  | { readonly kind: 'folded'; readonly question: string; readonly answer: string }
  /** What fills a slide: a figure, an explorable, a table, a picture, what was printed. A long table also in parts that each fill one. */
  | { readonly kind: 'shown'; readonly html: string; readonly caption: string; readonly parts?: readonly string[] }
  | { readonly kind: 'code'; readonly html: string };

export interface ListItem {
  readonly html: string;
  /** Empty where the item holds more than one paragraph. */
  readonly sentences: readonly Sentence[];
}

/** The pieces of a cell. */
export function piecesOf(cell: Cell, markdown: LessonMarkdown, say: Say): Piece[] {
  if (cell.cell_type === 'markdown') return inMarkdown(markdown, cell.source, cell.attachments);
  return cell.cell_type === 'code' ? inCode(cell, markdown, say) : [];
}

/**
 * Whether a cell is for the notebook only: one that imports, begins the lesson, or works with the reader's own exercise, and a cell that only leads to
 * such a one in a paragraph. A lecture hall has no exercise to check.
 */
export function isForNotebook(cell: Cell, next: Cell | undefined): boolean {
  if (cell.cell_type === 'code') return /^import\b[^;]*from\s/m.test(cell.source) || /\b(?:check|exercise|exerciseTable|lesson)\(/.test(cell.source);
  return next?.cell_type === 'code' && isForNotebook(next, undefined) && /^(?!#).+(?:\n.+)*\s*$/.test(cell.source);
}

function inCode({ source, outputs }: CodeCell, markdown: LessonMarkdown, say: Say): Piece[] {
  const code: Piece[] = source.trim() === '' ? [] : [{ kind: 'code', html: `<pre class="code"><code>${highlighted(source)}</code></pre>` }];
  return [...code, ...outputs.flatMap(output => inOutput(output, markdown, say))];
}

function inOutput(output: Output, markdown: LessonMarkdown, say: Say): Piece[] {
  const text = formatted(output);
  if (text !== undefined) return inMarkdown(markdown, text);
  const html = renderOutput(output, { markdown: source => markdown.render(source), exercise: undefined, link: href => href, say });
  if (html === '' || /class="descent-(?:progress|lesson)"/.test(html)) return [];
  const caption = /<p class="descent-caption">([\s\S]*?)<\/p>/.exec(html);
  return [{ kind: 'shown', html: caption === null ? html : html.replace(caption[0], ''), caption: caption?.[1] ?? '' }];
}

/** Markdown or a formula that a cell shows reads as if it stood in the lesson. */
function formatted(output: Output): string | undefined {
  if (!('data' in output) || output.data['text/html'] !== undefined) return undefined;
  return [output.data['text/markdown'], output.data['text/latex']].find(text => typeof text === 'string');
}

function inMarkdown(markdown: LessonMarkdown, source: string, attachments?: Parameters<LessonMarkdown['blocks']>[1]): Piece[] {
  return markdown.blocks(source, attachments).map(tokens => pieceOf(tokens, markdown));
}

function pieceOf(tokens: Token[], markdown: LessonMarkdown): Piece {
  const html = markdown.html(tokens);
  const [first, inline] = tokens;
  switch (first?.type) {
    case 'heading_open': return { kind: 'heading', level: Number(first.tag.slice(1)), html: inline === undefined ? '' : markdown.html([inline]) };
    case 'paragraph_open': return inline?.children?.some(({ type }) => type === 'image') === true
      ? { kind: 'shown', html, caption: '' } : { kind: 'paragraph', html, sentences: sentencesOf(inline) };
    case 'bullet_list_open': return { kind: 'list', html, tag: 'ul', items: itemsOf(tokens, markdown) };
    case 'ordered_list_open': return { kind: 'list', html, tag: 'ol', items: itemsOf(tokens, markdown) };
    case 'table_open': return { kind: 'shown', html, caption: '', parts: tableParts(tokens).map(part => markdown.html(part)) };
    case 'html_block': return folded(html) ?? { kind: 'block', html, lines: 2 };
    default: return { kind: 'block', html, lines: 1.5 + html.split(/\n|mtr>/).length / 2 };
  }
}

function folded(html: string): Piece | undefined {
  const [, question, answer] = /^\s*<details[^>]*>\s*<summary>([\s\S]*?)<\/summary>([\s\S]*)<\/details>\s*$/.exec(html) ?? [];
  return question === undefined || answer === undefined ? undefined : { kind: 'folded', question, answer };
}

/** The items of the outermost list. */
function itemsOf(tokens: readonly Token[], markdown: LessonMarkdown): ListItem[] {
  const items: Token[][] = [];
  for (const token of tokens.slice(1, -1)) {
    if (token.type === 'list_item_open' && token.level === 1) items.push([]);
    else if (token.type !== 'list_item_close' || token.level !== 1) items.at(-1)?.push(token);
  }
  return items.map(inside => {
    const simple = inside.length === 3 && inside[0]?.type === 'paragraph_open';
    return { html: markdown.html(inside), sentences: simple ? sentencesOf(inside[1]) : [] };
  });
}
