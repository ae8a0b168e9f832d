import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import {
  bce, bceWithLogits, crossEntropy, crossEntropyOfProbabilities, hinge, huber, klDivergence, lad, logisticHessian, lse, negativeLogLikelihood, smoothL1, softMargin,
  type LossReduction,
} from '../../lib/src/losses';

const scores = [[1.2, -0.4, 0.3], [0.1, 2.2, -1], [-0.7, 0.5, 0.9]];

/** The constant with the least loss, by ternary search: every loss here is convex. */
function bestConstant(value: (constant: number) => number): number {
  let [low, high] = [-10, 10];
  for (let i = 0; i < 200; i++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (value(a) < value(b)) high = b;
    else low = a;
  }
  return (low + high) / 2;
}

test('the best constant under LAD is the median, under LSE the mean, under Huber between them (research §5.3)', () => {
  const targets = [1, 2, 9];
  const best = (loss: { value(p: number[], t: number[]): number }): number => bestConstant(c => loss.value([c, c, c], targets));
  expect(best(lad())).toBeCloseTo(2, 6);
  expect(best(lse())).toBeCloseTo(4, 6);
  // Both small residuals inside δ = 1, the outlier pulls with force 1: (c − 1) + (c − 2) = 1.
  expect(best(huber())).toBeCloseTo(2, 6);
  expect(best(huber({ delta: 2 }))).toBeCloseTo(2.5, 6);
});

test('∂CEL/∂scores = ŷ − o (research §5.3)', () => {
  const gradient = crossEntropy({ reduction: 'sum' }).gradient(scores, [2, 0, 1]);
  scores.forEach((row, i) => {
    const total = row.reduce((sum, s) => sum + Math.exp(s), 0);
    row.forEach((s, c) => expect(gradient[i]?.[c]).toBeCloseTo(Math.exp(s) / total - Number(c === [2, 0, 1][i]), 12));
  });
});

test('equal scores of C classes cost log C, smoothed or not; a uniform prediction of probabilities too', () => {
  for (const labelSmoothing of [0, 0.3]) expect(crossEntropy({ labelSmoothing }).value([[7, 7, 7, 7]], [1])).toBeCloseTo(Math.log(4), 13);
  expect(crossEntropyOfProbabilities().value([[0.25, 0.25, 0.25, 0.25]], [3])).toBeCloseTo(Math.log(4), 13);
});

test('one loss by three doors: scores, probabilities, log-probabilities', () => {
  const logs = scores.map(row => row.map(s => s - Math.log(row.reduce((sum, other) => sum + Math.exp(other), 0))));
  const probabilities = logs.map(row => row.map(Math.exp));
  const options = { weights: [1, 2, 0.5], labelSmoothing: 0.2 };
  const value = crossEntropy(options).value(scores, [2, 0, 1]);
  expect(crossEntropyOfProbabilities(options).value(probabilities, [2, 0, 1])).toBeCloseTo(value, 13);
  expect(negativeLogLikelihood(options).value(logs, [2, 0, 1])).toBeCloseTo(value, 13);
});

test('class numbers are one-hot rows; smoothing is a mixture with the uniform distribution; cross-entropy less entropy is the divergence', () => {
  const rows = [[0, 0, 1], [1, 0, 0], [0, 1, 0]];
  expect(crossEntropy().value(scores, rows)).toBeCloseTo(crossEntropy().value(scores, [2, 0, 1]), 14);
  const smooth = rows.map(row => row.map(o => 0.9 * o + 0.1 / 3));
  expect(crossEntropy({ labelSmoothing: 0.1 }).value(scores, [2, 0, 1])).toBeCloseTo(crossEntropy().value(scores, smooth), 13);
  const logs = scores.map(row => row.map(s => s - Math.log(row.reduce((sum, other) => sum + Math.exp(other), 0)))).flat();
  const entropy = -smooth.flat().reduce((sum, o) => sum + o * Math.log(o), 0);
  expect(klDivergence({ reduction: 'sum' }).value(logs, smooth.flat())).toBeCloseTo(crossEntropy({ reduction: 'sum' }).value(scores, smooth) - entropy, 12);
  expect(klDivergence().value([-3], [0])).toBe(0);
});

