import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { manyRuns as plain, startGrid } from '../../lib/src/descent';
import { manyRuns } from '../../lib/src/notebook/many-runs';
import { adam } from '../../lib/src/optimizers';
import { himmelblau } from '../../lib/src/surfaces';

beforeAll(async () => void (await useBackend('wasm')));

test('in a notebook it gives what the runs give, passes on how far they are, and an interrupt ends them', async () => {
  const { starts } = startGrid(himmelblau(), { columns: 3 });
  const seen: number[] = [];
  const shown = await manyRuns(himmelblau(), adam, { starts, steps: 5, onProgress: done => void seen.push(done) });
  expect(shown).toEqual(await plain(himmelblau(), adam, { starts, steps: 5 }));
  expect(seen[0]).toBe(1);
  // Not in the first turn, in which nobody listens yet.
  const stopped = manyRuns(himmelblau(), adam, { starts, steps: 1_000_000, onProgress: done => void (done > 1 && process.emit('SIGINT')) });
  await expect(stopped).rejects.toThrow(/^many runs: stopped after \d+ of 1000000 steps$/);
}, 30_000);
