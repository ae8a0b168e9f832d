import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeFileAtomically } from '../../course/files/atomic-write';
import { executeNotebook, type CellFailure } from '../../course/jupyter/client/execute';
import { readNotebook } from '../../course/jupyter/client/notebook-file';
import { readRecord, settingWords, spreadOf, type ComparisonRecord } from '../../src/comparison';
import { lessonSlugs, type Course } from '../../src/notebook/course';

/** A search takes minutes, and several may stand in one cell. */
const cellTimeoutMs = 4 * 3600_000;

/** How the recorded comparisons of the lessons are renewed. */
export interface RenewOptions {
  /** The lessons; all when there are none. */
  readonly lessons: readonly string[];
  /** Only what has no fitting record is run. Default: everything. */
  readonly missing?: boolean;
  /** Where the records are. */
  readonly records: string;
  /** Called before each lesson. */
  readonly onLesson?: (slug: string) => void;
}

/** What became of the records. */
export interface Renewal {
  /** A line for each comparison: what is new, changed, as before, or gone. */
  readonly lines: readonly string[];
  /** Cells that failed. What their lessons recorded is left as it was. */
  readonly failures: ReadonlyArray<CellFailure & { readonly lesson: string }>;
}

/**
 * Runs the lessons that compare methods on the real kernel, and records what they find: the cells are the declarations. Records are written when a
 * whole lesson has run, each whole or not at all. Where all lessons were run, records that none of them asks for are taken away.
 * Errors: an unknown lesson.
 */
export async function renewLessons(course: Course, { lessons, missing = false, records, onLesson = () => {} }: RenewOptions): Promise<Renewal> {
  const known = lessonSlugs(course);
  const unknown = lessons.find(slug => !known.includes(slug));
  if (unknown !== undefined) throw new Error(`compare: unknown lesson "${unknown}"; known: ${known.join(', ')}`);
  const lines: string[] = [];
  const failures: Array<Renewal['failures'][number]> = [];
  const used = new Set<string>();
  for (const slug of known.filter(name => (lessons.length === 0 || lessons.includes(name)) && compares(course, name))) {
    onLesson(slug);
    const found = await recordsOf(join(course.notebooks, `${slug}.ipynb`), missing ? records : undefined);
    for (const failure of found.failures) failures.push({ lesson: slug, ...failure });
    if (found.failures.length > 0) continue;
    for (const [file, text] of found.records) {
      used.add(file);
      lines.push(`${nameOf(file)}: ${keep(text, join(records, file))}`);
    }
  }
  if (lessons.length === 0 && failures.length === 0) {
    for (const file of recordFiles(records).filter(name => !used.has(name))) {
      rmSync(join(records, file));
      lines.push(`${nameOf(file)}: taken away, no lesson asks for it`);
    }
  }
  return { lines, failures };
}

/** What the cells of a notebook compare, as the texts of their records. Records in `known` that fit are taken as they are. */
async function recordsOf(
  notebook: string, known: string | undefined,
): Promise<{ failures: readonly CellFailure[]; records: ReadonlyMap<string, string> }> {
  const folder = mkdtempSync(join(tmpdir(), 'descent-compare-'));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const [none, made] = [join(folder, 'none'), join(folder, 'made')];
    for (const one of [none, made]) mkdirSync(one);
    const env = { ...process.env, DESCENT_COMPARISONS: 'auto', DESCENT_COMPARISONS_FROM: known ?? none, DESCENT_COMPARISONS_TO: made };
    const { failures } = await executeNotebook(notebook, { env, timeoutMs: cellTimeoutMs });
    return { failures, records: new Map(recordFiles(made).map(file => [file, readFileSync(join(made, file), 'utf8')])) };
  } finally {
    process.off('exit', remove);
    remove();
  }
}

function compares({ notebooks }: Course, slug: string): boolean {
  return readNotebook(join(notebooks, `${slug}.ipynb`)).cells.some(({ cell_type, source }) => cell_type === 'code' && /\bcompared\(/.test(source));
}

function recordFiles(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json')) : [];
}

function nameOf(file: string): string {
  return file.replace(/\.json$/, '');
}

/** Puts a record in its place, and says what is different. */
function keep(text: string, place: string): string {
  const before = existsSync(place) ? readFileSync(place, 'utf8') : undefined;
  writeFileAtomically(place, text);
  if (before === undefined) return 'new';
  if (before === text) return 'as before';
  return `changed: ${differences(readRecord(before, place), readRecord(text, place)) || 'what is declared, not what comes out'}`;
}

function differences(before: ComparisonRecord, after: ComparisonRecord): string {
  const told = ({ methods }: ComparisonRecord): Map<string, string> =>
    new Map(methods.map(({ name, best, runs }) => [name, `${spreadOf(runs.map(({ value }) => value)).median} at ${settingWords(best)}`]));
  const [old, fresh] = [told(before), told(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].filter(name => old.get(name) !== fresh.get(name))
    .map(name => `${name} ${old.get(name) ?? 'was not there'} → ${fresh.get(name) ?? 'is gone'}`).join('; ');
}
