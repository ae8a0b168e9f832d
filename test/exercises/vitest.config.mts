import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// For editors, and for `npx vitest run --config test/exercises/vitest.config.mts`: your own files, as `npm run check` tests them.
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    include: ['exercises.test.mts'],
    pool: 'threads',
    // The kit is built, so it is loaded as it is.
    server: { deps: { external: [/[\\/]dist[\\/]course[\\/]/] } },
  },
});
