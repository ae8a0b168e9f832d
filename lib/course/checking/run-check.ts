import { spawn } from 'node:child_process';
import type { CheckReport, CheckRow } from '../../src/notebook/check-report';
import { requireExercise, type Course } from '../../src/notebook/course';
import { inPackage } from '../../src/package-folder';
import type { CheckEvent, TestError } from './events';

export interface CheckOptions {
  /** Which files are tested; default the student's own. */
  readonly work?: 'exercises' | 'solutions';
  /** When to give up on a test that does not end. Default 30 s, after which a synchronous loop is ended by killing its process. */
  readonly limitSeconds?: number;
}

/**
 * Runs the tests of one exercise in a process of its own. An endless loop costs the tests that had not run yet, and nothing else.
 * Errors: an unknown slug; a test runner that cannot be started.
 */
export async function runCheck(course: Course, slug: string, { work = 'exercises', limitSeconds = 30 }: CheckOptions = {}): Promise<CheckReport> {
  requireExercise(course, slug);
  const events: CheckEvent[] = [];
  const { endless, stderr } = await listen(course, slug, course[work], limitSeconds, event => events.push(event));
  const rows = rowsOf(events, endless ? limitSeconds : undefined);
  if (rows.length === 0) throw new Error(`check ${slug}: the tests could not be run: ${firstLine(stderr) || 'no reason was given'}`);
  return { slug, rows, passed: rows.filter(row => row.outcome === 'passed').length };
}

function listen(
  course: Course,
  slug: string,
  work: string,
  limitSeconds: number,
  onEvent: (event: CheckEvent) => void,
): Promise<{ endless: boolean; stderr: string }> {
  return new Promise((resolve, reject) => {
    // Its own process group, because vitest's workers must die with it: a fork in an endless loop outlives a killed parent.
    const child = spawn(process.execPath, [inPackage('dist', 'course', 'checking', 'worker.js'), course.root, slug, work], {
      cwd: course.root,
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1' },
    });
    let endless = false;
    let stderr = '';
    let partial = '';
    const kill = (): void => {
      endless = true;
      try {
        process.kill(-(child.pid as number), 'SIGKILL');
      } catch {
        child.kill('SIGKILL');
      }
    };
    let clock = setTimeout(kill, 1000 * limitSeconds);
    child.stderr?.on('data', data => (stderr += String(data)));
    child.stdio[3]?.on('data', data => {
      clearTimeout(clock);
      clock = setTimeout(kill, 1000 * limitSeconds);
      const lines = (partial + String(data)).split('\n');
      partial = lines.pop() ?? '';
      for (const line of lines) onEvent(JSON.parse(line) as CheckEvent);
    });
    child.on('error', error => {
      clearTimeout(clock);
      reject(new Error(`check ${slug}: cannot start the test runner: ${error.message}`));
    });
    child.on('close', () => {
      clearTimeout(clock);
      resolve({ endless, stderr });
    });
  });
}

function rowsOf(events: readonly CheckEvent[], endlessAfter: number | undefined): CheckRow[] {
  const rows = new Map<string, CheckRow>();
  let running: string | undefined;
  for (const event of events) {
    if (event.kind === 'broken') return [{ test: 'the file loads', outcome: 'failed', message: describe(event.errors) }];
    if (event.kind === 'found') for (const test of event.tests) rows.set(test, { test, outcome: 'not run', message: '' });
    if (event.kind === 'started') running = event.test;
    if (event.kind === 'finished') {
      running = undefined;
      rows.set(event.test, finished(event));
    }
  }
  if (endlessAfter !== undefined) {
    const test = running ?? 'the file loads';
    rows.set(test, { test, outcome: 'endless', message: `did not end within ${endlessAfter} s; is there a loop that never stops?` });
  }
  return [...rows.values()];
}

function finished({ test, state, errors }: CheckEvent & { kind: 'finished' }): CheckRow {
  if (state === 'passed') return { test, outcome: 'passed', message: '' };
  const toDo = errors.find(error => error.name === 'ToDoError');
  if (toDo) return { test, outcome: 'to do', message: toDo.message };
  return { test, outcome: state === 'skipped' ? 'not run' : 'failed', message: describe(errors) };
}

function describe(errors: readonly TestError[]): string {
  return errors.map(({ name, message }) => (name === 'Error' || name === 'AssertionError' ? firstLine(message) : `${name}: ${firstLine(message)}`)).join('; ');
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
