import { lessonFile } from './files';
import type { Frame } from './frame';
import type { Lesson } from './lesson';
import { withoutLinks } from './page';

/** What a lesson is about, as HTML: its title up to the question. */
export function shortTitleHtml({ titleHtml }: Lesson): string {
  return withoutLinks(titleHtml).replace(/:\s[\s\S]*$/, '');
}

/** The same as plain text. */
export function shortTitle({ title }: Lesson): string {
  return title.replace(/:\s[\s\S]*$/, '');
}

/** Links to lessons by number and title, as a list in a sentence. */
export function lessonList({ language }: Frame, lessons: readonly Lesson[]): string {
  const links = lessons.map(lesson => `<a href="${lessonFile(lesson.slug)}">${lesson.number === undefined ? '' : `${lesson.number}. `}${shortTitleHtml(lesson)}</a>`);
  return new Intl.ListFormat(language, { type: 'unit' }).format(links);
}

/** Links to lessons by number alone where they have one, as a list in a sentence. */
export function lessonNumbers({ language }: Frame, lessons: readonly Lesson[]): string {
  const links = lessons.map(lesson => `<a href="${lessonFile(lesson.slug)}">${lesson.number ?? shortTitleHtml(lesson)}</a>`);
  return new Intl.ListFormat(language, { type: 'unit' }).format(links);
}
