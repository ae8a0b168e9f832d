import { join } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { lessonSlugs, type Course } from '../../src/notebook/course';
import { executeNotebook, type CellFailure, type ExecutedNotebook } from '../jupyter/client/execute';
import { taught, type CourseSettings } from '../settings';
import { lessonsNamed } from './lessons-named';

export interface RunNotebooks {
  /** Those that ran to their end, in the course's order. */
  readonly executed: ReadonlyArray<{ readonly slug: string } & ExecutedNotebook>;
  /** How many did not: each has been named on stderr, with its cell. */
  readonly failed: number;
  readonly total: number;
}

/**
 * Runs the lessons that are named, or all, on the real kernel and shows how far it is. A notebook that fails does not stop the others. Errors: a lesson
 * that there is not, a course without notebooks.
 */
export async function runNotebooks(course: Course, settings: CourseSettings, lessons: readonly string[]): Promise<RunNotebooks> {
  const slugs = lessonsNamed(lessons, taught(settings, lessonSlugs(course)));
  if (slugs.length === 0) throw new Error(`there is no notebook in ${course.notebooks}`);
  const executed: Array<{ slug: string } & ExecutedNotebook> = [];
  for (const [index, slug] of slugs.entries()) {
    const heading = `${index + 1}/${slugs.length} ${slug}`;
    try {
      const run = await withProgress(heading, onCell => executeNotebook(join(course.notebooks, `${slug}.ipynb`), { onCell }));
      if (run.failures.length === 0) executed.push({ slug, ...run });
      for (const failure of run.failures) console.error(renderFailure(slug, failure, run.notRun));
    } catch (error) {
      console.error(`${slug}: ${(error as Error).message}`);
    }
  }
  return { executed, failed: slugs.length - executed.length, total: slugs.length };
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
