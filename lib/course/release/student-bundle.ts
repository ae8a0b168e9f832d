import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { lessonSlugs, type Course } from '../../src/notebook/course';
import { manifestFile } from '../../src/notebook/manifest';
import { exercisesFolder, numberOf, type Lesson } from '../exercises/lesson';
import { manifestOf, stubFile } from '../exercises/lesson-files';
import { recordFile, recordOf } from '../exercises/record';
import { settingsFiles, shownPath, taught, type CourseSettings } from '../settings';
import { machineFiles } from '../files/machine-files';
import { replaceFolder, type Replaceable } from '../files/replace-folder';
import { writeFiles, type Files } from '../files/write-files';
import { notebookText, readNotebook, stripOutputs } from '../jupyter/client/notebook-file';
import { answersIn, leaksIn, secretRuns, type Secrets } from './leaks';
import type { Fault } from './gate';
import { strippedDeclaration } from './strip-declaration';

/** With these an editor runs the public tests, or vitest itself does. */
const forEditors = ['test/exercises/vitest.config.mts', 'test/exercises/exercises.test.mts'];

/** A student's course: stubs, public tests, notebooks without outputs and the library; no solutions, no hidden inputs. */
export async function studentBundle(course: Course, settings: CourseSettings, lessons: readonly Lesson[]): Promise<Files> {
  const files = new Map<string, string | Buffer>();
  for (const name of ['package-lock.json', 'tsconfig.json', '.npmrc', '.gitignore', 'README.md', ...forEditors]) {
    if (existsSync(join(course.root, name))) files.set(name, readFileSync(join(course.root, name)));
  }
  for (const [path, content] of machineFiles(course.root)) files.set(path, content);
  for (const file of settingsFiles(course, settings)) files.set(shownPath(course, file), readFileSync(file));
  const description = readFileSync(join(course.root, 'package.json'), 'utf8');
  files.set('package.json', packageFor(description));
  for (const path of packedPackages(description)) files.set(path, readFileSync(join(course.root, path)));
  for (const path of libraryFiles(course.root)) files.set(path, readFileSync(join(course.root, path)));
  for (const slug of taught(settings, lessonSlugs(course))) files.set(`notebooks/${slug}.ipynb`, notebookText(stripOutputs(readNotebook(join(course.notebooks, `${slug}.ipynb`)))));
  for (const lesson of lessons) {
    files.set(`exercises/${lesson.slug}.ts`, stubFile(lesson));
    for (const [path, text] of await publicTests(course, lesson)) files.set(path, text);
  }
  files.set(`exercises/${basename(manifestFile(course))}`, `${JSON.stringify(manifestOf(lessons), undefined, 2)}\n`);
  return files;
}

async function publicTests(course: Course, { slug, exercises }: Lesson): Promise<[string, string][]> {
  const folder = exercisesFolder(course, slug);
  const records = await Promise.all(exercises.map(async exercise => [exercise.number, await recordOf(exercise)] as const));
  const record = Object.fromEntries(records.filter(([, one]) => one !== undefined));
  const declarations = readdirSync(folder).filter(name => name.endsWith('.ts')).map((name): [string, string] => {
    const path = `test/exercises/${slug}/${name}`;
    return [path, strippedDeclaration(readFileSync(join(folder, name), 'utf8'), path, numberOf(slug, name))];
  });
  return [...declarations, [`test/exercises/${slug}/${basename(recordFile(folder))}`, `${JSON.stringify(record)}\n`]];
}

/** What a student calls; the library's own tests are not in the bundle, so they cannot be run there. */
function packageFor(text: string): string {
  const description = JSON.parse(text) as { scripts?: Record<string, string> };
  const others = ['test', 'pretest', 'exercises', 'oracles', 'compare', 'bench'];
  const scripts = Object.fromEntries(Object.entries(description.scripts ?? {}).filter(([name]) => !others.includes(name)));
  return `${JSON.stringify({ ...description, scripts }, undefined, 2)}\n`;
}

/** Packages that lie in the course itself, such as the library that it was laid out with. */
function packedPackages(text: string): string[] {
  const { dependencies = {} } = JSON.parse(text) as { dependencies?: Record<string, string> };
  return Object.values(dependencies).flatMap(version => /^file:(?!\.\.|\/)(.*\.tgz)$/.exec(version)?.[1] ?? []);
}

/** The library as it is developed, without what is built or installed; a course on an installed library has none. */
function libraryFiles(root: string): string[] {
  const walk = (path: string): string[] =>
    readdirSync(join(root, path)).flatMap(name => {
      const inner = `${path}/${name}`;
      if (['dist', 'node_modules'].includes(name) || name.startsWith('.')) return [];
      return statSync(join(root, inner)).isDirectory() ? walk(inner) : [inner];
    });
  return existsSync(join(root, 'lib', 'package.json')) ? walk('lib') : [];
}

/** Writes it into a folder that is new, empty or an earlier one. Errors, and nothing written: something in it that gives an answer away. */
export function writeBundle(bundle: Files, secrets: Secrets, folder: string): void {
  replaceFolder(folder, earlier, room => {
    writeFiles(room, bundle);
    const leaks = leaksIn(room, secrets);
    if (leaks.length > 0) throw new Error(listed(leaks));
  });
}

const earlier: Replaceable = {
  what: 'an earlier release',
  isOne: folder => existsSync(join(folder, 'exercises', 'manifest.json')) && !existsSync(join(folder, 'solutions')) && !existsSync(join(folder, '.git')),
};

/** Faults, a line each. */
export function listed(faults: readonly Fault[]): string {
  return faults.map(({ where, says }) => `${where}: ${says}`).join('\n');
}

/** The answers of all lessons, and what everybody may read of them: tasks, stubs, hints. */
export function secretsOf(course: Course, lessons: readonly Lesson[]): Secrets {
  const answers = lessons.flatMap(({ slug, exercises }) => exercises.map(({ number, source }) => ({ from: `${number} (${slug})`, code: answersIn(source.solution, source.stub) })));
  const known = lessons.flatMap(lesson => [stubFile(lesson), ...lesson.exercises.flatMap(({ hints, source }) => [...hints, source.task.join('\n')])]);
  return secretRuns(answers, [...known, ...libraryTexts(course.root)]);
}

/** The library is everybody's, so what stands in it is no secret. */
function libraryTexts(root: string): string[] {
  return libraryFiles(root).filter(path => /\.(ts|md)$/.test(path)).map(path => readFileSync(join(root, path), 'utf8'));
}

