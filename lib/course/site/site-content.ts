import type { SiteExercise } from './exercise-page';
import type { LessonFace } from './face';
import type { Lesson } from './lesson';

/** What the pages of a site are made from. */
export interface SiteContent {
  /** In the order of the course. */
  readonly lessons: readonly Lesson[];
  /** Of lessons of the site. */
  readonly exercises: readonly SiteExercise[];
  /** What the course says of its lessons. */
  readonly faces: readonly LessonFace[];
}
