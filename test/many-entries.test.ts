import { firstDifference, sizeOf } from '../lib/course/exercises/numbers';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { renderReport } from '../lib/evidence/oracles/report';
import { largestError } from '../lib/evidence/oracles/comparison';
import { largest, smallest } from '../lib/src/extremes';
import { decisionLine, learningCurves, lines } from '../lib/src/figures';
import { plotlySpec } from '../lib/src/notebook/figure-html';
import { stillPicture } from '../lib/src/notebook/still/picture';
import { useBackend } from '../lib/src/backend';
import * as averages from '../lib/src/averages';
import { twoBlobs } from '../lib/src/datasets';
import { descend, manyRuns, network, type History } from '../lib/src/descent';
import { adam, gradientDescent, lbfgs, trace } from '../lib/src/optimizers';
import { revive } from '../lib/src/optimizers/driver/saved-class';
import { ravine } from '../lib/src/surfaces';
import { kernelStandIn } from './notebook/kernel-stand-in';

// A call takes about 120 000 arguments, so that many values must never be spread into one.
const many = 250_000;
const series = Array.from({ length: many }, (_, i) => 1 + (i % 1000));
const words = { title: 'How many?', alt: 'Many.' };

let kernel = kernelStandIn();
beforeAll(async () => void (await useBackend('wasm')));
beforeEach(() => {
  kernel = kernelStandIn();
  vi.resetModules();
  vi.doMock('../lib/src/notebook/tslab', () => kernel);
});
afterEach(() => tf.disposeVariables());

test('the extremes of many values, and of none', () => {
  expect([smallest(series), largest(series)]).toEqual([1, 1000]);
  expect([smallest([]), largest([]), smallest([3], 2), largest([3], 4), largest([1, NaN, 2])]).toEqual([Infinity, -Infinity, 2, 4, NaN]);
});

describe('a figure with many points is drawn, live and still', () => {
  test.each([
    ['lines', () => lines({ ...words, lines: [{ name: 'adam', y: series }], x: 'step', y: 'loss', logX: true, logY: true })],
    ['learning curves', () => {
      const epochs = series.map((loss, epoch) => ({ epoch, loss, accuracy: 0, updates: epoch, gradientEvaluations: epoch, seconds: 0 }));
      const history: History = { name: 'adam', batchSize: 1, epochs, batchLosses: [], stopped: false };
      return learningCurves({ ...words, histories: [history] });
    }],
    ['a decision line', () => decisionLine({ ...words, blobs: twoBlobs({ size: many }), lines: [{ name: 'fit', w: [1, 2], b: 0 }] })],
    ['bars', () => ({ ...words, data: [{ type: 'bar' as const, x: series.map((_, i) => i), y: series }] })],
    ['a histogram', () => ({ ...words, data: [{ type: 'histogram' as const, x: series }] })],
    ['a heat map', () => ({ ...words, data: [{ type: 'heatmap' as const, z: Array.from({ length: 500 }, (_, i) => series.slice(500 * i, 500 * i + 500)) }] })],
    ['contours', () => ({ ...words, data: [{ type: 'contour' as const, z: Array.from({ length: 500 }, (_, i) => series.slice(500 * i, 500 * i + 500)) }] })],
    ['points in space', () => ({ ...words, data: [{ type: 'scatter3d' as const, x: series, y: series, z: series }] })],
  ])('%s', (_, make) => {
    const figure = make();
    expect(plotlySpec(figure).data).toHaveLength(figure.data.length);
    expect(stillPicture(figure)).toContain('<svg');
  });
});

test('a table with many rows', async () => {
  const { table } = await import('../lib/src/notebook/table.js');
  table(series.map(value => ({ value })));
  expect(String(kernel.sent[0]?.data['text/plain']).split('\n')).toHaveLength(many + 2);
});

test('many numbers of an exercise are compared, and many rows of the oracles reported', () => {
  expect(firstDifference(series, [...series.slice(1), 7], 1e-5 * sizeOf(series))).toEqual({ label: 'index 0', expected: '1', got: '2' });
  expect(largestError([series], [series.map(value => value + 1)], series.map(() => 2)).ratio).toBe(0.5);
  const rows = series.map((ratio, i) => ({ file: 'a', witness: 'torch', id: String(i), method: 'adam', reading: 'float64' as const, error: ratio, tolerance: 1, ratio }));
  expect(renderReport({ replayed: rows, uncovered: [] })).toContain('worst error over tolerance: float64 1000.000');
});

describe('an optimizer of many weights', () => {
  const weights = (): tf.Variable => tf.tidy(() => tf.variable(tf.fill([many], 3), true, 'w'));
  const bowl = (w: tf.Variable) => (): tf.Scalar => tf.sum(tf.mul(tf.square(w), tf.linspace(1, 2, many)));

  test.each([['adam', () => adam({ eta: 0.1 })], ['lbfgs', () => lbfgs({ iterations: 2 })]])('%s is saved and goes on', async (_, make) => {
    const w = weights();
    const [saved, again] = [make(), make()];
    for (let i = 0; i < 2; i++) saved.minimize(bowl(w), false, [w]);
    await again.setWeights(await saved.getWeights());
    const here = w.clone();
    saved.minimize(bowl(w), false, [w]);
    const expected = w.dataSync();
    w.assign(here);
    again.minimize(bowl(w), false, [w]);
    expect(w.dataSync()).toEqual(expected);
  });

  test('lbfgs on the course\'s own network', async () => {
    const net = network({ layers: [64, 32, 10] });
    const [x, y] = [tf.randomUniform<tf.Rank.R2>([20, 64], 0, 1, 'float32', 1), tf.oneHot(tf.tensor1d(series.slice(0, 20).map(value => value % 10), 'int32'), 10) as tf.Tensor2D];
    const optimizer = lbfgs();
    for (let i = 0; i < 2; i++) optimizer.minimize(() => net.loss(x, y), false, [...net.variables]);
    expect((await optimizer.getWeights()).map(({ tensor }) => tensor.size > 1000)).toEqual([false, true]);
  });

  test('in float64', () => {
    const [row] = trace(adam, { start: new Float64Array(many).fill(3), gradient: w => w, steps: 1 });
    expect(row?.w).toHaveLength(many);
  });
});

test('a group whose pattern is long is saved', () => {
  const pattern = new RegExp('x'.repeat(many));
  const optimizer = gradientDescent({ groups: [{ match: pattern, eta: 1 }] });
  expect(() => revive(optimizer.getClassName(), optimizer.getConfig())).not.toThrow();
});

test('many steps, many runs and many samples', async () => {
  expect(descend(ravine(), gradientDescent, { steps: many, hyper: { eta: 0.01 } }).points).toHaveLength(many + 1);
  const [end] = await manyRuns(ravine(), adam, { starts: series.map((x): [number, number] => [x, 1]), steps: 1 });
  expect(end?.x).toHaveLength(many);
  expect(averages.ema.over(series, { beta: 0.9 })).toHaveLength(many);
  expect(averages.sma.over(series, { window: 10 })).toHaveLength(many);
});
