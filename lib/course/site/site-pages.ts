import { families } from '../reference/catalogue';
import { styleOf } from './assets';
import { exercisePage } from './exercise-page';
import { exerciseFile, familyFile, glossaryFile, guideFile, indexFile, lecturesFile, lessonFile, methodFile, methodsFile, notFoundFile, playgroundFile } from './files';
import type { Frame } from './frame';
import { guidePage } from './guide-page';
import { guides } from './guides';
import { indexPage } from './index-page';
import { lecturesPage } from './lectures-page';
import type { Lesson } from './lesson';
import { lessonPage } from './lesson-page';
import { familyPage } from './library/family-page';
import { glossaryPage } from './library/glossary-page';
import { methodPage } from './library/method-page';
import { methodResults } from './library/method-results';
import { methodsPage } from './library/methods-page';
import { entriesOf } from './library/thing-links';
import { idsOf, withLivingLinks, type SiteFiles } from './living-links';
import { notFoundPage } from './not-found-page';
import { playgroundPage } from './playground-page';
import type { SiteContent } from './site-content';

/** Every page of a site by the name of its file. */
export function sitePages(frame: Frame, content: SiteContent): ReadonlyMap<string, string> {
  const { lessons, exercises } = content;
  const pages = new Map([
    [indexFile, indexPage(frame, content)],
    ...lessons.map((lesson, index): [string, string] => {
      const exercise = exercises.some(({ slug }) => slug === lesson.slug) ? exerciseFile(lesson.slug) : undefined;
      return [lessonFile(lesson.slug), lessonPage(frame, lesson, { exercise, previous: lessons[index - 1], next: lessons[index + 1] })];
    }),
    ...exercises.flatMap((exercise): Array<[string, string]> => {
      const lesson = lessons.find(({ slug }) => slug === exercise.slug);
      return lesson === undefined ? [] : [[exerciseFile(exercise.slug), exercisePage(frame, exercise, lesson)]];
    }),
    [lecturesFile, lecturesPage(frame, lessons)],
    [playgroundFile, playgroundPage(frame)],
    [notFoundFile, notFoundPage(frame, styleOf(frame))],
    ...libraryPages(frame, lessons),
    ...guides().map((guide): [string, string] => [guideFile(guide.name), guidePage(frame, guide)]),
  ]);
  const files = filesOf(pages, content);
  // All other links are our own.
  for (const file of lessons.map(({ slug }) => lessonFile(slug))) pages.set(file, withLivingLinks(file, pages.get(file) ?? '', files));
  return pages;
}

function filesOf(pages: ReadonlyMap<string, string>, { lessons, exercises }: SiteContent): SiteFiles {
  return {
    anchors: new Map([...pages].map(([file, html]) => [file, idsOf(html)])),
    others: new Set([...lessons.map(({ slug }) => `notebooks/${slug}.ipynb`), ...exercises.map(({ slug }) => `exercises/${slug}.ts`)]),
  };
}

/** What the library says of itself. */
function libraryPages(frame: Frame, lessons: readonly Lesson[]): Array<[file: string, html: string]> {
  const results = methodResults();
  return [
    [glossaryFile, glossaryPage(frame, lessons)],
    [methodsFile, methodsPage(frame, results)],
    ...entriesOf('methods').map((entry): [string, string] => [methodFile(entry.name), methodPage(frame, entry, { lessons, results })]),
    ...families.flatMap((family): Array<[string, string]> => (family === 'methods' ? [] : [[familyFile(family), familyPage(frame, family, lessons)]])),
  ];
}
