import { createHash } from 'node:crypto';
import { playgroundStills, type Playground } from '../playground';
import { scriptJson } from './escape';
import { stillViews } from './still-views';

/** A playground as one piece of HTML: the pictures of its first rule, and a script that makes it live once the playground's code is in the page. */
export function playgroundHtml(data: Playground): string {
  const json = scriptJson(data);
  const key = createHash('sha256').update(json).digest('hex').slice(0, 16);
  return `<div class="descent-explorable descent-playground" data-descent-playground="${key}">${stillViews(playgroundStills(data))}`
    + `<script>(function start() {
if (!window.descentPlayground) return void setTimeout(start, 200);
window.descentPlayground.start("${key}", ${json});
})()</script></div>`;
}
