import { resolve } from 'node:path';
import { findCourse } from '../../src/notebook/course';
import { readSettings } from '../settings';
import { requireDecksOnly, writeDecks } from '../slides/write-decks';
import { runNotebooks } from './run-notebooks';
import { serveUntilStopped } from './site';

export interface SlidesCommand {
  readonly out: string;
  readonly dark?: boolean;
  readonly serve?: boolean;
  readonly port?: number;
}

/** Runs the notebooks and writes a page of slides for each that ran; the others are named, and the exit code is 1. */
export async function slides(lessons: readonly string[], { out, dark = false, serve = false, port }: SlidesCommand): Promise<void> {
  const course = findCourse();
  const settings = readSettings(course);
  const folder = resolve(out);
  requireDecksOnly(folder);
  const { executed, failed, total } = await runNotebooks(course, settings, lessons);
  const faults = executed.length === 0 ? [] : writeDecks(folder, executed, { ...settings, dark });
  for (const fault of faults) console.error(fault);
  const written = executed.length - faults.length;
  if (failed + faults.length > 0) {
    console.error(`${failed + faults.length} of ${total} lessons have no new slides`);
    process.exitCode = 1;
  }
  if (written === 0) return;
  console.log(`slides written to ${folder}: ${written} lesson${written > 1 ? 's' : ''}`);
  if (serve) await serveUntilStopped(folder, port);
}
