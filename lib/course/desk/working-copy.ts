import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lessonSlugs, type Course } from '../../src/notebook/course';
import { filesBelow } from '../files/machine-files';
import { writeFileAtomically } from '../files/atomic-write';
import type { Files } from '../files/write-files';
import { notebookText, readNotebook, stripOutputs } from '../jupyter/client/notebook-file';
import { settingsFiles, shownPath, taught, type CourseSettings } from '../settings';

/**
 * What a student works on, of a course that is installed where only its administrator writes: notebooks without outputs, exercises with what checks
 * them, and what the course says of itself; not the library. Errors: a course with solutions, since a copy of it would hand them out.
 */
export function workingCopy(course: Course, settings: CourseSettings): Files {
  if (existsSync(course.solutions)) throw new Error(`copy: ${course.root} has solutions; a copy is taken of what "descent release" writes`);
  const files = new Map<string, string | Buffer>();
  for (const name of ['README.md', 'tsconfig.json']) {
    if (existsSync(join(course.root, name))) files.set(name, readFileSync(join(course.root, name)));
  }
  files.set('package.json', packageFor(readFileSync(join(course.root, 'package.json'), 'utf8')));
  for (const file of settingsFiles(course, settings)) files.set(shownPath(course, file), readFileSync(file));
  for (const slug of taught(settings, lessonSlugs(course))) files.set(`notebooks/${slug}.ipynb`, notebookText(stripOutputs(readNotebook(join(course.notebooks, `${slug}.ipynb`)))));
  for (const folder of ['exercises', 'test/exercises']) for (const [path, content] of filesBelow(course.root, folder)) files.set(path, content);
  return files;
}

/** The commands, without what an own library would need. */
function packageFor(text: string): string {
  const { name = 'course', description, scripts = {} } = JSON.parse(text) as { name?: string; description?: string; scripts?: Record<string, string> };
  const { prepare, ...others } = scripts;
  return `${JSON.stringify({ name, private: true, ...(description !== undefined && { description }), scripts: others }, undefined, 2)}\n`;
}

export interface Added {
  /** Paths that were not there. */
  readonly added: readonly string[];
  /** Paths that were there with another content, and were left. */
  readonly kept: readonly string[];
}

/** Writes those files that are not there yet, each whole: what somebody has worked on is never written over. */
export function addMissing(root: string, files: Files): Added {
  const [added, kept]: [string[], string[]] = [[], []];
  for (const [path, content] of files) {
    const file = join(root, path);
    if (!existsSync(file)) {
      writeFileAtomically(file, content);
      added.push(path);
    } else if (!readFileSync(file).equals(Buffer.from(content))) {
      kept.push(path);
    }
  }
  return { added, kept };
}
