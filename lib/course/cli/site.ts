import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exerciseSlugs, findCourse, type Course } from '../../src/notebook/course';
import { readManifest } from '../../src/notebook/manifest';
import { readSettings } from '../settings';
import { courseFace } from './course-face';
import { runNotebooks } from './run-notebooks';
import { serveSite } from '../site/serve';
import { writeSite } from '../site/write-site';

export const defaultPort = 8080;

export interface SiteCommand {
  readonly out: string;
  /** Write the site without the lessons that fail. Default false: the old site stays. */
  readonly keepGoing?: boolean;
  readonly serve?: boolean;
  readonly port?: number;
}

export async function site(lessons: readonly string[], { out, keepGoing = false, serve = false, port }: SiteCommand): Promise<void> {
  const course = findCourse();
  const folder = resolve(out);
  const written = await buildSite(course, folder, { lessons, keepGoing });
  if (serve && written) await serveUntilStopped(folder, port);
}

export interface BuildSite {
  /** Default all. */
  readonly lessons?: readonly string[];
  readonly keepGoing?: boolean;
}

/**
 * Runs the notebooks and writes the site. A lesson that fails does not stop the others from running: every failure is shown with its cell, and the exit
 * code is 1. The old site stays as it was then; with `keepGoing` it is replaced by one without the lessons that failed, as notebooks or as pages.
 * Whether one was written. Errors: what `writeSite` says.
 */
export async function buildSite(course: Course, folder: string, { lessons = [], keepGoing = false }: BuildSite = {}): Promise<boolean> {
  const settings = readSettings(course);
  const { executed, failed, total } = await runNotebooks(course, settings, lessons);
  if (failed > 0) process.exitCode = 1;
  if (failed === total || (failed > 0 && !keepGoing)) {
    const hint = failed === total ? '' : '; --keep-going writes the others';
    console.error(`${failed} of ${total} notebooks failed; ${folder} is left as it was${hint}`);
    return false;
  }
  const manifest = readManifest(course);
  const exercises = exerciseSlugs(course).map(slug => {
    const asked = manifest?.lessons[slug];
    return { slug, source: readFileSync(join(course.exercises, `${slug}.ts`), 'utf8'), ...(asked && { count: asked.exercises.length, points: asked.points }) };
  });
  const faults: string[] = [];
  writeSite({
    notebooks: executed,
    exercises,
    outDir: folder,
    face: courseFace(settings),
    lessons: settings.lessons,
    ...(keepGoing && { onFault: fault => faults.push(fault.message) }),
  });
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  const written = executed.length - faults.length;
  console.log(`site written to ${folder}: ${written} lesson${written > 1 ? 's' : ''}${written < total ? `; ${total - written} left out` : ''}`);
  return true;
}

/** Until a signal ends the command. */
export async function serveUntilStopped(folder: string, port?: number): Promise<void> {
  const server = await serveSite(folder, port === undefined ? {} : { port });
  console.log(`the course is at ${server.url} (Ctrl-C ends it)`);
}
