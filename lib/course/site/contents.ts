import { escapeHtml } from '../../src/notebook/escape';
import type { Frame } from './frame';
import type { Heading } from './markdown';

/** The contents of a long page, beside it where there is room; of a page without parts nothing. */
export function contentsNav({ say }: Frame, parts: ReadonlyArray<Pick<Heading, 'id' | 'html'>>): string {
  if (parts.length === 0) return '';
  const links = parts.map(({ id, html }) => `<li><a href="#${escapeHtml(id)}">${html}</a></li>`).join('');
  return `<nav class="contents" aria-label="${say('onThisPage')}"><details open><summary>${say('onThisPage')}</summary><ol>${links}</ol></details>${foldWhereNarrow}</nav>`;
}

/** On a phone the contents would push the page's title off the screen; without scripts they stay open. */
const foldWhereNarrow = '<script>if (innerWidth < 1248) document.currentScript.previousElementSibling.open = false</script>';
