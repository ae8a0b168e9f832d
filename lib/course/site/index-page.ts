import { escapeHtml } from '../../src/notebook/escape';
import { emblem } from './emblem';
import type { Lesson } from './lesson';
import { lecturesPageName } from './lecture-links';
import { page, withoutLinks } from './page';
import { playgroundFile } from './playground-page';

const promise = 'How neural networks learn: every optimizer of the lectures, from the formula to the code to the picture.';

/** The first page: what the course is, and each lesson with its question and summary. */
export function indexPage(title: string, lessons: readonly Lesson[]): string {
  const items = lessons.map(({ slug, number, titleHtml, summaryHtml, minutes }) => `<li><a href="${slug}.html">
<span class="number" aria-hidden="true">${number ?? '·'}</span>
<h2>${withoutLinks(titleHtml)}</h2>
<p>${withoutLinks(summaryHtml)}</p>
<p class="minutes">${minutes} min</p></a></li>`);
  return page({
    title,
    description: promise,
    header: '',
    main: `<div class="cover">${emblem()}<div><h1>${escapeHtml(title)}</h1>
<p class="promise">${promise}</p>
<p>Each lesson is a notebook: read it here with its figures, then open it in JupyterLab, change a number and watch the picture change. Or type an update rule of your own in the <a href="${playgroundFile}">playground</a>.</p></div></div>
<ol class="lessons">
${items.join('\n')}
</ol>
<p class="more"><a href="${lecturesPageName}">The lectures that the course goes through</a></p>`,
  });
}
