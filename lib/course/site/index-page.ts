import { escapeHtml } from '../../src/notebook/escape';
import { emblem } from './emblem';
import { indexFile, lecturesFile, lessonFile, playgroundFile } from './files';
import { dateHtml, type Frame } from './frame';
import type { Lesson } from './lesson';
import { shortTitle } from './lesson-links';
import { lessonMap } from './map/lesson-map';
import { page, withoutLinks } from './page';
import type { SiteContent } from './site-content';

/** The first page: what the course is, what each lesson needs, and each with its question, its summary, its time, its exercises and when they are due. */
export function indexPage(frame: Frame, content: SiteContent): string {
  const { say, title, term } = frame;
  const { lessons, faces } = content;
  const needed = lessons.map(lesson => ({ ...lesson, title: shortTitle(lesson), needs: faces.find(({ slug }) => slug === lesson.slug)?.needs ?? lesson.needs }));
  return page(frame, {
    file: indexFile,
    description: say('promise'),
    main: `<div class="cover">${emblem()}<div><h1 dir="auto">${escapeHtml(title)}</h1>
${term === undefined ? '' : `<p class="term"><bdi>${escapeHtml(term)}</bdi></p>\n`}<p class="promise">${say('promise')}</p>
<p>${say('howToRead', { playground: `<a href="${playgroundFile}">${say('inPlayground')}</a>` })}</p></div></div>
${lessonMap(frame, needed)}
<ol class="lessons">
${lessons.map((lesson, at) => item(frame, lesson, { content, needs: needed[at]?.needs ?? [] })).join('\n')}
</ol>
<p class="more"><a href="${lecturesFile}">${say('theLectures')}</a></p>`,
  });
}

function item(frame: Frame, lesson: Lesson, { content, needs }: { content: SiteContent; needs: readonly string[] }): string {
  const { say } = frame;
  const { slug, number, titleHtml, summaryHtml, minutes } = lesson;
  const { count, points } = content.exercises.find(one => one.slug === slug) ?? {};
  const due = content.faces.find(one => one.slug === slug)?.due;
  const facts = [
    say('minutes', { count: minutes }),
    ...(count === undefined ? [] : [say('countExercises', { count })]),
    ...(points === undefined ? [] : [say('countPoints', { count: points })]),
    ...(due === undefined ? [] : [`<strong>${say('due', { date: dateHtml(due, frame) })}</strong>`]),
  ];
  const needed = content.lessons.filter(other => needs.includes(other.slug)).map(other => other.number ?? escapeHtml(shortTitle(other)));
  const list = new Intl.ListFormat(frame.language).format(needed);
  const line = needed.length === 0 ? '' : `\n<p class="facts-of">${say('needs', { count: needed.length, lessons: list })}</p>`;
  return `<li><a href="${lessonFile(slug)}">
<span class="number" aria-hidden="true">${number ?? '·'}</span>
<h2>${withoutLinks(titleHtml)}</h2>
<p>${withoutLinks(summaryHtml)}</p>
<p class="minutes">${facts.join(' · ')}</p>${line}</a></li>`;
}
