import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { findCourse, type Course } from '../../src/notebook/course';
import { requireNumber } from '../../src/notebook/hint';
import { loadLesson } from '../exercises/lesson';
import { stubFile } from '../exercises/lesson-files';
import { replaceExercise } from '../exercises/replace-exercise';
import { writeFileAtomically } from '../files/atomic-write';

/**
 * Puts an exercise (7.2), or the file of a lesson (07-adam), back to how it was handed out. What was there is kept in the course's folder. Errors, and
 * nothing written: an exercise that there is not; a file in which the function cannot be found.
 */
export async function reset(what: string): Promise<void> {
  const course = findCourse();
  const isNumber = /^\d+\.\d+$/.test(what);
  const { slug, function: name } = isNumber ? requireNumber(course, what) : { slug: what, function: undefined };
  const lesson = await loadLesson(course, slug);
  const file = join(course.exercises, `${slug}.ts`);
  const shown = relative(course.root, file);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const exercise = lesson.exercises.find(one => one.function === name);
  if (exercise !== undefined && before === undefined) throw new Error(`${shown} is missing; ${wholeFile(slug)}`);
  const after = exercise === undefined || before === undefined ? stubFile(lesson) : orWholeFile(slug, () => replaceExercise(before, exercise, shown));
  const kept = before === undefined ? 'there was none before' : `what was there is kept in ${relative(course.root, keep(course, slug, before))}`;
  writeFileAtomically(file, after);
  console.log(`${what} is as it was handed out; ${kept}`);
}

function orWholeFile(slug: string, replace: () => string): string {
  try {
    return replace();
  } catch (error) {
    throw new Error(`${(error as Error).message}; ${wholeFile(slug)}`, { cause: error });
  }
}

function wholeFile(slug: string): string {
  return `"descent reset ${slug}" resets the whole file`;
}

/** Numbered, so that no earlier one is lost. */
function keep({ root }: Course, slug: string, text: string): string {
  const folder = join(root, '.descent', 'before-reset');
  mkdirSync(folder, { recursive: true });
  const numbers = readdirSync(folder).map(name => (name.startsWith(`${slug}.`) ? parseInt(name.slice(slug.length + 1)) || 0 : 0));
  const file = join(folder, `${slug}.${Math.max(0, ...numbers) + 1}.ts`);
  writeFileAtomically(file, text);
  return file;
}
