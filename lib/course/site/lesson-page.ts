import { escapeHtml } from '../../src/notebook/escape';
import type { Lesson } from './lesson';
import { figureScripts, page, textOf } from './page';

export interface LessonPlace {
  siteTitle: string;
  /** The page of its exercise, where it has one. */
  exercise: string | undefined;
  previous: Lesson | undefined;
  next: Lesson | undefined;
}

/** The page of a lesson: its contents beside it, the neighbours below. */
export function lessonPage(lesson: Lesson, { siteTitle, exercise, previous, next }: LessonPlace): string {
  const eyebrow = lesson.number === undefined ? '' : `<span class="place">Lesson ${lesson.number}</span>`;
  const header = `<header class="bar"><a class="home" href="index.html">${escapeHtml(siteTitle)}</a>${eyebrow}</header>`;
  const links = lesson.contents.map(({ id, html }) => `<li><a href="#${escapeHtml(id)}">${html}</a></li>`).join('');
  const contents = links
    && `<nav class="contents" aria-label="On this page"><details open><summary>On this page</summary><ol>${links}</ol></details>${foldWhereNarrow}</nav>`;
  const neighbours = [neighbour(previous, 'previous'), neighbour(next, 'next')].join('');
  return page({
    title: `${lesson.title} · ${siteTitle}`,
    description: textOf(lesson.summaryHtml) || lesson.title,
    header,
    main: `<div class="lesson">${contents}<article>${underTitle(lesson.bodyHtml, facts(lesson, { exercise, previous, next }))}</article></div>`
      + (neighbours && `<nav class="neighbours" aria-label="Lessons">${neighbours}</nav>`),
    scripts: lesson.hasFigures ? figureScripts : '',
  });
}

/** Minutes, files and neighbours, in a line below the title. */
function facts({ slug, minutes }: Lesson, { exercise, previous, next }: Pick<LessonPlace, 'exercise' | 'previous' | 'next'>): string {
  const items = [
    `about ${minutes} minute${minutes === 1 ? '' : 's'} to read`,
    `<a href="notebooks/${slug}.ipynb" download>Notebook</a>`,
    ...(exercise === undefined ? [] : [`<a href="${exercise}">Exercises</a>`]),
    ...(previous === undefined ? [] : [`<a href="${previous.slug}.html" rel="prev">← Previous</a>`]),
    ...(next === undefined ? [] : [`<a href="${next.slug}.html" rel="next">Next →</a>`]),
  ];
  return `<p class="facts">${items.map(item => `<span>${item}</span>`).join(' ')}</p>`;
}

function underTitle(bodyHtml: string, line: string): string {
  return bodyHtml.replace('</h1>', () => `</h1>\n${line}`);
}

/** On a phone the contents would push the lesson's title off the screen; without scripts they stay open. */
const foldWhereNarrow = '<script>if (innerWidth < 1248) document.currentScript.previousElementSibling.open = false</script>';

function neighbour(lesson: Lesson | undefined, side: 'previous' | 'next'): string {
  if (lesson === undefined) return '';
  const label = side === 'previous' ? '← Previous' : 'Next →';
  return `<a class="${side}" rel="${side === 'previous' ? 'prev' : 'next'}" href="${lesson.slug}.html"><span>${label}</span>${lesson.titleHtml}</a>`;
}
