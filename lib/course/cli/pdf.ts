import { resolve } from 'node:path';
import { Presets, SingleBar } from 'cli-progress';
import { findCourse } from '../../src/notebook/course';
import { findChromium, lacksChromium } from '../files/chromium';
import { papers, type Paper } from '../handout/paper';
import { requireFree, writeHandout } from '../handout/write-handout';
import { readSettings } from '../settings';
import { courseFace } from './course-face';
import { runNotebooks } from './run-notebooks';

export interface PdfCommand {
  readonly out: string;
  readonly paper: string;
  readonly force?: boolean;
}

/**
 * Runs the notebooks and prints those that ran as one handout; the others are named, and the exit code is 1. What would stop it at the end is looked for
 * before the first notebook runs.
 */
export async function pdf(lessons: readonly string[], { out, paper, force = false }: PdfCommand): Promise<void> {
  const course = findCourse();
  const settings = readSettings(course);
  const file = resolve(out);
  requirePaper(paper);
  requireFree(file, force);
  const chromium = findChromium();
  if (chromium === undefined) {
    const { text, remedy } = lacksChromium();
    throw new Error(`pdf: ${text}; ${remedy}`);
  }
  const { executed, failed, total } = await runNotebooks(course, settings, lessons);
  if (failed > 0) process.exitCode = 1;
  if (executed.length === 0) return console.error(`${failed} of ${total} notebooks failed; nothing was written`);
  const bar = printingBar();
  const handout = await writeHandout({
    notebooks: executed,
    file,
    face: courseFace(settings),
    paper,
    chromium,
    onFault: fault => {
      console.error(fault);
      process.exitCode = 1;
    },
    onPrinted: bar.at,
  }).finally(bar.stop);
  const [count, left] = [handout.lessons, total - handout.lessons];
  const missing = left === 0 ? '' : `; ${left} of ${total} lessons left out`;
  console.log(`handout written to ${file}: ${count} lesson${count > 1 ? 's' : ''} on ${handout.pages} pages, ${(handout.bytes / 1e6).toFixed(1)} MB${missing}`);
}

/** How far the printing is, in a terminal. */
function printingBar(): { readonly at: (done: number, total: number) => void; readonly stop: () => void } {
  if (!process.stderr.isTTY) return { at: () => undefined, stop: () => undefined };
  const bar = new SingleBar({ format: 'printing {bar} {value}/{total}', stream: process.stderr, hideCursor: true }, Presets.shades_classic);
  bar.start(1, 0);
  return {
    at: (done, total) => {
      bar.setTotal(total);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}

function requirePaper(paper: string): asserts paper is Paper {
  if (!Object.keys(papers).includes(paper)) throw new Error(`pdf: paper must be one of ${Object.keys(papers).join(', ')}, got "${paper}"`);
}
