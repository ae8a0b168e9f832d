import { escapeHtml } from '../../src/notebook/escape';
import { lectures, type Lecture } from '../../src/notebook/lectures';
import type { Lesson } from './lesson';
import { page, withoutLinks } from './page';

/** The lectures that the course teaches: who gave them, their slides, and the lessons that treat each. */
export function lecturesPage(siteTitle: string, lessons: readonly Lesson[]): string {
  return page({
    title: `Lectures · ${siteTitle}`,
    description: 'The lectures that the course teaches, and the lessons that treat them.',
    header: `<header class="bar"><a class="home" href="index.html">${escapeHtml(siteTitle)}</a></header>`,
    main: `<div class="lesson"><article><h1>Lectures</h1>
<div class="prose"><p class="summary">The course goes through lectures of several universities, and names what stands in them by lecture and slide.</p></div>
${lectures.map(lecture => section(lecture, lessons)).join('\n')}</article></div>`,
  });
}

function section({ number, deck, title, by, slides }: Lecture, lessons: readonly Lesson[]): string {
  const treating = lessons.filter(lesson => lesson.lectures.includes(number));
  const items = treating.map(({ slug, titleHtml }) => `<li><a href="${slug}.html">${withoutLinks(titleHtml)}</a></li>`);
  const where = treating.length === 0 ? '<p>No lesson treats it yet.</p>' : `<p>Lessons that treat it:</p><ul>${items.join('')}</ul>`;
  return `<section class="prose" id="lecture-${number}"><h2>${number}. ${escapeHtml(title)}</h2>
<p>${escapeHtml(by)}. Its deck is number ${deck}.</p>${where}
<details><summary>Its slides</summary><ol>${slides.map(([, slide]) => `<li>${escapeHtml(slide)}</li>`).join('')}</ol></details></section>`;
}
