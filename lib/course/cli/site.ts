import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { exerciseSlugs, findCourse, type Course } from '../../src/notebook/course';
import { readManifest } from '../../src/notebook/manifest';
import { readSettings, type CourseSettings } from '../settings';
import { runNotebooks } from './run-notebooks';
import type { CourseFace } from '../site/face';
import { serveSite } from '../site/serve';
import { writeSite } from '../site/write-site';

export const defaultPort = 8080;

export async function site(lessons: readonly string[], { out, serve = false, port }: { out: string; serve?: boolean; port?: number }): Promise<void> {
  const course = findCourse();
  const folder = resolve(out);
  const failed = await buildSite(course, folder, lessons);
  if (serve && failed === 0) await serveUntilStopped(folder, port);
}

/**
 * Runs the notebooks and writes the site. A notebook that fails does not stop the others: every failure is shown with its cell, the old
 * site stays as it was, and the number of failed notebooks is returned and becomes the exit code 1.
 */
export async function buildSite(course: Course, folder: string, lessons: readonly string[] = []): Promise<number> {
  const settings = readSettings(course);
  const { executed, failed, total } = await runNotebooks(course, settings, lessons);
  if (failed > 0) {
    console.error(`${failed} of ${total} notebooks failed; ${folder} is left as it was`);
    process.exitCode = 1;
    return failed;
  }
  const manifest = readManifest(course);
  const exercises = exerciseSlugs(course).map(slug => {
    const asked = manifest?.lessons[slug];
    return { slug, source: readFileSync(join(course.exercises, `${slug}.ts`), 'utf8'), ...(asked && { count: asked.exercises.length, points: asked.points }) };
  });
  writeSite({ notebooks: executed, exercises, outDir: folder, face: faceOf(settings), lessons: settings.lessons });
  console.log(`site written to ${folder}: ${total} lesson${total > 1 ? 's' : ''}`);
  return 0;
}

/** How the course shows itself, of all that its settings say. */
function faceOf({ title, language, term, accent, logo, base, links }: CourseSettings): CourseFace {
  return { title, language, links, ...(term && { term }), ...(accent && { accent }), ...(logo && { logo }), ...(base && { base }) };
}

/** Until a signal ends the command. */
export async function serveUntilStopped(folder: string, port?: number): Promise<void> {
  const server = await serveSite(folder, port === undefined ? {} : { port });
  console.log(`the course is at ${server.url} (Ctrl-C ends it)`);
}
