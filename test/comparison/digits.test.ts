import { beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { firstOrderMethods, goal, readSettings, renderTable, runTrial, search, type Setting } from '../../lib/evidence/comparison';
import { loadDigits } from '../../lib/src/datasets';
import { adam, gradientDescent } from '../../lib/src/optimizers';

beforeAll(async () => void (await useBackend()));

const { train, test: unseen } = loadDigits();
const settings = readSettings();

test('there is a setting for every first-order method, and for nothing else', () => {
  expect(Object.keys(settings).sort()).toEqual(firstOrderMethods.map(({ declaration }) => declaration.name).sort());
  expect(firstOrderMethods.length).toBeGreaterThan(50);
});

describe('every first-order method reaches 94 % on unseen digits at the setting that the search found', () => {
  test.each(firstOrderMethods.map(method => [method.declaration.name, method] as const))('%s', async (name, method) => {
    // Twenty epochs of batches of 32; most need three.
    const trial = await runTrial(method, settings[name] as Setting, { train, unseen, goal, updates: 900 });
    expect(trial.accuracy).toBeGreaterThanOrEqual(0.94);
    expect(trial.updates).toBeDefined();
  });
});

test('the search finds the rate that needs the fewest gradients on the part kept back, and finds it again', async () => {
  const part = (from: number, to: number): typeof train => ({
    ...train, size: to - from, x: train.x.slice(from * train.features, to * train.features), labels: train.labels.slice(from, to),
  });
  // With seed 3 the four rates drawn are these, from 1e-4 · 10^(5u) at two digits.
  const needed = new Map<number, number>();
  for (const rate of [0.023, 0.26, 0.28, 4.9]) {
    const { gradientEvaluations } = await runTrial(gradientDescent, { rate, batchSize: 32 }, { train: part(0, 240), unseen: part(240, 300), goal: 0.8, updates: 400 });
    needed.set(rate, gradientEvaluations ?? Infinity);
  }
  const found = await search(gradientDescent, { train: part(0, 300), goal: 0.8, tries: 4, seed: 3 });
  expect(new Set(needed.values()).size).toBeGreaterThan(1);
  expect(needed.get(found.rate)).toBe(Math.min(...needed.values()));
  expect(await search(gradientDescent, { train: part(0, 300), goal: 0.8, tries: 4, seed: 3 })).toEqual(found);
});

test('a training that diverges has not reached the goal', async () => {
  const trial = await runTrial(gradientDescent, { rate: 1e6, batchSize: 32 }, { train, unseen, goal, updates: 90 });
  expect(trial).toMatchObject({ updates: undefined, gradientEvaluations: undefined });
  expect(trial.accuracy).toBeLessThan(0.5);
});

test('the table has the fastest method first, and says when one did not arrive', () => {
  const setting: Setting = { rate: 0.1, batchSize: 32 };
  const rows = [
    { method: adam, setting, trial: { updates: undefined, gradientEvaluations: undefined, accuracy: 0.5 } },
    { method: gradientDescent, setting, trial: { updates: 45, gradientEvaluations: 1438, accuracy: 0.95 } },
  ];
  expect(renderTable(rows).split('\n').slice(2)).toEqual([
    '| Gradient descent | `eta` 0.1 | 32 | 45 | 1 438 | 95.0 % |',
    '| Adam | `eta` 0.1 | 32 | not reached | not reached | 50.0 % |',
  ]);
});