test('an ignored example is as if it were not there', () => {
  const without = crossEntropy().value([scores[0] as number[], scores[2] as number[]], [1, 2]);
  const ignoring = crossEntropy({ ignoreIndex: -1 });
  expect(ignoring.value(scores, [1, -1, 2])).toBeCloseTo(without, 14);
  expect([...(ignoring.gradient(scores, [1, -1, 2])[1] as Float64Array)].map(Math.abs)).toEqual([0, 0, 0]);
  expect(() => ignoring.value(scores, [-1, -1, -1])).toThrow('cross-entropy: every example is ignored or weighs nothing, so there is no mean; use reduction "sum"');
});

test('a masked class, score −∞, costs nothing and has no gradient, in both readings', () => {
  const masked = [[1, -Infinity, 0.5]];
  const expected = -Math.log(Math.exp(1) / (Math.exp(1) + Math.exp(0.5)));
  expect(crossEntropy().value(masked, [0])).toBeCloseTo(expected, 14);
  expect(Math.abs(crossEntropy().gradient(masked, [0])[0]?.[1] as number)).toBe(0);
  const { value, grad } = tf.valueAndGrad((s: tf.Tensor) => crossEntropy().onTensors(s, tf.tensor1d([0])))(tf.tensor2d(masked));
  expect(value.dataSync()[0]).toBeCloseTo(expected, 6);
  expect(Math.abs(grad.dataSync()[1] as number)).toBe(0);
  tf.dispose([value, grad]);
});

test('two classes: BCE of a score is cross-entropy of (0, s), and the soft margin of labels ±1', () => {
  const s = [0.3, -2, 5];
  const o = [1, 0, 0];
  const value = bceWithLogits().value(s, o);
  expect(crossEntropy().value(s.map(score => [0, score]), o)).toBeCloseTo(value, 14);
  expect(softMargin().value(s, [1, -1, -1])).toBeCloseTo(value, 14);
  expect(bce().value(s.map(score => 1 / (1 + Math.exp(-score))), o)).toBeCloseTo(value, 13);
  // A positive example that counts twice is one that is there twice.
  expect(bceWithLogits({ rho: 2, reduction: 'sum' }).value([0.3, -2], [1, 0])).toBeCloseTo(bceWithLogits({ reduction: 'sum' }).value([0.3, 0.3, -2], [1, 1, 0]), 14);
});

test('Huber with a wide δ is half of LSE; smooth L1 is Huber over its threshold, and LAD at β = 0', () => {
  const [p, o] = [[1, -2, 0.5], [0.2, 3, 0.5]];
  expect(huber({ delta: 100 }).value(p, o)).toBeCloseTo(lse().value(p, o) / 2, 14);
  expect(smoothL1({ beta: 0.4 }).value(p, o)).toBeCloseTo(huber({ delta: 0.4 }).value(p, o) / 0.4, 14);
  expect(smoothL1({ beta: 0 }).value(p, o)).toBeCloseTo(lad().value(p, o), 14);
});

test('edges: the kinks have slope 0, a certain mistake costs 100 in probabilities, a margin above 1 costs nothing', () => {
  expect([...lad().gradient([2], [2])]).toEqual([0]);
  expect(tf.tidy(() => Array.from(tf.grad((p: tf.Tensor) => lad().onTensors(p, tf.tensor1d([2, 1])))(tf.tensor1d([2, 3])).dataSync()))).toEqual([0, 0.5]);
  expect(Math.abs(hinge().gradient([1], [1])[0] as number)).toBe(0);
  expect(hinge().value([1.5, -7], [1, -1])).toBe(0);
  expect(bce().value([0], [1])).toBe(100);
  expect(crossEntropyOfProbabilities().value([[0, 1]], [0])).toBe(100);
  expect(tf.tidy(() => crossEntropyOfProbabilities().onTensors(tf.tensor2d([[0, 1]]), tf.tensor1d([1])).dataSync()[0])).toBeCloseTo(0, 12);
});

