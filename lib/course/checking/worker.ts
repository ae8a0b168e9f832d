import { closeSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { inPackage } from '../../src/package-folder';
import type { CheckEvent, TestError } from './events';

/** The file descriptor on which the parent listens; stdout belongs to the student's own prints. */
const channel = 3;

/**
 * Runs the tests of one exercise with vitest and reports each result as it happens, so that what was done before an endless loop is known.
 * Arguments: the course's folder, the slug, and the folder whose files are tested (exercises or solutions).
 */
async function main([root, slug, work]: string[]): Promise<void> {
  if (root === undefined || slug === undefined || work === undefined) throw new Error('checking: expected a folder, a slug and a folder of files');
  const { startVitest } = await import('vitest/node');
  const say = (event: CheckEvent): void => void writeSync(channel, `${JSON.stringify(event)}\n`);
  const errorsOf = (errors: ReadonlyArray<{ name?: string | undefined; message: string }> = []): TestError[] =>
    errors.map(({ name = 'Error', message }) => ({ name, message }));
  const vitest = await startVitest(
    'test',
    [join('test', 'exercises', `${slug}.test.ts`)],
    {
      root,
      config: false,
      watch: false,
      include: ['test/exercises/*.test.ts'],
      maxWorkers: 1,
      // Threads, because they share the file descriptor on which results are told.
      pool: 'threads',
      silent: true,
      testTimeout: 10_000,
      setupFiles: [join(root, 'test', 'quiet.ts'), join(__dirname, 'report-tests.mjs')],
      reporters: [
        {
          onTestModuleCollected: module => say({ kind: 'found', tests: Array.from(module.children.allTests(), test => test.fullName) }),
          onTestCaseResult: test => {
            const { state, errors } = test.result();
            if (state !== 'pending') say({ kind: 'finished', test: test.fullName, state, errors: errorsOf(errors) });
          },
          onTestModuleEnd: module => {
            const errors = module.errors();
            if (errors.length > 0) say({ kind: 'broken', errors: errorsOf(errors) });
          },
        },
      ],
    },
    {
      resolve: {
        alias: [
          { find: /^#work\//, replacement: `${work}/` },
          { find: /^descent$/, replacement: inPackage('dist', 'src', 'index.js') },
        ],
      },
      logLevel: 'silent',
    },
  );
  await vitest?.close();
  closeSync(channel);
}

main(process.argv.slice(2)).then(
  // A student's open handle must not keep the answer waiting.
  () => process.exit(0),
  error => {
    console.error(error);
    process.exit(1);
  },
);
