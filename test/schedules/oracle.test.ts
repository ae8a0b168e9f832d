import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Row } from '../../lib/evidence/oracles/comparison';
import type { RecordedFile } from '../../lib/evidence/oracles/recorded';
import { replaySchedules } from '../../lib/evidence/oracles/schedules';

type Case = Record<string, unknown> & { id: string; lr: number[]; momentum?: number[] };

const recorded = (): RecordedFile['content'] & { cases: Case[] } => JSON.parse(readFileSync('test/golden/schedules.json', 'utf8'));

async function run(content: RecordedFile['content']): Promise<{ rows: Row[]; uncovered: Array<[string, string]> }> {
  const rows: Row[] = [];
  const uncovered: Array<[string, string]> = [];
  await replaySchedules(content, row => rows.push(row), (id, why) => uncovered.push([id, why]));
  return { rows, uncovered };
}

test('every schedule recorded from torch is reproduced, momentum and fractional epochs included', async () => {
  const content = recorded();
  const { rows, uncovered } = await run(content);
  expect(uncovered).toEqual([]);
  expect(rows.filter(row => !(row.ratio <= 1))).toEqual([]);
  expect(new Set(rows.map(row => row.id))).toEqual(new Set(content.cases.map(({ id }) => id)));
});

test('a rate or a momentum that is off by one part in 10^11 is noticed, and so is a missing one', async () => {
  const content = recorded();
  const off = (values: number[], k: number): void => void (values[k] = (values[k] as number) * (1 + 1e-11));
  for (const { id, lr, momentum } of content.cases) {
    if (id === 'cosine_exact') off(lr, 30);
    if (id === 'onecycle_cos') off(momentum as number[], 30);
    if (id === 'plateau_max') (lr as Array<number | null>)[3] = NaN;
  }
  const failed = (await run(content)).rows.filter(row => !(row.ratio <= 1)).map(row => row.id);
  expect(failed.sort()).toEqual(['cosine_exact', 'onecycle_cos', 'plateau_max']);
});

test('what the kit cannot say is left out with its reason, and a momentum that nothing cycles fails', async () => {
  const base = { base_lr: 0.1, lr: [0.1], args: {} };
  const { rows, uncovered } = await run({
    cases: [
      { ...base, id: 'unknown', scheduler: 'MagicLR' },
      { ...base, id: 'adding', scheduler: 'ChainedScheduler', args: { schedulers: [{ CosineAnnealingLR: { T_max: 5 } }] } },
      { ...base, id: 'rule', scheduler: 'LambdaLR', lambda_formula: 'factor(k)=cos(k)' },
      { ...base, id: 'refused', scheduler: 'LinearLR', args: { total_iters: 0 } },
      { ...base, id: 'momentum', scheduler: 'ExponentialLR', args: { gamma: 0.9 }, momentum: [0.9] },
    ],
  });
  expect(uncovered.map(([id]) => id)).toEqual(['unknown', 'adding', 'rule', 'refused']);
  expect(uncovered.every(([, why]) => why.length > 10)).toBe(true);
  expect(rows).toEqual([expect.objectContaining({ id: 'momentum', ratio: Infinity })]);
});
