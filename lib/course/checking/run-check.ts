import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckReport, CheckRow, Outcome as Shown } from '../../src/notebook/check-report';
import { requireExercise, type Course } from '../../src/notebook/course';
import { inPackage } from '../../src/package-folder';
import type { Outcome } from '../exercises/exercise';
import type { Judged } from '../exercises/judge';
import { makeRoom, removeRoom } from './check-room';
import type { Checked } from './describe-lesson';

/** What may differ between checks. */
export interface CheckOptions {
  /** Which files are tested; default the student's own. */
  readonly work?: 'exercises' | 'solutions';
  /** How long one call of the student's function may take, in seconds; default what its exercise says. */
  readonly seconds?: number;
}

/**
 * Checks the public trials of a lesson's exercises with vitest. The student's file runs in a process of its own: an endless loop costs the trials that
 * run into it, and nothing else. Errors: an unknown slug; a lesson whose exercises cannot be loaded; a test runner that cannot be started.
 */
export async function runCheck(course: Course, slug: string, { work = 'exercises', seconds }: CheckOptions = {}): Promise<CheckReport> {
  requireExercise(course, slug);
  const room = makeRoom();
  const removed = (): void => removeRoom(room);
  process.once('exit', removed);
  try {
    const file = join(room, 'exercise.test.mjs');
    writeFileSync(file, testProgram({ root: course.root, slug, work, ...(seconds !== undefined && { seconds }) }));
    const rows = await rowsOf(room, file, slug);
    return { slug, rows, passed: rows.filter(({ outcome }) => outcome === 'passed').length };
  } finally {
    process.off('exit', removed);
    removed();
  }
}

/** vitest takes paths for addresses and patterns, so it only ever sees this one file, wherever the course lies. */
function testProgram(checked: Checked): string {
  return `import { createRequire } from 'node:module';
const { describeLesson } = createRequire(${JSON.stringify(inPackage('package.json'))})(${JSON.stringify(join(__dirname, 'describe-lesson.js'))});
await describeLesson({ describe, test, afterAll }, ${JSON.stringify(checked)});
`;
}

async function rowsOf(room: string, file: string, slug: string): Promise<CheckRow[]> {
  const { startVitest } = await loadVitest();
  const rows: CheckRow[] = [];
  let ofFile: Judged | undefined;
  const problems: string[] = [];
  const code = process.exitCode;
  const vitest = await startVitest('test', [file], {
    root: room,
    config: false,
    watch: false,
    include: ['*.test.mjs'],
    // Its own import of vitest would go by a path, which may lead through a folder called C#.
    globals: true,
    maxWorkers: 1,
    // What the student's process needs is made in the room: a thread of vitest hears nothing of the end of this process, and removes nothing.
    env: { TMPDIR: room, TEMP: room, TMP: room },
    pool: 'threads',
    silent: true,
    reporters: [{
      onTestCaseResult: test => {
        const { judged } = test.meta();
        if (judged?.isFile) ofFile ??= judged;
        if (judged !== undefined) rows.push(rowOf(test.fullName, judged));
        else problems.push(...(test.result().errors ?? []).map(({ message }) => message));
      },
      onTestModuleEnd: module => void problems.push(...module.errors().map(({ message }) => message)),
    }],
  }, { logLevel: 'silent' });
  await vitest?.close();
  // A wrong answer is no failure of this process.
  process.exitCode = code;
  const [problem] = problems;
  if (problem !== undefined) throw new Error(`check ${slug}: ${problem}`);
  return ofFile === undefined ? rows : [rowOf('the file loads', ofFile)];
}

function rowOf(test: string, { outcome, message, printed }: Judged): CheckRow {
  return { test, outcome: shownAs[outcome], message, ...(printed !== '' && { printed }) };
}

const shownAs: Readonly<Record<Outcome, Shown>> = {
  passed: 'passed',
  partly: 'failed',
  failed: 'failed',
  'to do': 'to do',
  timeout: 'endless',
  crash: 'failed',
  'out of memory': 'failed',
  'output limit': 'failed',
  'non-deterministic': 'failed',
  'not run': 'not run',
};

async function loadVitest() {
  try {
    return await import('vitest/node');
  } catch (error) {
    // Rollup's binary for this machine is an optional package; rollup itself guesses at a fault of npm.
    const [reason] = (error as Error).message.split('. npm has a bug');
    throw new Error(`vitest cannot be loaded (${reason}); run "npm ci", without --omit=optional`, { cause: error });
  }
}
