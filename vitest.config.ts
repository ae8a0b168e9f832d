import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** `WORK=solutions` runs the exercises' tests against the solutions; the default is the student's own files. */
const work = process.env['WORK'] === 'solutions' ? './solutions/' : './exercises/';

export default defineConfig({
  resolve: {
    alias: [
      { find: /^descent$/, replacement: at('./lib/src/index.ts') },
      { find: /^#work\//, replacement: at(work) },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/exercises/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Two cores: more workers than that only make the kernels and browsers of the slow tests wait for each other.
    maxWorkers: 2,
    setupFiles: ['test/quiet.ts'],
    reporters: ['default', './test/reporter.mts'],
  },
});
