import { contentsNav } from './contents';
import { lessonFile } from './files';
import type { Frame } from './frame';
import type { Lesson } from './lesson';
import { figureScripts, page, textOf } from './page';

export interface LessonPlace {
  /** The page of its exercise, where it has one. */
  readonly exercise: string | undefined;
  readonly previous: Lesson | undefined;
  readonly next: Lesson | undefined;
}

/** The page of a lesson: its contents beside it, the neighbours below. */
export function lessonPage(frame: Frame, lesson: Lesson, place: LessonPlace): string {
  const { say } = frame;
  const neighbours = [neighbour(frame, place.previous, 'previous'), neighbour(frame, place.next, 'next')].join('');
  return page(frame, {
    file: lessonFile(lesson.slug),
    title: lesson.title,
    description: textOf(lesson.summaryHtml) || lesson.title,
    ...(lesson.number !== undefined && { place: `<span class="place">${say('lesson', { number: lesson.number })}</span>` }),
    main: `<div class="lesson">${contentsNav(frame, lesson.contents)}<article>${underTitle(lesson.bodyHtml, facts(frame, lesson, place))}</article></div>`
      + (neighbours && `<nav class="neighbours" aria-label="${say('lessons')}">${neighbours}</nav>`),
    ...(lesson.hasFigures && { scripts: figureScripts }),
  });
}

/** Minutes, files and neighbours, in a line below the title. */
function facts({ say, arrows }: Frame, { slug, minutes }: Lesson, { exercise, previous, next }: LessonPlace): string {
  const items = [
    say('minutesToRead', { count: minutes }),
    `<a href="notebooks/${slug}.ipynb" download>${say('notebook')}</a>`,
    ...(exercise === undefined ? [] : [`<a href="${exercise}">${say('exercises')}</a>`]),
    ...(previous === undefined ? [] : [`<a href="${lessonFile(previous.slug)}" rel="prev">${arrows.back} ${say('previous')}</a>`]),
    ...(next === undefined ? [] : [`<a href="${lessonFile(next.slug)}" rel="next">${say('next')} ${arrows.forward}</a>`]),
  ];
  return `<p class="facts">${items.map(item => `<span>${item}</span>`).join(' ')}</p>`;
}

function underTitle(bodyHtml: string, line: string): string {
  return bodyHtml.replace('</h1>', () => `</h1>\n${line}`);
}

function neighbour({ say, arrows }: Frame, lesson: Lesson | undefined, side: 'previous' | 'next'): string {
  if (lesson === undefined) return '';
  const label = side === 'previous' ? `${arrows.back} ${say('previous')}` : `${say('next')} ${arrows.forward}`;
  return `<a class="${side}" rel="${side === 'previous' ? 'prev' : 'next'}" href="${lessonFile(lesson.slug)}"><span>${label}</span>${lesson.titleHtml}</a>`;
}
