import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFileAtomically } from '../files/atomic-write';
import type { Notebook } from '../jupyter/client/notebook-file';
import { copyAssets } from '../site/assets';
import type { CourseFace } from '../site/face';
import { frameOf } from '../site/frame';
import { renderLesson, type Lesson } from '../site/lesson';
import { handoutPage } from './handout-page';
import type { Paper } from './paper';
import { pagesIn, printPdf } from './print';

export interface WriteHandout {
  /** Executed, in the order of the course. */
  readonly notebooks: ReadonlyArray<{ readonly slug: string; readonly notebook: Notebook }>;
  readonly file: string;
  readonly face: CourseFace;
  readonly paper: Paper;
  /** The browser that prints. */
  readonly chromium: string;
  /** Told of each lesson that cannot be laid out, which is then left out. */
  readonly onFault: (fault: string) => void;
  /** Told after each part that has been printed. Default nothing is told. */
  readonly onPrinted?: (done: number, total: number) => void;
}

export interface Handout {
  readonly lessons: number;
  readonly pages: number;
  readonly bytes: number;
}

/** Errors: a file that is there, unless it may be written over. */
export function requireFree(file: string, force: boolean): void {
  if (!force && existsSync(file)) throw new Error(`pdf: ${file} is there already; --force writes over it`);
}

/**
 * Prints lessons as one PDF: contents where there are several, each lesson from a new page on, fonts embedded, formulas as text, figures as vectors.
 * (Surfaces in space are drawn as vectors too; a map of colours is a grid of small areas.) The file is written whole or not at all.
 *
 * On which page a lesson begins no style sheet can tell, so that each part is printed by itself first, and its pages are counted.
 *
 * Errors: no lesson that can be laid out; a browser that does not print; a file that cannot be written.
 */
export async function writeHandout({ notebooks, file, face, paper, chromium, onFault, onPrinted }: WriteHandout): Promise<Handout> {
  const frame = frameOf(face);
  const slugs = notebooks.map(({ slug }) => slug);
  const lessons = notebooks.flatMap(({ slug, notebook }): Lesson[] => {
    try {
      return [renderLesson(slug, notebook, slugs, [], frame.say)];
    } catch (error) {
      onFault((error as Error).message);
      return [];
    }
  });
  if (lessons.length === 0) throw new Error('pdf: there is no lesson left to print');
  const room = mkdtempSync(join(tmpdir(), 'descent-handout-'));
  const leave = (): void => rmSync(room, { recursive: true, force: true });
  process.once('exit', leave);
  try {
    copyAssets(frame, room);
    const total = lessons.length > 1 ? lessons.length + 2 : 1;
    let done = 0;
    const printed = async (html: string): Promise<Buffer> => {
      const [page, pdf] = [join(room, 'handout.html'), join(room, 'handout.pdf')];
      writeFileSync(page, html);
      await printPdf(chromium, { html: page, pdf });
      onPrinted?.((done += 1), total);
      return readFileSync(pdf);
    };
    const begins: number[] = [];
    if (lessons.length > 1) {
      let next = 1 + pagesIn(await printed(handoutPage(frame, lessons, { paper, only: 'front' })));
      for (const index of lessons.keys()) {
        begins.push(next);
        next += pagesIn(await printed(handoutPage(frame, lessons, { paper, only: index })));
      }
    }
    const pdf = await printed(handoutPage(frame, lessons, { paper, begins }));
    writeFileAtomically(file, pdf);
    return { lessons: lessons.length, pages: pagesIn(pdf), bytes: pdf.length };
  } finally {
    process.off('exit', leave);
    leave();
  }
}
