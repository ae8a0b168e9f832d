import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Row } from '../../lib/evidence/oracles/comparison';
import { replayLosses } from '../../lib/evidence/oracles/losses';

interface File {
  cases: Array<{ id: string; kind: string; grad_input: number[][] }>;
  logistic: Array<{ id: string }>;
}
const golden = (): File => JSON.parse(readFileSync('test/golden/losses.json', 'utf8')) as File;

async function replay(file: File): Promise<{ rows: Array<Row>; left: string[] }> {
  const rows: Array<Row> = [];
  const left: string[] = [];
  await replayLosses(file, row => rows.push(row), (id, why) => left.push(`${id}: ${why}`));
  return { rows, left };
}

test('every recorded loss of torch is reproduced, value and gradient, in float64 and on tensors', async () => {
  const file = golden();
  const { rows, left } = await replay(file);
  expect(rows.filter(row => !(row.ratio <= 1))).toEqual([]);
  expect(left).toEqual([]);
  const ids = [...file.cases, ...file.logistic].map(({ id }) => id);
  for (const reading of ['float64', 'tensors']) expect(rows.filter(row => row.reading === reading).map(({ id }) => id)).toEqual(ids);
});

test('one gradient that is off by a part in 10^10 is noticed, and an unknown loss is listed with its reason', async () => {
  const file = golden();
  const altered = file.cases.find(({ id }) => id === 'mse_mean') as File['cases'][number];
  const row = altered.grad_input[1] as number[];
  row[2] = (row[2] as number) * (1 + 1e-10);
  (file.cases[0] as File['cases'][number]).kind = 'poisson';
  const { rows, left } = await replay(file);
  expect(rows.filter(({ ratio }) => !(ratio <= 1)).map(({ id, reading }) => `${id} ${reading}`)).toEqual(['mse_mean float64']);
  expect(left).toEqual([`${(file.cases[0] as { id: string }).id}: no loss "poisson" yet`]);
});
