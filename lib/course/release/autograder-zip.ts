import { createWriteStream, existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Course } from '../../src/notebook/course';
import { inPackage } from '../../src/package-folder';
import { settingsFiles, shownPath, type CourseSettings } from '../settings';
import { tracedFiles } from './traced-files';

/** What may differ between autograders. */
export interface AutograderOptions {
  /** The secret from which hidden inputs are drawn; without one everybody can draw them. */
  readonly seed?: string;
  /** Whether this very node goes with it, so that nothing has to be installed. Default true. */
  readonly withNode?: boolean;
}

/** One file of the zip: where it is, or what is in it. */
interface Packed {
  readonly from?: string;
  readonly text?: string;
  readonly isProgram?: boolean;
}

/** Everything that Gradescope needs to grade a course, by its path in the zip; with it no network is needed. */
export async function autograderFiles(course: Course, settings: CourseSettings, { seed, withNode = true }: AutograderOptions = {}): Promise<Map<string, Packed>> {
  const files = new Map<string, Packed>();
  const asset = (name: string): string => readFileSync(inPackage('course', 'release', 'assets', name), 'utf8');
  files.set('setup.sh', { text: asset('setup.sh'), isProgram: true });
  files.set('run_autograder', { text: asset('run_autograder').replace(' SEED_OPTION', seed === undefined ? '' : ' --seed-file seed'), isProgram: true });
  if (seed !== undefined) files.set('seed', { text: seed });
  if (withNode) files.set('node', { from: process.execPath, isProgram: true });
  for (const name of ['package.json', 'tsconfig.json']) if (existsSync(join(course.root, name))) files.set(name, { from: join(course.root, name) });
  for (const file of settingsFiles(course, settings)) files.set(shownPath(course, file), { from: file });
  const slugs = settings.lessons.map(({ slug }) => slug);
  for (const folder of ['exercises', 'test/exercises']) {
    const ofCourse = (path: string): boolean => {
      const [of = ''] = path.slice(folder.length + 1).split(/[/.]/);
      return !/^\d\d-/.test(of) || slugs.includes(of);
    };
    for (const path of filesBelow(course.root, folder).filter(ofCourse)) files.set(path, { from: join(course.root, path) });
  }
  // By these two folders a course is known.
  files.set('notebooks/README', { text: 'The notebooks are not graded.\n' });
  for (const path of filesBelow(inPackage(), '.').filter(isNeededOfLibrary)) files.set(`lib/${path}`, { from: inPackage(path) });
  const modules = dirname(dirname(require.resolve('esbuild/package.json')));
  const root = dirname(modules);
  const programs = ['course/cli/main.js', 'course/cli/grade.js', 'src/index.js'].map(path => inPackage('dist', ...path.split('/')));
  const binaries = filesBelow(root, 'node_modules/@esbuild');
  // An installed library is among the packages, and goes to a place of its own.
  const traced = (await tracedFiles(programs, root)).filter(path => !path.startsWith('node_modules/descent/'));
  for (const path of [...traced, ...binaries]) files.set(path, { from: join(root, path), isProgram: /\/bin\//.test(path) });
  return files;
}

/** What is built, and what it reads as it runs; neither its sources nor what the compiler says of them. */
function isNeededOfLibrary(path: string): boolean {
  if (/(^|\/)node_modules\//.test(path) || /\.(d\.ts|map)$/.test(path)) return false;
  return /^(dist|bin|data|course)\//.test(path) ? !/\.ts$/.test(path) : path === 'package.json';
}

function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).flatMap(name => {
    const path = folder === '.' ? name : `${folder}/${name}`;
    return statSync(join(root, path)).isDirectory() ? filesBelow(root, path) : [path];
  });
}

/** Writes them as a zip, whole or not at all. The same files make the same bytes. */
export async function writeZip(files: ReadonlyMap<string, Packed>, target: string): Promise<void> {
  const zip = new ZipFile();
  // A zip holds the times of its files, which say nothing here.
  const mtime = new Date(Date.UTC(2000, 0, 1));
  for (const [path, { from, text, isProgram = false }] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const options = { mtime, mode: isProgram ? 0o100755 : 0o100644 };
    if (from === undefined) zip.addBuffer(Buffer.from(text ?? ''), path, options);
    else zip.addFile(from, path, options);
  }
  zip.end();
  const partial = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  try {
    await pipeline(zip.outputStream, createWriteStream(partial));
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
