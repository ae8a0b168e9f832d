import { escapeHtml } from '../../src/notebook/escape';
import { emblem } from './emblem';
import { indexFile, lecturesFile, lessonFile, playgroundFile } from './files';
import type { Frame } from './frame';
import type { Lesson } from './lesson';
import { page, withoutLinks } from './page';

/** The first page: what the course is, and each lesson with its question and summary. */
export function indexPage(frame: Frame, lessons: readonly Lesson[]): string {
  const { say, title, term } = frame;
  const items = lessons.map(({ slug, number, titleHtml, summaryHtml, minutes }) => `<li><a href="${lessonFile(slug)}">
<span class="number" aria-hidden="true">${number ?? '·'}</span>
<h2>${withoutLinks(titleHtml)}</h2>
<p>${withoutLinks(summaryHtml)}</p>
<p class="minutes">${say('minutes', { count: minutes })}</p></a></li>`);
  return page(frame, {
    file: indexFile,
    description: say('promise'),
    main: `<div class="cover">${emblem()}<div><h1 dir="auto">${escapeHtml(title)}</h1>
${term === undefined ? '' : `<p class="term"><bdi>${escapeHtml(term)}</bdi></p>\n`}<p class="promise">${say('promise')}</p>
<p>${say('howToRead', { playground: `<a href="${playgroundFile}">${say('inPlayground')}</a>` })}</p></div></div>
<ol class="lessons">
${items.join('\n')}
</ol>
<p class="more"><a href="${lecturesFile}">${say('theLectures')}</a></p>`,
  });
}
