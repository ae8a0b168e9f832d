import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { exerciseSlugs, findCourse, lessonSlugs, type Course } from '../../src/notebook/course';
import { readManifest } from '../../src/notebook/manifest';
import { executeNotebook, type CellFailure, type ExecutedNotebook } from '../jupyter/client/execute';
import { readSettings, taught, type CourseSettings } from '../settings';
import { lessonsNamed } from './lessons-named';
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
  const known = taught(settings, lessonSlugs(course));
  const slugs = lessonsNamed(lessons, known);
  if (slugs.length === 0) throw new Error(`there is no notebook in ${course.notebooks}`);
  const executed: Array<{ slug: string } & ExecutedNotebook> = [];
  let failed = 0;
  for (const [index, slug] of slugs.entries()) {
    const heading = `${index + 1}/${slugs.length} ${slug}`;
    try {
      const run = await withProgress(heading, onCell => executeNotebook(join(course.notebooks, `${slug}.ipynb`), { onCell }));
      executed.push({ slug, ...run });
      if (run.failures.length > 0) failed += 1;
      for (const failure of run.failures) console.error(renderFailure(slug, failure, run.notRun));
    } catch (error) {
      failed += 1;
      console.error(`${slug}: ${(error as Error).message}`);
    }
  }
  if (failed > 0) {
    console.error(`${failed} of ${slugs.length} notebooks failed; ${folder} is left as it was`);
    process.exitCode = 1;
    return failed;
  }
  const manifest = readManifest(course);
  const exercises = exerciseSlugs(course).map(slug => {
    const asked = manifest?.lessons[slug];
    return { slug, source: readFileSync(join(course.exercises, `${slug}.ts`), 'utf8'), ...(asked && { count: asked.exercises.length, points: asked.points }) };
  });
  writeSite({ notebooks: executed, exercises, outDir: folder, face: faceOf(settings), lessons: settings.lessons });
  console.log(`site written to ${folder}: ${slugs.length} lesson${slugs.length > 1 ? 's' : ''}`);
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

/** A bar in a terminal; a line for each notebook where there is none. */
async function withProgress(
  heading: string,
  run: (onCell: (done: number, total: number) => void) => Promise<ExecutedNotebook>,
): Promise<ExecutedNotebook> {
  if (!process.stderr.isTTY) {
    const executed = await run(() => {});
    console.log(`${heading}: ${executed.failures.length > 0 ? 'failed' : 'done'} in ${executed.seconds.toFixed(1)} s`);
    return executed;
  }
  const bar = new SingleBar({ format: `${heading} {bar} cell {value}/{total}`, stream: process.stderr, hideCursor: true }, Presets.shades_classic);
  bar.start(1, 0);
  try {
    return await run((done, total) => {
      bar.setTotal(total);
      bar.update(done);
    });
  } finally {
    bar.stop();
  }
}

/** The cell, and below it the places that the kernel names: lines, columns, and what else was wrong. */
function renderFailure(slug: string, { cell, source, ename, evalue, traceback }: CellFailure, notRun: number): string {
  const places = traceback.join('\n').split('\n').filter(line => line.trim() !== '' && line !== `${ename}: ${evalue}`);
  const indented = [...source.split('\n'), ...(places.length > 0 ? ['', ...places] : [])].map(line => `    ${line}`.trimEnd()).join('\n');
  const later = notRun > 0 ? `; ${notRun} later cell${notRun > 1 ? 's were' : ' was'} not run` : '';
  return `${slug}: cell ${cell} failed with ${ename}: ${evalue}${later}\n${indented}`;
}
