import type { LatePolicy } from '../results/late-policy';

/** How a course presents and runs itself: what its `course.json` says, and the defaults where it says nothing. */
export interface CourseSettings {
  /** Default "Descent". */
  readonly title: string;
  /** The language of its pages, as a BCP 47 tag; default "en". */
  readonly language: string;
  /** "Winter 2030/31"; default none. */
  readonly term?: string;
  /** In the order in which they are taught; default all notebooks, by their numbers. */
  readonly lessons: readonly LessonSettings[];
  /** By the number of the exercise, such as "7.1"; default none, which leaves points as declared. */
  readonly exercises: Readonly<Record<string, ExerciseSettings>>;
  /** What lateness costs; default nothing. */
  readonly late?: LatePolicy;
  /** A colour as `#rrggbb`; default the kit's own. */
  readonly accent?: string;
  /** The file of a picture; default none. */
  readonly logo?: string;
  /** Where its pages will be; default nowhere, so that every link is relative. */
  readonly base?: string;
  /** Links on the first page; default none. */
  readonly links: readonly CourseLink[];
}

export interface LessonSettings {
  readonly slug: string;
  /** Lessons that should come before; default what its notebook says that one needs. */
  readonly needs?: readonly string[];
  /** A time with its zone, for all its exercises that have none of their own; default never. */
  readonly due?: string;
}

export interface ExerciseSettings {
  /** What it is worth altogether; its trials keep their shares. Default what they are declared to be worth. */
  readonly points?: number;
  /** A time with its zone; default that of its lesson. */
  readonly due?: string;
}

export interface CourseLink {
  readonly text: string;
  readonly href: string;
}

/** When an exercise is due, where anything says so. */
export function dueOf({ lessons, exercises }: Pick<CourseSettings, 'lessons' | 'exercises'>, slug: string, number: string): string | undefined {
  return (Object.hasOwn(exercises, number) ? exercises[number]?.due : undefined) ?? lessons.find(lesson => lesson.slug === slug)?.due;
}

/** When each exercise of a course is due, by its number; those that are due at no time are not there. */
export function duesOf(settings: CourseSettings, numbersOf: (slug: string) => readonly string[]): Record<string, string> {
  const dues = settings.lessons.flatMap(({ slug }) => numbersOf(slug).map(number => [number, dueOf(settings, slug, number)] as const));
  return Object.fromEntries(dues.flatMap(([number, due]) => (due === undefined ? [] : [[number, due]])));
}

/** The lessons of a course that have something, such as an exercise, in the order in which they are taught. */
export function taught({ lessons }: CourseSettings, slugs: readonly string[]): string[] {
  return lessons.map(({ slug }) => slug).filter(slug => slugs.includes(slug));
}
