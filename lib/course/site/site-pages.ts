import { exercisePage, type SiteExercise } from './exercise-page';
import type { LessonFace } from './face';
import { exerciseFile, indexFile, lecturesFile, lessonFile, playgroundFile } from './files';
import type { Frame } from './frame';
import { indexPage } from './index-page';
import { lecturesPage } from './lectures-page';
import type { Lesson } from './lesson';
import { lessonPage } from './lesson-page';
import { playgroundPage } from './playground-page';

/** What the pages of a site are made from. */
export interface SiteContent {
  /** In the order of the course. */
  readonly lessons: readonly Lesson[];
  /** Of lessons of the site. */
  readonly exercises: readonly SiteExercise[];
  readonly faces: readonly LessonFace[];
}

/** Every page of a site by the name of its file. */
export function sitePages(frame: Frame, { lessons, exercises }: SiteContent): ReadonlyMap<string, string> {
  return new Map([
    [indexFile, indexPage(frame, lessons)],
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
  ]);
}

/** Whether a file is a page of every site, so that no lesson can have its name. */
export function isOwnFile(file: string): boolean {
  return [indexFile, lecturesFile, playgroundFile].includes(file);
}
