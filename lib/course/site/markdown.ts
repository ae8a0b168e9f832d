import MarkdownIt from 'markdown-it';
import type { MimeBundle } from '../jupyter/client/notebook-file';
import { plainGlyph } from '../../src/plain-symbol';
import { highlighted } from './code';
import { pageLink } from './page-link';
import { linkLectures } from './lecture-links';
import { mathMarkdown } from './math-markdown';

export interface Heading {
  level: number;
  id: string;
  text: string;
  html: string;
}

/** Renders the cells of one lesson and remembers its headings and its first paragraph. */
export interface LessonMarkdown {
  render(source: string, attachments?: Record<string, MimeBundle>): string;
  /** The blocks of a cell one by one: a heading, a paragraph, a whole list, a table, a formula, all that is folded together. */
  blocks(source: string, attachments?: Record<string, MimeBundle>): Token[][];
  /** Tokens of a block, all or some, as HTML. */
  html(tokens: readonly Token[]): string;
  readonly headings: Heading[];
  readonly title: Heading | undefined;
  readonly summary: string | undefined;
  /** What was rendered, as plain text, by headings. */
  readonly sections: readonly Section[];
}

/** The text below a heading, up to the next one; of what stands before the first one, the heading and its anchor are empty. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  readonly text: string;
}

export type Token = ReturnType<MarkdownIt['parse']>[number];

/**
 * Only the first heading of level one stays one: a page has a single title. Links to the notebooks of `lessons` and to the files of `exercises`, both
 * by slug, lead to their pages.
 */
export function lessonMarkdown(lessons: readonly string[], exercises: readonly string[] = []): LessonMarkdown {
  const highlight = (code: string, language: string): string => highlighted(code, language || 'text');
  const markdown = new MarkdownIt({ html: true, typographer: true, highlight }).use(mathMarkdown).use(linkLectures);
  const headings: Heading[] = [];
  const sections: Section[] = [];
  const taken = new Set<string>();
  let summary: string | undefined;

  const readHeading = (open: Token, inline: Token) => {
    if (open.tag === 'h1' && headings.some(({ level }) => level === 1)) open.tag = 'h2';
    const text = plainText(inline);
    let id = text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'section';
    for (let count = 2; taken.has(id); count += 1) id = `${id.replace(/-\d+$/, '')}-${count}`;
    taken.add(id);
    open.attrSet('id', id);
    headings.push({ level: Number(open.tag.slice(1)), id, text, html: renderInline(inline) });
    sections.push({ id, heading: readable(inline), text: '' });
  };
  const readText = (text: string) => {
    const last = sections.pop() ?? { id: '', heading: '', text: '' };
    sections.push({ ...last, text: `${last.text} ${text}`.replace(/\s+/g, ' ').trim() });
  };
  const html = (tokens: readonly Token[]) => tables(markdown.renderer.render([...tokens], { ...markdown.options }, {}));
  const renderInline = (inline: Token) => html([inline]);
  const parsed = (source: string, attachments: Record<string, MimeBundle> = {}): Token[] => {
    const tokens = markdown.parse(source, {});
    tokens.forEach((token, index) => {
      const inline = tokens[index + 1];
      if (token.type === 'heading_open' && inline) {
        readHeading(token, inline);
        const close = tokens[index + 2];
        if (close) close.tag = token.tag;
      }
      if (token.type === 'inline' && tokens[index - 1]?.type !== 'heading_open') readText(readable(token));
      for (const child of token.children ?? []) {
        if (child.type === 'image') checkImage(child, attachments);
        if (child.type === 'link_open') child.attrSet('href', pageLink(child.attrGet('href') ?? '', lessons, exercises));
      }
      if (summary === undefined && token.type === 'paragraph_open' && token.level === 0 && inline && headings.length > 0) {
        token.attrJoin('class', 'summary');
        summary = renderInline(inline);
      }
    });
    return tokens;
  };

  return {
    html,
    headings,
    get title() { return headings.find(({ level }) => level === 1); },
    get summary() { return summary; },
    sections,
    render: (source, attachments) => html(parsed(source, attachments)),
    blocks: (source, attachments) => inBlocks(parsed(source, attachments)),
  };
}

/** What stands at the top level, each with all that it holds; what is written as HTML is folded up to where it ends. */
function inBlocks(tokens: readonly Token[]): Token[][] {
  const blocks: Token[][] = [];
  let [depth, folds] = [0, 0];
  for (const token of tokens) {
    if (depth === 0 && folds === 0) blocks.push([]);
    blocks.at(-1)?.push(token);
    depth += token.nesting;
    if (token.type !== 'html_block') continue;
    folds = Math.max(0, folds + (token.content.match(/<details\b/g) ?? []).length - (token.content.match(/<\/details>/g) ?? []).length);
  }
  return blocks;
}

function checkImage(image: Token, attachments: Record<string, MimeBundle>): void {
  const source = image.attrGet('src') ?? '';
  if (image.content.trim() === '') throw new Error(`the image "${source.slice(0, 60)}" has no text alternative; write ![what it shows](…)`);
  if (source.startsWith('data:image/')) return;
  const name = decodeURIComponent(source.replace(/^attachment:/, ''));
  const [type, content] = Object.entries(attachments[name] ?? {})[0] ?? [];
  if (!source.startsWith('attachment:') || type === undefined) {
    throw new Error(`the image "${source.slice(0, 60)}" is not in the notebook; attach it to the cell, so that the page needs no other file`);
  }
  image.attrSet('src', `data:${type};base64,${String(content)}`);
}

/** Wide tables scroll by themselves instead of making the page wide. */
export function tables(html: string): string {
  return html.replace(/<table>/g, '<div class="scroll" tabindex="0"><table>').replace(/<\/table>/g, '</table></div>');
}

/** As a reader sees it, formulas in plain characters as far as there are any. */
function readable(inline: Token): string {
  const parts = (inline.children ?? []).map(child => {
    if (child.type === 'formula') return plainGlyph(String((child.meta as { latex: string }).latex));
    return child.type === 'softbreak' ? ' ' : child.type === 'html_inline' || child.type === 'image' ? '' : child.content;
  });
  return parts.join('').replace(/\s+/g, ' ').trim();
}

function plainText(inline: Token): string {
  return (inline.children ?? []).map(child => (child.type === 'formula' ? String((child.meta as { latex: string }).latex) : child.type === 'softbreak' ? ' ' : child.content)).join('');
}
