import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findCourse } from '../../src/notebook/course';
import { manifestFile } from '../../src/notebook/manifest';
import { manifestOf, solutionFile, stubFile, typesFile } from '../exercises/lesson-files';
import { writeFileAtomically } from '../files/atomic-write';
import { courseLessons, readSettings } from '../settings';

/** Writes what follows from the exercises' declarations: the stubs, the solutions, the manifest and the types that cells see. */
export async function writeExercises(): Promise<void> {
  const course = findCourse();
  const lessons = await courseLessons(course, readSettings(course));
  for (const lesson of lessons) {
    writeFileAtomically(join(course.exercises, `${lesson.slug}.ts`), stubFile(lesson));
    writeFileAtomically(join(course.solutions, `${lesson.slug}.ts`), solutionFile(lesson));
  }
  writeFileAtomically(manifestFile(course), `${JSON.stringify(manifestOf(lessons), undefined, 2)}\n`);
  const types = join(course.root, 'lib', 'src', 'notebook', 'exercises.ts');
  // A course that uses an installed library has no place for them.
  if (existsSync(types)) writeFileAtomically(types, typesFile(lessons));
  console.log(`${lessons.length} lessons with ${lessons.flatMap(({ exercises }) => exercises).length} exercises written`);
}
