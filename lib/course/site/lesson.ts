import type { CodeCell, Notebook } from '../jupyter/client/notebook-file';
import { escapeHtml } from '../../src/notebook/escape';
import { highlighted } from './code';
import { lessonMarkdown, type Heading } from './markdown';
import { renderOutput } from './outputs';

/** A notebook as HTML, with what the index and the table of contents say about it. */
export interface Lesson {
  slug: string;
  /** The number in front of the slug, where there is one. */
  number?: string;
  /** The first heading as plain text and as HTML. */
  title: string;
  titleHtml: string;
  /** The first paragraph, as HTML. */
  summaryHtml: string;
  /** Headings of the second level. */
  contents: Heading[];
  bodyHtml: string;
  hasFigures: boolean;
}

/** Renders every cell; `slugs` are the pages that links to notebooks may lead to. */
export function renderLesson(slug: string, notebook: Notebook, slugs: readonly string[]): Lesson {
  const markdown = lessonMarkdown(slugs);
  const cells = notebook.cells.map((cell, index) => {
    try {
      if (cell.cell_type === 'markdown') return `<div class="prose">${markdown.render(cell.source, cell.attachments)}</div>`;
      return cell.cell_type === 'code' ? renderCode(cell, source => markdown.render(source)) : '';
    } catch (cause) {
      throw new Error(`notebook "${slug}", cell ${index + 1}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    }
  });
  const bodyHtml = cells.filter(cell => cell !== '').join('\n');
  const number = /^0*(\d+)/.exec(slug)?.[1];
  return {
    slug,
    ...(number !== undefined && { number }),
    title: markdown.title?.text ?? slug,
    titleHtml: markdown.title?.html ?? escapeHtml(slug),
    summaryHtml: markdown.summary ?? '',
    contents: markdown.headings.filter(({ level }) => level === 2),
    bodyHtml: markdown.title ? bodyHtml : `<h1>${escapeHtml(slug)}</h1>\n${bodyHtml}`,
    hasFigures: /data-descent-(figure|explorable|playground)=/.test(bodyHtml),
  };
}

function renderCode({ source, outputs, metadata }: CodeCell, renderMarkdown: (source: string) => string): string {
  const results = outputs.map(output => renderOutput(output, renderMarkdown)).filter(html => html !== '');
  const code = source.trim() === '' || metadata.tags?.includes('remove-input') ? '' : `<pre class="code" tabindex="0"><code>${highlighted(source)}</code></pre>`;
  const shown = code !== '' && metadata.tags?.includes('hide-input') ? `<details class="folded"><summary>Show the code</summary>${code}</details>` : code;
  const below = results.length > 0 ? `<div class="outputs">${results.join('\n')}</div>` : '';
  return shown || below ? `<div class="cell">${shown}${below}</div>` : '';
}
