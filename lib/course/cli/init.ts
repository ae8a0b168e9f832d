import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { findCourse, lessonSlugs } from '../../src/notebook/course';
import { packageFolder } from '../../src/package-folder';
import { writeAmong, writeNewFolder } from '../desk/lay-out';
import { archiveName, packLibrary } from '../desk/library-package';
import { linkLibrary, packageName } from '../desk/link-library';
import { newCourse } from '../desk/new-course';
import { declaredLessons, loadLesson } from '../exercises/lesson';
import { readSettings, taught } from '../settings';
import { lessonsNamed } from './lessons-named';

/** What `descent init` may be asked for. */
export interface InitCommand {
  readonly title?: string;
  readonly language?: string;
  readonly lessons?: readonly string[];
  readonly from?: string;
  readonly link: boolean;
  readonly force?: boolean;
  readonly dryRun?: boolean;
}

/** Lays a course out on this library. Whatever is wrong is said before anything is written. */
export async function init(folder: string, { title, language, lessons: named = [], from, link, force = false, dryRun = false }: InitCommand): Promise<void> {
  const target = resolve(folder);
  const source = findCourse(from ?? ownCourse());
  if (source.root === target) throw new Error(`init: ${folder} is the course that lessons are taken from; name a new folder`);
  const settings = readSettings(source);
  const slugs = lessonsNamed(named, taught(settings, lessonSlugs(source)));
  const lessons = await Promise.all(declaredLessons(source).filter(slug => slugs.includes(slug)).map(slug => loadLesson(source, slug)));
  const files = newCourse({ from: source, lessons, slugs, name: packageName(target), settings: { title: title ?? settings.title, language: language ?? settings.language } });
  const archive = `vendor/${archiveName()}`;
  if (dryRun) return console.log([...files.keys(), archive].sort().join('\n'));
  const whole = new Map([...files, [archive, await packedLibrary()] as const]);
  if (force) writeAmong(target, whole, { force });
  else writeNewFolder(target, whole);
  const shown = relative(process.cwd(), target) || '.';
  console.log(`${whole.size} files written to ${shown}: ${slugs.length} lesson${slugs.length === 1 ? '' : 's'} with ${lessons.flatMap(({ exercises }) => exercises).length} exercises`);
  if (link && linkLibrary(target)) console.log(`it uses the library in ${packageFolder}; "npm install" there gives it one of its own`);
  console.log(`next: cd ${/\s/.test(shown) ? `'${shown}'` : shown}, then npm start, npm test, or npx descent new 17-lookahead`);
}

/** The library's archive, made elsewhere, so that a course is written whole or not at all. */
async function packedLibrary(): Promise<Buffer> {
  const room = mkdtempSync(join(tmpdir(), 'descent-archive-'));
  try {
    return readFileSync(await packLibrary(room));
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}

/** The course of the working directory, else the one that the library was developed with. */
function ownCourse(): string {
  try {
    return findCourse().root;
  } catch (error) {
    const kit = dirname(packageFolder);
    if (existsSync(join(kit, 'notebooks')) && existsSync(join(kit, 'exercises'))) return kit;
    throw error;
  }
}
