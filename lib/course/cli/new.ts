import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCourse, type Course } from '../../src/notebook/course';
import { withLesson } from '../desk/add-to-course';
import { writeAmong } from '../desk/lay-out';
import { newLesson } from '../desk/new-lesson';
import { writeFileAtomically } from '../files/atomic-write';
import { settingsFile } from '../settings';
import { writeExercises } from './exercises';

/** What `descent new` may be asked for. */
export interface NewCommand {
  readonly title?: string;
  readonly method?: string;
  readonly force?: boolean;
}

/** Makes a lesson: notebook, exercise, solution and test, in the course's order and its table of lessons. */
export async function newLessonIn(slug: string, { title, method, force = false }: NewCommand): Promise<void> {
  const course = findCourse();
  const files = newLesson(course, { slug, title, method });
  writeAmong(course.root, files, { force });
  listIn(course, slug, title);
  await writeExercises();
  console.log(`${[...files.keys(), `exercises/${slug}.ts`, `solutions/${slug}.ts`].join('\n')}\nnext: write what says TODO; npx descent lint ${slug} lists it`);
}

/** Where lessons are listed: `course.json`, if it has a list, and the table of the README, if it has one. */
function listIn(course: Course, slug: string, title: string | undefined): void {
  const settings = settingsFile(course);
  const readme = join(course.root, 'README.md');
  for (const [file, add] of [[settings, withLesson.settings], [readme, withLesson.readme]] as const) {
    if (file === undefined || !existsSync(file)) continue;
    writeFileAtomically(file, add(readFileSync(file, 'utf8'), slug, title));
  }
}
