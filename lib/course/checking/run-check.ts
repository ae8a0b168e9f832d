import type { CheckReport, CheckRow } from '../../src/notebook/check-report';
import { requireExercise, type Course } from '../../src/notebook/course';
import type { CheckEvent, TestError } from './events';
import { runWorker, type Ending } from './run-worker';

/** What may differ between checks. */
export interface CheckOptions {
  /** Which files are tested; default the student's own. */
  readonly work?: 'exercises' | 'solutions';
  /**
   * How long the file may take to load, and each test to run. Default 30 s. A test that waits longer fails; one in a loop that never yields is
   * ended with its process. Starting the tools does not count.
   */
  readonly limitSeconds?: number;
}

/**
 * Runs the tests of one exercise in a process of its own. An endless loop costs the tests that had not run yet, and nothing else; a file that
 * cannot be loaded is a row that says why.
 * Errors: an unknown slug; a test runner that cannot be started.
 */
export async function runCheck(course: Course, slug: string, { work = 'exercises', limitSeconds = 30 }: CheckOptions = {}): Promise<CheckReport> {
  requireExercise(course, slug);
  const events: CheckEvent[] = [];
  const ending = await runWorker({ course, slug, work, limitSeconds, onEvent: event => events.push(event) });
  const rows = rowsOf(events, ending, limitSeconds);
  if (rows.length === 0) throw new Error(`check ${slug}: the tests could not be run: ${ending.stderr.trim() || ending.reason}`);
  const prints = printsOf(events);
  const withPrints = rows.map(row => ({ ...row, ...prints.get(row.test) }));
  const whileLoading = rows.some(row => row.test === LOADING) ? undefined : prints.get(LOADING);
  return { slug, rows: withPrints, passed: rows.filter(row => row.outcome === 'passed').length, ...whileLoading };
}

const LOADING = 'the file loads';

function rowsOf(events: readonly CheckEvent[], ending: Ending, limitSeconds: number): CheckRow[] {
  const rows = new Map<string, CheckRow>();
  let running: string | undefined;
  for (const event of events) {
    switch (event.kind) {
      case 'broken':
        return [{ test: LOADING, outcome: 'failed', message: describe(event.errors) }];
      case 'found':
        for (const test of event.tests) if (!rows.has(test)) rows.set(test, { test, outcome: 'not run', message: '' });
        break;
      case 'loading':
      case 'started':
        running = event.kind === 'started' ? event.test : LOADING;
        break;
      case 'finished':
        rows.set(event.test, finished(event, limitSeconds));
        running = undefined;
        break;
      case 'loaded':
        running = undefined;
    }
  }
  if (running !== undefined) {
    const stopped = `the file ended the program that runs it (${ending.reason})`;
    rows.set(running, { test: running, outcome: ending.endless ? 'endless' : 'failed', message: ending.endless ? tooLong(limitSeconds) : stopped });
  }
  return [...rows.values()];
}

/** What was printed while each test ran, or the file was loaded. */
function printsOf(events: readonly CheckEvent[]): Map<string, { readonly printed: string }> {
  const found = new Map<string, { text: string; leftOut: number }>();
  let running = LOADING;
  for (const event of events) {
    if (event.kind === 'started') running = event.test;
    if (event.kind !== 'printed' && event.kind !== 'left out') continue;
    const { text, leftOut } = found.get(running) ?? { text: '', leftOut: 0 };
    found.set(running, event.kind === 'printed' ? { text: text + event.text, leftOut } : { text, leftOut: event.lines });
  }
  const shown = ({ text, leftOut }: { text: string; leftOut: number }): string => {
    const more = leftOut === 0 ? '' : `\n… and ${leftOut} more line${leftOut === 1 ? '' : 's'}`;
    return `${text.trimEnd()}${more}`;
  };
  return new Map([...found].map(([test, print]) => [test, { printed: shown(print) }]));
}

function tooLong(limitSeconds: number): string {
  return `did not end within ${limitSeconds} s; is there a loop that never stops?`;
}

function finished({ test, state, errors }: CheckEvent & { kind: 'finished' }, limitSeconds: number): CheckRow {
  if (state === 'passed') return { test, outcome: 'passed', message: '' };
  const toDo = errors.find(error => error.name === 'ToDoError');
  if (toDo) return { test, outcome: 'to do', message: toDo.message };
  if (errors.some(error => error.message.startsWith('Test timed out in '))) return { test, outcome: 'endless', message: tooLong(limitSeconds) };
  return { test, outcome: state === 'skipped' ? 'not run' : 'failed', message: describe(errors) };
}

function describe(errors: readonly TestError[]): string {
  return errors.map(error => error.message).join('\n');
}
