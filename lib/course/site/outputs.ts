import { stripVTControlCharacters } from 'node:util';
import type { MimeBundle, Output } from '../jupyter/client/notebook-file';
import { escapeHtml } from '../../src/notebook/escape';
import { block } from './printed';
import { invited, renderPrinted } from './to-do';
import type { Say } from './words';

/** What an output needs to know of the page around it. */
export interface Surroundings {
  readonly markdown: (source: string) => string;
  /** The page of the lesson's exercise, where there is one. */
  readonly exercise: string | undefined;
  /** Where a link of the notebook leads on the pages. */
  readonly link: (href: string) => string;
  /** The words of the pages. */
  readonly say: Say;
}

/** One output of a cell as HTML; empty for one that shows nothing, such as the notebook's own copy of Plotly. */
export function renderOutput(output: Output, { markdown, exercise, link, say }: Surroundings): string {
  switch (output.output_type) {
    case 'stream': return output.name === 'stdout' ? renderPrinted(output.text, exercise, say) : block(output.name, output.text);
    case 'error': return renderError(output.ename, output.evalue, output.traceback);
    default: return isPlotlyBundle(output.metadata) ? '' : linked(invited(renderBundle(output.data, markdown), exercise, say), link);
  }
}

function linked(html: string, link: Surroundings['link']): string {
  return html.replace(/ href="([^"]*)"/g, (_, href: string) => ` href="${link(href)}"`);
}

function renderBundle(data: MimeBundle, renderMarkdown: (source: string) => string): string {
  const text = (mime: string) => (typeof data[mime] === 'string' ? data[mime] : undefined);
  const [html, markdown, latex, svg, plain = ''] = ['text/html', 'text/markdown', 'text/latex', 'image/svg+xml', 'text/plain'].map(text);
  if (html !== undefined) return `<div class="html">${html}</div>`;
  const formatted = markdown ?? latex;
  if (formatted !== undefined) return `<div class="prose">${renderMarkdown(formatted)}</div>`;
  const mime = svg === undefined ? ['image/png', 'image/jpeg', 'image/gif'].find(type => text(type) !== undefined) : 'image/svg+xml';
  if (mime === undefined) return plain === '' ? '' : block('stdout', plain);
  if (plain.trim() === '') throw new Error(`an output of type ${mime} has no text/plain to stand for it; send one with it`);
  const content = svg === undefined ? text(mime) ?? '' : Buffer.from(svg).toString('base64');
  return `<img alt="${escapeHtml(plain)}" src="data:${mime};base64,${content.replace(/\s/g, '')}">`;
}

function renderError(ename: string, evalue: string, traceback: string[]): string {
  const lines = stripVTControlCharacters(traceback.join('\n')).trim();
  const heading = `${ename}: ${evalue}`;
  const rest = lines.startsWith(heading) ? lines.slice(heading.length).trim() : lines;
  return `<div class="error"><p><strong>${escapeHtml(ename)}</strong>: ${escapeHtml(evalue)}</p>${rest ? block('traceback', rest) : ''}</div>`;
}

function isPlotlyBundle(metadata: Record<string, unknown>): boolean {
  const descent = metadata['descent'];
  return typeof descent === 'object' && descent !== null && 'kind' in descent && descent.kind === 'plotly-bundle';
}
