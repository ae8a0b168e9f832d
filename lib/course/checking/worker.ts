import { closeSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCourse } from '../../src/notebook/course';
import { removeRoom } from './check-room';
import { channel, say } from './report-tests';
import { testProgram } from './test-program';
import { whatIsWrong } from './what-is-wrong';

/**
 * Runs the tests of one exercise with vitest and reports each result as it happens, so that what was done before an endless loop is known.
 * Arguments: the course's folder, the slug, the folder whose files are tested (exercises or solutions), how many seconds a test may take, and a
 * temporary folder to work in.
 */
async function main([root, slug, work, limit, room]: string[]): Promise<void> {
  if (root === undefined || slug === undefined || room === undefined || (work !== 'exercises' && work !== 'solutions')) {
    throw new Error('checking: expected a folder, a slug, exercises or solutions, a limit in seconds and a temporary folder');
  }
  process.once('exit', () => removeRoom(room));
  let program: string;
  try {
    program = await testProgram(findCourse(root), slug, work);
  } catch (error) {
    say({ kind: 'broken', errors: [whatIsWrong(error as Error)] });
    return;
  }
  const file = join(room, 'exercise.test.mjs');
  writeFileSync(file, program);
  await runTests(room, file, 1000 * Number(limit));
}

async function runTests(room: string, file: string, testTimeout: number): Promise<void> {
  const { startVitest } = await loadVitest();
  const vitest = await startVitest(
    'test',
    [file],
    {
      root: room,
      config: false,
      watch: false,
      include: ['*.test.mjs'],
      // Its own import of vitest would go by a path, which may lead through a folder called C#.
      globals: true,
      maxWorkers: 1,
      // Threads, because they share the file descriptor on which results are told.
      pool: 'threads',
      silent: true,
      testTimeout,
      // What differs must be seen: by default only forty characters of a value are.
      chaiConfig: { truncateThreshold: 600 },
      reporters: [
        {
          onTestModuleCollected: module => say({ kind: 'found', tests: Array.from(module.children.allTests(), test => test.fullName) }),
          onTestCaseResult: test => {
            if (test.result().state === 'skipped') say({ kind: 'finished', test: test.fullName, state: 'skipped', errors: [] });
          },
          onTestModuleEnd: module => {
            const errors = module.errors();
            if (errors.length > 0) say({ kind: 'broken', errors: errors.map(whatIsWrong) });
          },
        },
      ],
    },
    { logLevel: 'silent' },
  );
  await vitest?.close();
}

async function loadVitest() {
  try {
    return await import('vitest/node');
  } catch (error) {
    // Rollup's binary for this machine is an optional package; rollup itself guesses at a fault of npm.
    const [reason] = (error as Error).message.split('. npm has a bug');
    throw new Error(`vitest cannot be loaded (${reason}); run "npm ci", without --omit=optional`, { cause: error });
  }
}

// Whoever started this has ended, by whatever cause.
process.once('disconnect', () => process.exit(1));

main(process.argv.slice(2)).then(
  () => {
    closeSync(channel);
    // A student's open handle must not keep the answer waiting.
    process.exit(0);
  },
  error => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
