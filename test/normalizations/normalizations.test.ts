import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import {
  batchNorm, batchNormInference, freshRunning, groupNorm, instanceNorm, kerasRunning, layerNorm, layerNormOnTensors, normalizationLatex, rmsNorm, torchRunning, updateRunning,
  weightNorm, type Normalized, type Shaped,
} from '../../lib/src/normalizations';

const x: Shaped = { shape: [3, 4, 2], values: Array.from({ length: 24 }, (_, i) => Math.sin(3 * i + 1) + 0.3 * (i % 5)) };
const gy = Array.from({ length: 24 }, (_, i) => Math.cos(2 * i));
const all: Array<[string, (input: Shaped) => Normalized]> = [
  ['batch', input => batchNorm(input, { gamma: [1.5, -0.5], beta: [0.1, 2] })],
  ['batch at inference', input => batchNormInference(input, { mean: [0.2, -1], variance: [2, 0.5] }, { gamma: [1.5, -0.5] })],
  ['layer', input => layerNorm(input, { dims: 2, gamma: [1, 2, 3, 4, -1, 0.5, 2, 1] })],
  ['group', input => groupNorm(input, { groups: 2, axis: 1, gamma: [1, 2, -1, 0.5] })],
  ['instance', input => instanceNorm(input, { gamma: [2, 3] })],
  ['rms', input => rmsNorm(input, { gamma: [2, -3] })],
];

test.each(all)('%s normalisation: the gradient is the limit of its differences', (_, normalize) => {
  const { x: gradient } = normalize(x).backward(gy);
  const loss = (values: ArrayLike<number>): number => normalize({ ...x, values }).y.reduce((sum, y, i) => sum + y * (gy[i] as number), 0);
  gradient.forEach((slope, i) => {
    const moved = (h: number): number => loss(Array.from(x.values, (value, j) => (i === j ? value + h : value)));
    // h² times the third derivative, and rounding of a sum of 24 terms over h.
    expect(Math.abs(slope - (moved(1e-5) - moved(-1e-5)) / 2e-5)).toBeLessThan(2e-8);
  });
});

test('1, 2, 3, 6 as one channel and as one row (research §3.6)', () => {
  const values = [1, 2, 3, 6];
  const expected = { 1e-5: [-1.0690434404, -0.5345217202, 0, 1.6035651607], 1e-3: [-1.0688922797, -0.5344461398, 0, 1.6033384195] };
  for (const [epsilon, numbers] of Object.entries(expected)) {
    const column = batchNorm({ shape: [4, 1], values }, { epsilon: Number(epsilon) });
    const row = layerNorm({ shape: [1, 4], values }, { epsilon: Number(epsilon) });
    numbers.forEach((number, i) => {
      expect(column.y[i]).toBeCloseTo(number, 9);
      expect(row.y[i]).toBeCloseTo(number, 9);
    });
  }
});

test('running statistics: torch\'s rule gives 1.3667, Keras\'s 1.0250 after one step (research §3.6)', () => {
  const batch = batchNorm({ shape: [4, 1], values: [1, 2, 3, 6] });
  const torch = updateRunning(freshRunning(1), batch, torchRunning);
  expect([torch.mean[0], torch.variance[0], torch.batches]).toEqual([expect.closeTo(0.3, 14), expect.closeTo(0.9 + (0.1 * 14) / 3, 14), 1]);
  const keras = updateRunning(freshRunning(1), batch, kerasRunning);
  expect([keras.mean[0], keras.variance[0]]).toEqual([expect.closeTo(0.03, 14), expect.closeTo(1.025, 14)]);
});

test('batch normalisation, identities of research §5.3: Σ gx = 0, Σ gx x̂ = ε/(σ² + ε) · Σ gy x̂/√(σ² + ε), mean x̂² = σ²/(σ² + ε)', () => {
  const column: Shaped = { shape: [5, 1], values: [1, -2, 0.5, 4, 0] };
  const epsilon = 0.1;
  const result = batchNorm(column, { epsilon });
  const gradient = result.backward([1, 2, -1, 0.5, 3]).x;
  const variance = result.variance[0] as number;
  const dot = (a: ArrayLike<number>): number => result.y.reduce((sum, y, i) => sum + y * (a[i] as number), 0);
  expect(gradient.reduce((a, b) => a + b)).toBeCloseTo(0, 14);
  expect(dot(gradient)).toBeCloseTo(((epsilon / (variance + epsilon)) * dot([1, 2, -1, 0.5, 3])) / Math.sqrt(variance + epsilon), 13);
  expect(dot(result.y) / 5).toBeCloseTo(variance / (variance + epsilon), 14);
});

