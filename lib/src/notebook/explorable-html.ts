import { createHash } from 'node:crypto';
import type { Explorable } from '../explore';
import { rounded } from '../figures/figure';
import { escapeHtml, scriptJson } from './escape';
import { stillPicture } from './still/picture';

/**
 * An explorable as one piece of HTML: its question, a still picture of each view with its text alternative, and a script that puts the live views
 * and their controls there. Where scripts do not run, the pictures stay. The same explorable gives the same HTML.
 */
export function explorableHtml({ title, stills, settings, code, caption }: Explorable): string {
  const key = createHash('sha256').update(title).update(code).update(JSON.stringify(settings)).digest('hex').slice(0, 16);
  const pictures = stills.map(still => {
    const picture = Buffer.from(stillPicture(rounded(still))).toString('base64');
    return `<div class="descent-view"><img alt="${escapeHtml(still.alt)}" style="max-width:100%" src="data:image/svg+xml;base64,${picture}"></div>`;
  });
  const below = caption === undefined ? '' : `<p class="descent-caption">${escapeHtml(caption)}</p>`;
  return `<figure class="descent-figure descent-explorable" data-descent-explorable="${key}" style="margin:0.5em 0">`
    + `<figcaption><strong>${escapeHtml(title)}</strong></figcaption><div class="descent-views">${pictures.join('')}</div>${below}`
    + `<script>(function start() {
if (!window.descentExplore) return void setTimeout(start, 200);
window.descentExplore.start("${key}", ${scriptJson(settings)}, ${code});
})()</script></figure>`;
}
