import { readFileSync } from 'node:fs';
import { inPackage } from '../../src/package-folder';
import { forHtml } from './strangers-text';

/** What one page of results consists of; texts are plain, `main` is HTML and holds the only h1. */
export interface ResultPage {
  readonly title: string;
  /** What stands in the bar above, at its right. */
  readonly place: string;
  readonly main: string;
}

/**
 * The frame of a page that stands alone: the site's style and the results' own are inside, and the page forbids itself scripts and the network, so that
 * whatever a stranger's text might be, nothing in it can act.
 */
export function resultPage({ title, place, main }: ResultPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="generator" content="descent results">
<title>${forHtml(title)}</title>
<link rel="icon" href="data:,">
<style>
${styles()}
</style>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header class="bar"><span class="home">Descent</span><span class="place">${forHtml(place)}</span></header>
<main id="main" class="results">
${main}
</main>
</body>
</html>
`;
}

let style: string | undefined;

function styles(): string {
  style ??= [inPackage('course', 'site', 'assets', 'site.css'), inPackage('course', 'results', 'assets', 'results.css')]
    .map(file => readFileSync(file, 'utf8').trim()).join('\n');
  return style;
}

/** A name whose letters may run either way, kept from turning what stands around it. */
export function nameHtml(name: string): string {
  return `<bdi>${forHtml(name)}</bdi>`;
}

/** A row of a table: cells as HTML, the first of which is its head, and what stands below them over the whole width. */
export interface Row {
  readonly cells: readonly string[];
  readonly below?: string;
}

/** A table with its caption and heads; wider than the page, it scrolls by itself. */
export function tableHtml({ caption, columns, rows, kind }: {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly kind: 'all-lessons' | 'trials' | 'class' | 'ungraded';
}): string {
  const body = rows.map(({ cells: [head = '', ...cells], below = '' }) => {
    const row = `<tr${below === '' ? '' : ' class="headed"'}><th scope="row">${head}</th>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`;
    return below === '' ? row : `${row}\n<tr class="below"><td colspan="${columns.length}">${below}</td></tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="${forHtml(caption)}"><table class="${kind}"><caption>${forHtml(caption)}</caption>
<thead><tr>${columns.map(column => `<th scope="col">${forHtml(column)}</th>`).join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody></table></div>`;
}