test('the Hessian of the logistic loss is at most ¼ X̃ᵀX̃, and exactly that at w = 0 (research §5.3)', () => {
  const data = { x: [[1, 2], [2, -1], [-1, 1.5]], y: [1, -1, 1] };
  const quarter = [[6, -1.5, 2], [-1.5, 7.25, 2.5], [2, 2.5, 3]].map(row => row.map(entry => entry / 4));
  logisticHessian(data, [0, 0], 0).forEach((row, i) => row.forEach((entry, j) => expect(entry).toBeCloseTo(quarter[i]?.[j] as number, 14)));
  const away = logisticHessian(data, [0.5, -0.25], 0.1);
  for (const u of [[1, 0, 0], [0.3, -2, 1], [1, 1, 1]]) {
    const form = (m: number[][]): number => m.reduce((sum, row, i) => sum + row.reduce((inner, entry, j) => inner + entry * (u[i] as number) * (u[j] as number), 0), 0);
    expect(form(away)).toBeLessThanOrEqual(form(quarter));
    expect(form(away)).toBeGreaterThan(0);
  }
});

test('losses train a model through compile and fit, and keep no tensor', async () => {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2], kernelInitializer: 'zeros' })] });
  model.compile({ optimizer: tf.train.sgd(0.5), loss: crossEntropy({ labelSmoothing: 0.05 }).compiled });
  const [x, y] = [tf.tensor2d([[1, 0], [0, 1], [-1, -1]]), tf.tensor2d([[1, 0, 0], [0, 1, 0], [0, 0, 1]])];
  const { history } = await model.fit(x, y, { epochs: 1, verbose: 0 });
  expect((history['loss'] as number[])[0]).toBeCloseTo(Math.log(3), 6);
  const tensors = tf.memory().numTensors;
  const after = await model.fit(x, y, { epochs: 20, verbose: 0 });
  expect(tf.memory().numTensors).toBe(tensors);
  expect((after.history['loss'] as number[])[19]).toBeLessThan(0.5);
  tf.dispose([x, y]);
  model.dispose();
});

test('LaTeX as the decks have it', () => {
  expect(lad().latex()).toBe('\\left\\lvert d \\right\\rvert, \\quad d = \\hat y - o');
  expect(lse().latex()).toBe('d^{2}, \\quad d = \\hat y - o');
  expect(crossEntropyOfProbabilities().latex()).toBe('-\\sum_c o_c \\, \\log \\hat y_c');
});

test.each<[() => unknown, string]>([
  [() => huber({ delta: 0 }), 'huber: delta must be in (0, inf), got 0'],
  [() => lad({ reduction: 'none' as LossReduction }), 'lad: reduction must be "mean" or "sum", got "none"; for one loss per example call each'],
  [() => lse({ delta: 1 } as object), 'lse: unknown option "delta"; known: reduction'],
  [() => lad().value([1, 2], [1]), 'lad: needs one target per prediction, got 2 predictions and 1 targets'],
  [() => lad().value([], []), 'lad: needs at least one example, got none'],
  [() => lad().onTensors(tf.zeros([2, 1]), tf.zeros([2])), 'lad: predictions and targets must have one shape, got [2,1] and [2]'],
  [() => hinge().value([1], [0]), 'hinge: a target must be -1 or +1, got 0 at 0'],
  [() => bce().value([1.5], [1]), 'bce: a prediction must be in [0, 1], got 1.5 at 0'],
  [() => crossEntropy({ labelSmoothing: 2 }), 'cross-entropy: labelSmoothing must be in [0, 1], got 2'],
  [() => crossEntropy({ weights: [1, -1] }), 'cross-entropy: weights must be in [0, inf), got -1 for class 1'],
  [() => crossEntropy({ weights: [1] }).value([[1, 2]], [0]), 'cross-entropy: needs one weight per class, got 1 for 2 classes'],
  [() => crossEntropy().value([[1, 2]], [2]), 'cross-entropy: a class must be a whole number in [0, 2), got 2 at 0'],
  [() => crossEntropy().value([[1, 2], [1]], [0, 0]), 'cross-entropy: every example needs 2 classes, got 1 at 1'],
  [() => crossEntropy().onTensors(tf.zeros([2, 3]), tf.zeros([3])), 'cross-entropy: targets must have shape [2] or [2,3], got [3]'],
])('bad input %# is refused by name', (run, message) => {
  expect(() => tf.tidy(() => void run())).toThrow(message);
});
