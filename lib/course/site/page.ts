import { escapeHtml } from '../../src/notebook/escape';

/** Marks a page as ours, so that a folder of such pages may be replaced. */
export const generator = '<meta name="generator" content="descent site">';

/** What the head of a page with figures loads. */
export const figureScripts = '<script src="assets/plotly.min.js" defer></script>\n<script src="assets/explore.js" defer></script>\n';

/** The frame of every page. `main` holds the only h1. */
export function page({ title, description, header, main, scripts = '' }: { title: string; description: string; header: string; main: string; scripts?: string }): string {
  return `<!doctype html>
<html lang="en" data-descent-site>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${generator}
<meta name="description" content="${escapeHtml(description)}">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:image/svg+xml;base64,${Buffer.from(icon).toString('base64')}">
<link rel="stylesheet" href="assets/katex.min.css">
<link rel="stylesheet" href="assets/site.css">
${scripts}</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
${header}
<main id="main">
${main}
</main>
</body>
</html>
`;
}

/** Text of a piece of HTML, for titles and descriptions: of a formula only its LaTeX would be left, so its visible half is dropped. */
export function textOf(html: string): string {
  return html.replace(/<span class="katex-html"[\s\S]*?<\/math>/g, '').replace(/<annotation[\s\S]*?<\/annotation>/g, '').replace(/<[^>]*>/g, '').replace(/\s+/g, ' ').trim();
}

/** HTML that can stand inside a link: links do not nest. */
export function withoutLinks(html: string): string {
  return html.replace(/<\/?a\b[^>]*>/g, '');
}

const icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#12324f"/>'
  + '<path d="M5 7l6 15 4-9 4 11 3-6 2 5 3-2" fill="none" stroke="#ff8a3c" stroke-width="2.6" stroke-linejoin="round" stroke-linecap="round"/></svg>';
