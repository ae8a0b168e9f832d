import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** Where the parts of a course lie. */
export interface Course {
  readonly root: string;
  readonly notebooks: string;
  readonly exercises: string;
  readonly solutions: string;
}

/** The course that holds a folder: the nearest one upwards with `notebooks` and `exercises`. Default: the working directory. */
export function findCourse(from: string = process.cwd()): Course {
  let root = resolve(from);
  for (;;) {
    const course = { root, notebooks: join(root, 'notebooks'), exercises: join(root, 'exercises'), solutions: join(root, 'solutions') };
    if (existsSync(course.notebooks) && existsSync(course.exercises)) return course;
    if (dirname(root) === root) throw new Error(`no course found from "${from}" upwards; run this in a folder that holds notebooks/ and exercises/`);
    root = dirname(root);
  }
}

/** The slugs of all lessons that have an exercise, in order. */
export function exerciseSlugs({ exercises }: Course): string[] {
  return slugsIn(exercises, '.ts');
}

/** The slugs of all lessons, in order. */
export function lessonSlugs({ notebooks }: Course): string[] {
  return slugsIn(notebooks, '.ipynb');
}

/** Refuses a lesson that does not exist, and lists those that do. */
export function requireExercise(course: Course, slug: string): void {
  const slugs = exerciseSlugs(course);
  if (!slugs.includes(slug)) throw new Error(`there is no exercise "${slug}"; known: ${slugs.join(', ')}`);
}

function slugsIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter(name => /^\d\d-/.test(name) && name.endsWith(ending))
    .map(name => name.slice(0, -ending.length))
    .sort();
}
