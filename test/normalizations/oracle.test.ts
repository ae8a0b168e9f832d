import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import type { Row } from '../../lib/evidence/oracles/comparison';
import { replayNorms } from '../../lib/evidence/oracles/norms';

interface File {
  cases: Array<{ id: string; kind: string; train?: Array<{ running_after: { running_var: number[] } }>; grad_x?: number[][] }>;
}
const golden = (): File => JSON.parse(readFileSync('test/golden/norms.json', 'utf8')) as File;

async function replay(file: File): Promise<{ rows: Array<Row>; left: string[] }> {
  const rows: Array<Row> = [];
  const left: string[] = [];
  await replayNorms(file, row => rows.push(row), (id, why) => left.push(`${id}: ${why}`));
  return { rows, left };
}

test('every recorded normalisation of torch is reproduced: outputs, gradients, running statistics, in float64 and on tensors', async () => {
  const file = golden();
  const tensors = tf.memory().numTensors;
  const { rows, left } = await replay(file);
  expect(rows.filter(row => !(row.ratio <= 1))).toEqual([]);
  expect(left).toEqual([]);
  for (const reading of ['float64', 'tensors']) expect(rows.filter(row => row.reading === reading).map(({ id }) => id)).toEqual(file.cases.map(({ id }) => id));
  expect(tf.memory().numTensors).toBe(tensors);
});

test('a running variance or a gradient that is off by a part in 10^9 is noticed, and an unknown kind is listed with its reason', async () => {
  const file = golden();
  const named = (id: string): File['cases'][number] => file.cases.find(recorded => recorded.id === id) as File['cases'][number];
  const variance = (named('bn2d').train?.[1]?.running_after.running_var ?? []) as number[];
  variance[1] = (variance[1] as number) * (1 + 1e-9);
  const row = named('ln_1d').grad_x?.[2] as number[];
  row[3] = (row[3] as number) * (1 + 1e-9);
  named('gn_2d').kind = 'LocalResponseNorm';
  const { rows, left } = await replay(file);
  expect(rows.filter(({ ratio }) => !(ratio <= 1)).map(({ id, reading }) => `${id} ${reading}`).sort()).toEqual(['bn2d float64', 'ln_1d float64']);
  expect(left).toEqual(['gn_2d: no normalisation "LocalResponseNorm" yet']);
});
