import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { manyRuns } from '../../lib/src/descent';
import { adam, lars, momentum, trace } from '../../lib/src/optimizers';
import { himmelblau, quadratic, rastrigin, rosenbrock, type Point } from '../../lib/src/surfaces';
import { stepwise } from '../methods';

beforeAll(async () => void (await useBackend('wasm')));

const starts: Point[] = [[-1.2, 1], [0.5, 2], [1.5, -0.5]];
const formulas = stepwise.filter(({ program }) => program !== undefined);

describe('every formula, many starts at once, goes where float64 goes one by one', () => {
  test.each(formulas.map(method => [method.declaration.name, method] as const))('%s', async (_, method) => {
    const surface = himmelblau();
    // At their own rates some methods leap out of sight here.
    const hyper = method.hyperNames.includes('eta') ? { eta: 0.01 } : {};
    const [after, end] = await manyRuns(surface, method, { starts, steps: 10, keep: [4], hyper });
    expect([after?.step, end?.step]).toEqual([4, 10]);
    for (const [i, start] of starts.entries()) {
      const rows = trace(method, { start, steps: 10, gradient: w => surface.gradient(w), hyper });
      for (const kept of [after, end]) {
        const w = rows[(kept?.step ?? 0) - 1]?.w as Float64Array;
        // Slopes up to 100 in float32 carry 4e-6; ten steps of a rate of 0.01 and methods that divide by small roots may multiply that by a hundred.
        expect(kept?.x[i]).toBeCloseTo(w[0] as number, 3);
        expect(kept?.y[i]).toBeCloseTo(w[1] as number, 3);
        expect(kept?.loss[i]).toBeCloseTo(surface.value(w), 1);
      }
    }
  });
});

test('a list of hyper-parameters gives each run its own', async () => {
  const surface = quadratic();
  const eta = [0.001, 0.01, 0.1];
  const gamma = [0, 0.5, 0.9];
  const [end] = await manyRuns(surface, momentum, { steps: 20, hyper: { eta, gamma } });
  for (const [i, rate] of eta.entries()) {
    const rows = trace(momentum, { start: surface.starts[0] as Point, steps: 20, gradient: w => surface.gradient(w), hyper: { eta: rate, gamma: gamma[i] as number } });
    expect(end?.x[i]).toBeCloseTo(rows[19]?.w[0] as number, 4);
    expect(end?.y[i]).toBeCloseTo(rows[19]?.w[1] as number, 4);
  }
});

test('a norm is over the two weights of a run, never over the runs', async () => {
  const [alone] = await manyRuns(rosenbrock(), lars, { starts: [[-1.2, 1]], steps: 5 });
  const [among] = await manyRuns(rosenbrock(), lars, { starts: [[-1.2, 1], [100, 100]], steps: 5 });
  expect([among?.x[0], among?.y[0]]).toEqual([alone?.x[0], alone?.y[0]]);
});

test('schedules are for all runs, and no tensor stays behind', async () => {
  const before = tf.memory().numTensors;
  const [end] = await manyRuns(quadratic(), adam, { starts, steps: 3, hyper: { eta: t => 1 / t, beta2: [0.9, 0.99, 0.999] } });
  expect(end?.x).toHaveLength(3);
  expect(tf.memory().numTensors).toBe(before);
});

test('what cannot be joined, or does not fit, is named', async () => {
  await expect(manyRuns(rastrigin(), adam)).rejects.toThrow('many runs: rastrigin is no formula');
  await expect(manyRuns(quadratic(), momentum, { starts, hyper: { eta: [0.1, 0.2] } })).rejects.toThrow('many runs: eta must have as many entries as starts, 3, got 2');
  await expect(manyRuns(quadratic(), momentum, { hyper: { gamma: [0.5, 1] } })).rejects.toThrow('momentum: gamma must be in [0, 1), got 1');
  await expect(manyRuns(quadratic(), momentum, { hyper: { beta: 0.5 } })).rejects.toThrow('momentum: unknown hyper-parameter "beta"');
  await expect(manyRuns(quadratic(), momentum, { steps: 0 })).rejects.toThrow('many runs: steps must be a whole number from 1 up, got 0');
  await expect(manyRuns(quadratic(), momentum, { steps: 5, keep: [9] })).rejects.toThrow('many runs: keep must hold whole numbers from 1 to 5, got 9');
  await expect(manyRuns(quadratic(), momentum, { starts: [] })).rejects.toThrow('many runs: starts must hold at least one point, got none');
  await expect(manyRuns(quadratic(), momentum, { hyper: { groups: [] } })).rejects.toThrow('many runs: groups are for variables');
});

test('says how far it is, and stops where it is told to, without leaving a tensor', async () => {
  const seen: number[][] = [];
  await manyRuns(quadratic(), adam, { starts, steps: 3, onProgress: (done, steps) => void seen.push([done, steps]) });
  // After the first step, then ten times a second: three steps are faster.
  expect(seen[0]).toEqual([1, 3]);
  const before = tf.memory().numTensors;
  const stop = new AbortController();
  const stopped = manyRuns(quadratic(), adam, { starts, steps: 100_000, signal: stop.signal, onProgress: () => stop.abort() });
  await expect(stopped).rejects.toThrow('many runs: stopped after 1 of 100000 steps');
  expect(tf.memory().numTensors).toBe(before);
});
