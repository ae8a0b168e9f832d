import { isDeepStrictEqual } from 'node:util';
import type { Course } from '../../src/notebook/course';
import { readManifest } from '../../src/notebook/manifest';
import type { Lesson } from '../exercises/lesson';
import { manifestOf } from '../exercises/lesson-files';
import type { Fault } from '../release/gate';

/** What a new exercise leaves to its author. */
export function unfinished({ exercises }: Lesson): Fault[] {
  return exercises.flatMap(({ number, function: name, title, hints, source }) =>
    [title, ...source.task, ...hints].filter(text => /\bTODO\b/.test(text)).map(text => ({ where: `${number} ${name}`, says: `to do: ${text.replace(/^.*?\bTODO\b:?\s*/, '')}` })));
}

/** A manifest that says something else than declarations and course do, which cells and students would read. */
export function staleManifest(course: Course, lesson: Lesson): Fault[] {
  const written = readManifest(course)?.lessons[lesson.slug];
  const wanted = JSON.parse(JSON.stringify(manifestOf([lesson]).lessons[lesson.slug])) as unknown;
  return isDeepStrictEqual(written, wanted) ? [] : [{ where: 'exercises/manifest.json', says: `it is not what the declarations of ${lesson.slug} and course.json say; run "npm run exercises"` }];
}
