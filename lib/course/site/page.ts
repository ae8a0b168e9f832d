import { escapeHtml } from '../../src/notebook/escape';
import { bar, foot } from './bar';
import type { Frame } from './frame';

/** Marks a page as ours, so that a folder of such pages may be replaced. */
export const generator = '<meta name="generator" content="descent site">';

/** What the head of a page with figures loads. */
export const figureScripts = '<script src="assets/plotly.min.js" defer></script>\n<script src="assets/explore.js" defer></script>\n';

/** What differs from page to page. */
export interface PageContent {
  /** The name of its file. */
  readonly file: string;
  /** As plain text, before the title of the course; the first page of the course has none. */
  readonly title?: string;
  /** As plain text, for whoever lists pages. */
  readonly description: string;
  /** Beside the way home in the bar, as HTML. */
  readonly place?: string;
  /** HTML with the only h1. */
  readonly main: string;
  /** Elements of the head. */
  readonly scripts?: string;
}

/** A whole page. */
export function page(frame: Frame, { file, title, description, place, main, scripts = '' }: PageContent): string {
  const { base, say } = frame;
  const canonical = base === undefined ? '' : `<link rel="canonical" href="${escapeHtml(base)}${file === 'index.html' ? '' : file}">\n`;
  return `${opening(frame, { title, description })}
${canonical}<link rel="icon" href="${frame.logoFile ?? icon}">
<link rel="stylesheet" href="assets/katex.min.css">
<link rel="stylesheet" href="assets/site.css">
<script src="assets/page.js" defer data-words="${escapeHtml(searchWords(frame))}"></script>
${scripts}</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
${bar(frame, { file, ...(place !== undefined && { place }) })}
<main id="main">
${main}
</main>
${foot(frame)}
</body>
</html>
`;
}

/** What the search says; it counts by itself. */
function searchWords({ say }: Frame): string {
  const [one, other] = [1, 2].map(count => say('results', { count }).replace(/\p{N}+/u, '{count}'));
  return JSON.stringify({ search: say('search'), searchFor: say('searchFor'), one, other, noResults: say('noResults'), searchFails: say('searchFails') });
}

/** A page's first lines, up to what it loads. */
export function opening({ title: course, language, direction }: Frame, { title, description }: { title: string | undefined; description: string }): string {
  return `<!doctype html>
<html lang="${language}" dir="${direction}" data-descent-site>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${generator}
<meta name="description" content="${escapeHtml(description)}">
<title>${escapeHtml(title === undefined ? course : `${title} · ${course}`)}</title>`;
}

/** Text of a piece of HTML, for titles and descriptions: of a formula only its LaTeX would be left, so its visible half is dropped. */
export function textOf(html: string): string {
  return html.replace(/<span class="katex-html"[\s\S]*?<\/math>/g, '').replace(/<annotation[\s\S]*?<\/annotation>/g, '').replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim();
}

/** HTML that can stand inside a link: links do not nest. */
export function withoutLinks(html: string): string {
  return html.replace(/<\/?a\b[^>]*>/g, '');
}

const drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#12324f"/>'
  + '<path d="M5 7l6 15 4-9 4 11 3-6 2 5 3-2" fill="none" stroke="#ff8a3c" stroke-width="2.6" stroke-linejoin="round" stroke-linecap="round"/></svg>';

/** The kit's own icon, as an address. */
const icon = `data:image/svg+xml;base64,${Buffer.from(drawing).toString('base64')}`;
