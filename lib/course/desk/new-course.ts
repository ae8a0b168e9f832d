import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Course } from '../../src/notebook/course';
import { manifestFile } from '../../src/notebook/manifest';
import type { Lesson } from '../exercises/lesson';
import { manifestOf, solutionFile, stubFile } from '../exercises/lesson-files';
import { filesBelow, machineFiles } from '../files/machine-files';
import type { Files } from '../files/write-files';
import { notebookText, readNotebook, stripOutputs } from '../jupyter/client/notebook-file';
import type { CourseSettings } from '../settings';
import { archiveName, libraryPackage } from './library-package';
import { template } from './template';

/** What a new course is to be. */
export interface NewCourse {
  /** Whose lessons it takes. */
  readonly from: Course;
  /** Those lessons with exercises among them, loaded. */
  readonly lessons: readonly Lesson[];
  /** All that it takes, in order. */
  readonly slugs: readonly string[];
  readonly settings: Pick<CourseSettings, 'title' | 'language'>;
  /** What npm calls it. */
  readonly name: string;
}

/** The files of a course on an installed library, by their paths; all but the library's archive. Errors: a course whose solutions are not there. */
export function newCourse({ from, lessons, slugs, settings, name }: NewCourse): Files {
  const files = new Map<string, string | Buffer>();
  files.set('course.json', courseFile(settings, slugs));
  files.set('package.json', packageFile(name, settings.title));
  files.set('README.md', template('course/README.md', { title: settings.title, lessons: slugs.map(slug => `| ${slug} | ${questionOf(from, slug)} |`).join('\n') }));
  for (const [path, asset] of plain) files.set(path, template(`course/${asset}`));
  for (const slug of slugs) files.set(`notebooks/${slug}.ipynb`, notebookText(stripOutputs(readNotebook(join(from.notebooks, `${slug}.ipynb`)))));
  for (const lesson of lessons) {
    if (!existsSync(join(from.solutions, `${lesson.slug}.ts`))) throw new Error(`init: ${from.root} has no solutions/${lesson.slug}.ts, so it is a student's copy; take a course of the instructors'`);
    files.set(`exercises/${lesson.slug}.ts`, stubFile(lesson));
    files.set(`solutions/${lesson.slug}.ts`, solutionFile(lesson));
    for (const [path, content] of declarations(from, lesson.slug)) files.set(path, content);
  }
  files.set(manifestFile({ exercises: 'exercises' }).replaceAll('\\', '/'), `${JSON.stringify(manifestOf(lessons), undefined, 2)}\n`);
  for (const [path, content] of machineFiles(from.root)) files.set(path, content);
  return files;
}

/** What is the same in every course, and the names under which it is kept here: npm leaves some names out of packages. */
const plain: ReadonlyArray<readonly [path: string, asset: string]> = [
  ['tsconfig.json', 'tsconfig.json'],
  ['.gitignore', 'gitignore'],
  ['.npmrc', 'npmrc'],
  ['.github/workflows/course.yml', 'github/course.yml'],
  ['.github/workflows/pages.yml', 'github/pages.yml'],
  ['test/course.test.mts', 'test/course.test.txt'],
  ['test/vitest.config.mts', 'test/vitest.config.txt'],
  ['test/exercises/exercises.test.mts', 'test/exercises.test.txt'],
  ['test/exercises/vitest.config.mts', 'test/exercises.config.txt'],
];

function courseFile({ title, language }: NewCourse['settings'], lessons: readonly string[]): string {
  return `${JSON.stringify({ $schema: './node_modules/descent/course/settings/assets/course.schema.json', title, language, lessons }, undefined, 2)}\n`;
}

function packageFile(name: string, title: string): string {
  const { name: library, engines, overrides, allowScripts } = libraryPackage();
  const scripts = {
    start: 'descent start', lab: 'descent lab', site: 'descent site', check: 'descent check', exercises: 'descent exercises', lint: 'descent lint', doctor: 'descent doctor',
    test: 'descent test',
  };
  return `${JSON.stringify({ name, version: '1.0.0', private: true, description: title, engines, scripts, dependencies: { [library]: `file:vendor/${archiveName()}` }, overrides, allowScripts }, undefined, 2)}\n`;
}

/** The question in the title of a notebook, for a table. */
function questionOf({ notebooks }: Course, slug: string): string {
  const text = readNotebook(join(notebooks, `${slug}.ipynb`)).cells.find(({ cell_type }) => cell_type === 'markdown')?.source ?? '';
  const title = /^#\s+(.*)$/m.exec(text)?.[1] ?? slug;
  return title.replaceAll('|', '\\|');
}

function declarations({ root }: Course, slug: string): [string, Buffer][] {
  // What students have is a record of the answers, which is made again when it is released.
  return filesBelow(root, `test/exercises/${slug}`).filter(([path]) => !path.endsWith('/answers.json'));
}