test('without ε, scaling and shifting the input changes nothing, and a mean of 10⁶ costs only its digits', () => {
  const column = (values: number[]): Shaped => ({ shape: [4, 1], values });
  const plain = batchNorm(column([1, 2, 3, 6]), { epsilon: 0 }).y;
  batchNorm(column([17, 27, 37, 67]), { epsilon: 0 }).y.forEach((y, i) => expect(y).toBeCloseTo(plain[i] as number, 13));
  batchNorm(column([1, 2, 3, 6].map(value => value + 1e6)), { epsilon: 0 }).y.forEach((y, i) => expect(y).toBeCloseTo(plain[i] as number, 9));
});

test('group normalisation spans from layer to instance; layer normalisation of centred rows is RMS normalisation', () => {
  const close = (a: Float64Array, b: Float64Array): void => a.forEach((value, i) => expect(value).toBeCloseTo(b[i] as number, 13));
  close(groupNorm(x, { groups: 1 }).y, layerNorm(x, { dims: 2 }).y);
  close(groupNorm(x, { groups: 4, axis: 1 }).y, instanceNorm(x, { axis: 1 }).y);
  const centred: Shaped = { shape: [2, 3], values: [1, -3, 2, 0.5, 0.25, -0.75] };
  close(rmsNorm(centred, { epsilon: 1e-3 }).y, layerNorm(centred, { epsilon: 1e-3 }).y);
});

test('weight normalisation: gv is at right angles to v, the length of w is |g|, g = ‖v‖ changes nothing', () => {
  const v: Shaped = { shape: [3, 2], values: [3, 1, 4, -2, 0, 2] };
  const { w, norms, backward } = weightNorm(v, { g: [2, -1] });
  expect([...norms]).toEqual([5, 3]);
  [0, 1].forEach(unit => expect(Math.hypot(...[0, 2, 4].map(i => w[i + unit] as number))).toBeCloseTo([2, 1][unit] as number, 14));
  const { v: gradient } = backward([1, 2, -1, 0.5, 3, 4]);
  [0, 1].forEach(unit => expect([0, 2, 4].reduce((sum, i) => sum + (gradient[i + unit] as number) * (v.values[i + unit] as number), 0)).toBeCloseTo(0, 13));
  weightNorm(v).w.forEach((value, i) => expect(value).toBeCloseTo(v.values[i] as number, 14));
});

test('the formula as a lecture would have it, and no tensor left behind', () => {
  expect(normalizationLatex()).toContain('\\mu &= \\operatorname{mean}\\left( x \\right)');
  expect(normalizationLatex()).toContain('\\frac{\\gamma \\, \\left( x - \\mu \\right)}{\\sqrt{\\sigma^2 + \\varepsilon}} + \\beta');
  const input = tf.ones([2, 3]);
  const tensors = tf.memory().numTensors;
  layerNormOnTensors(input).dispose();
  tf.grad((t: tf.Tensor) => layerNormOnTensors(t))(input).dispose();
  expect(tf.memory().numTensors).toBe(tensors);
  input.dispose();
});

test.each<[() => unknown, string]>([
  [() => batchNorm({ shape: [2, 2], values: [1, 2, 3] }), 'batchNorm: shape [2,2] holds 4 values, got 3'],
  [() => batchNorm(x, { axis: 0 }), 'batchNorm: axis must name a channel axis of [3,4,2], which axis 0 (the examples) is not, got 0'],
  [() => batchNorm(x, { gamma: [1] }), 'batchNorm: gamma needs 2 values, got 1'],
  [() => batchNorm(x).backward([1]), 'batchNorm: needs one upstream gradient per value, got 1 for 24'],
  [() => batchNormInference(x, { mean: [0, 0], variance: [1, -1] }), 'batchNormInference: a variance must be in [0, inf), got -1'],
  [() => layerNorm(x, { dims: 4 }), 'layerNorm: dims must be in [1, 3] for shape [3,4,2], got 4'],
  [() => layerNorm(x, { epsilon: NaN }), 'layerNorm: epsilon must be in [0, inf), got NaN'],
  [() => groupNorm(x, { groups: 3, axis: 1 }), 'groupNorm: groups must divide the 4 channels, got 3'],
  [() => weightNorm({ shape: [2, 2], values: [0, 1, 0, 1] }), 'weightNorm: slice 0 of v is all zeros and has no direction; start from other weights'],
  [() => updateRunning(freshRunning(1), { mean: [0], variance: [0], count: 1 }, torchRunning), 'updateRunning: an unbiased variance needs at least two numbers per channel, got 1'],
  [() => updateRunning(freshRunning(1), { mean: [0], variance: [0], count: 2 }, { weightOfOld: 2, variance: 'biased' }), 'updateRunning: weightOfOld must be in [0, 1]'],
])('bad input %# is refused by name', (run, message) => {
  expect(run).toThrow(message);
});
