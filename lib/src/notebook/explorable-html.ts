import { createHash } from 'node:crypto';
import type { Explorable } from '../explore';
import { escapeHtml, scriptJson } from './escape';
import { stillViews } from './still-views';

/**
 * An explorable as one piece of HTML: its question, a still picture of each view with its text alternative, and a script that puts the live views
 * and their controls there. Where scripts do not run, the pictures stay. The same explorable gives the same HTML.
 */
export function explorableHtml({ title, stills, settings, code, play, caption }: Explorable): string {
  const key = createHash('sha256').update(title).update(code).update(JSON.stringify(settings)).digest('hex').slice(0, 16);
  const below = caption === undefined ? '' : `<p class="descent-caption">${escapeHtml(caption)}</p>`;
  return `<figure class="descent-figure descent-explorable" data-descent-explorable="${key}" style="margin:0.5em 0">`
    + `<figcaption><strong>${escapeHtml(title)}</strong></figcaption>${stillViews(stills)}${below}`
    + `<script>(function start() {
if (!window.descentExplore) return void setTimeout(start, 200);
window.descentExplore.start("${key}", ${scriptJson(settings)}, ${code}${play === undefined ? '' : `, ${scriptJson(play)}`});
})()</script></figure>`;
}
