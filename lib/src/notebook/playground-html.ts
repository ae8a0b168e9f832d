import { createHash } from 'node:crypto';
import { rounded } from '../figures/figure';
import { playgroundStills, type Playground } from '../playground';
import { escapeHtml, scriptJson } from './escape';
import { stillPicture } from './still/picture';

/** A playground as one piece of HTML: the pictures of its first rule, and a script that makes it live once the playground's code is in the page. */
export function playgroundHtml(data: Playground): string {
  const json = scriptJson(data);
  const key = createHash('sha256').update(json).digest('hex').slice(0, 16);
  const pictures = playgroundStills(data).map(still => {
    const picture = Buffer.from(stillPicture(rounded(still))).toString('base64');
    return `<div class="descent-view"><img alt="${escapeHtml(still.alt)}" style="max-width:100%" src="data:image/svg+xml;base64,${picture}"></div>`;
  });
  return `<div class="descent-explorable descent-playground" data-descent-playground="${key}"><div class="descent-views">${pictures.join('')}</div>`
    + `<script>(function start() {
if (!window.descentPlayground) return void setTimeout(start, 200);
window.descentPlayground.start("${key}", ${json});
})()</script></div>`;
}
