import { join, relative, resolve } from 'node:path';
import { findCourse } from '../../src/notebook/course';
import { gate } from '../release/gate';
import { listed, secretsOf, studentBundle, writeBundle } from '../release/student-bundle';
import { courseLessons, readSettings } from '../settings';

/** Proves every lesson, and writes the students' folder if nothing is wrong with any. */
export async function release({ out, dryRun = false }: { readonly out: string; readonly dryRun?: boolean }): Promise<void> {
  const course = findCourse();
  const settings = readSettings(course);
  const lessons = await courseLessons(course, settings);
  const faults = [];
  for (const lesson of lessons) {
    console.log(`${lesson.slug}: proving ${lesson.exercises.length} exercises`);
    faults.push(...(await gate(course, lesson)));
  }
  if (faults.length > 0) throw new Error(`nothing was written, since students should not get this:\n${listed(faults)}`);
  const bundle = await studentBundle(course, settings, lessons);
  if (dryRun) return console.log([...bundle.keys()].sort().join('\n'));
  writeBundle(bundle, secretsOf(course, lessons), resolve(out));
  console.log(`${bundle.size} files for students written to ${relative(process.cwd(), join(resolve(out), '.')) || '.'}`);
}
