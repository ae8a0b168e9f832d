import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { findCourse, type Course } from '../../lib/src/notebook/course';

const project = resolve(__dirname, '../..');
const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/**
 * A course of its own that holds these files, so that anything can be handed in; it lies in a folder called `name`. For a kernel it must lie
 * `inProject`, where tslab finds the types of Node.
 */
export function courseOf(files: Readonly<Record<string, string>>, { name = 'course', inProject = false }: { name?: string; inProject?: boolean } = {}): Course {
  const room = mkdtempSync(inProject ? join(project, 'test', 'jupyter', '.scratch-') : join(tmpdir(), 'descent-course-'));
  made.push(room);
  const root = join(room, name);
  for (const folder of ['notebooks', 'exercises', 'solutions', 'test/exercises']) mkdirSync(join(root, folder), { recursive: true });
  if (!inProject) symlinkSync(join(project, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{ "type": "commonjs" }');
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return findCourse(root);
}

/** A course with the real exercises and one answer to them. */
export function courseWith(slug: string, answer: string): Course {
  const course = courseOf({ [`exercises/${slug}.ts`]: answer });
  cpSync(join(project, 'test', 'exercises'), join(course.root, 'test', 'exercises'), { recursive: true });
  cpSync(join(project, 'exercises', 'manifest.json'), join(course.exercises, 'manifest.json'));
  return course;
}
