import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import SlowestFirst from './slowest-first.mjs';

export default defineConfig({
  resolve: {
    alias: [{ find: /^descent$/, replacement: fileURLToPath(new URL('../lib/src/index.ts', import.meta.url)) }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Two cores: more workers than that only make the kernels and browsers of the slow tests wait for each other.
    maxWorkers: 2,
    // Hundreds of small files, opened for nearly every test file: one is opened faster.
    deps: { optimizer: { ssr: { enabled: true, include: ['mathjs/number'] } } },
    sequence: { sequencer: SlowestFirst },
    setupFiles: ['test/quiet.ts'],
    reporters: ['default', './test/reporter.mts'],
  },
});
