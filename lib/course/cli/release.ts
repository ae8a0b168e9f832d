import { join, relative, resolve } from 'node:path';
import { findCourse, lessonSlugs } from '../../src/notebook/course';
import { leftToDo } from '../lint';
import { unfinished } from '../proof/unfinished';
import { gate, type Fault } from '../release/gate';
import { listed, secretsOf, studentBundle, writeBundle } from '../release/student-bundle';
import { courseLessons, readSettings, taught } from '../settings';

/** Proves every lesson, and writes the students' folder if nothing is wrong with any, and nothing is left to its author. */
export async function release({ out, dryRun = false }: { readonly out: string; readonly dryRun?: boolean }): Promise<void> {
  const course = findCourse();
  const settings = readSettings(course);
  const lessons = await courseLessons(course, settings);
  const faults: Fault[] = taught(settings, lessonSlugs(course)).flatMap(slug => leftToDo(course, slug).map(({ cell, says }) => ({ where: `notebooks/${slug}.ipynb${cell === undefined ? '' : `, cell ${cell}`}`, says })));
  for (const lesson of lessons) {
    console.log(`${lesson.slug}: proving ${lesson.exercises.length} exercises`);
    faults.push(...unfinished(lesson), ...(await gate(course, lesson)));
  }
  if (faults.length > 0) throw new Error(`nothing was written, since students should not get this:\n${listed(faults)}`);
  const bundle = await studentBundle(course, settings, lessons);
  if (dryRun) return console.log([...bundle.keys()].sort().join('\n'));
  writeBundle(bundle, secretsOf(course, lessons), resolve(out));
  console.log(`${bundle.size} files for students written to ${relative(process.cwd(), join(resolve(out), '.')) || '.'}`);
}
