import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import * as losses from '../../lib/src/losses';
import type { ClassRows, ElementwiseLoss } from '../../lib/src/losses';

beforeAll(async () => void (await useBackend('wasm')));
afterAll(() => tf.disposeVariables());

const { Infinity: inf } = globalThis;
/** Float32 against float64: the same kind of number, and six digits where it is an ordinary one. */
const alike = (exact: number): unknown =>
  Number.isFinite(exact) ? expect.toSatisfy((got: number) => Math.abs(got - exact) <= 4e-6 * Math.max(1, Math.abs(exact)), `close to ${exact}`) : exact + 0;
const all = (exact: ArrayLike<number>): unknown[] => Array.from(exact, alike);
/** A zero may have either sign. */
const read = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync(), value => value + 0);

const scores = [0, -0, 1, -1, 0.5, 1e-30, -1e-30, 40, -40, 1000, -1000, 1e18, -1e18, inf, -inf];
const shares = [0, -0, 1, 0.5, 1e-30, 1e-45, 1 - 2 ** -24];
const reals = { predictions: scores, targets: [0, -0, 1, -1, 1e18] };

/** What each loss may be asked: every prediction is held against every target. */
const elementwise: ReadonlyArray<readonly [string, ElementwiseLoss, { predictions: readonly number[]; targets: readonly number[] }]> = [
  ['lad', losses.lad(), reals],
  ['lse', losses.lse(), reals],
  ['huber', losses.huber(), reals],
  ['smooth l1', losses.smoothL1(), reals],
  ['smooth l1 without a parabola', losses.smoothL1({ beta: 0 }), reals],
  ['bce with logits', losses.bceWithLogits(), { predictions: scores, targets: [0, 1, 0.5] }],
  ['bce with logits, weighted', losses.bceWithLogits({ rho: 3 }), { predictions: scores, targets: [0, 1, 0.5] }],
  ['bce', losses.bce(), { predictions: shares, targets: [0, 1, 0.5] }],
  ['hinge', losses.hinge(), { predictions: scores, targets: [1, -1] }],
  ['soft margin', losses.softMargin(), { predictions: scores, targets: [1, -1] }],
  ['kl divergence', losses.klDivergence(), { predictions: [0, -1, -100, -1e18, -inf], targets: [0, -0, 1, 0.5, 1e-20, 1e-40] }],
];

describe.each(elementwise)('%s', (_, loss, { predictions, targets }) => {
  test.each(targets)('on tensors as in float64, at the target %d', target => {
    const rows = predictions.map(Math.fround);
    const o = rows.map(() => Math.fround(target));
    expect(read(loss.eachOnTensors(tf.tensor1d(rows), tf.tensor1d(o)))).toEqual(all(loss.each(rows, o)));
    const slope = tf.grad((x: tf.Tensor) => tf.sum(loss.eachOnTensors(x, tf.tensor1d(o))))(tf.tensor1d(rows));
    expect(read(slope)).toEqual(all(loss.gradient(rows, o, rows.map(() => 1))));
  });

  test('one element, and none', () => {
    const [x, o] = [[predictions[2] as number], [targets[0] as number]];
    expect(read(loss.onTensors(tf.tensor1d(x), tf.tensor1d(o)))).toEqual([alike(loss.value(x, o))]);
    const message = /: needs at least one example, got none/;
    expect(() => loss.value([], [])).toThrow(message);
    expect(() => loss.onTensors(tf.tensor1d([]), tf.tensor1d([]))).toThrow(message);
    expect(() => loss.eachOnTensors(tf.zeros([0, 3]), tf.zeros([0, 3]))).toThrow(message);
  });
});

const makers = [
  ['crossEntropy', losses.crossEntropy],
  ['crossEntropyOfProbabilities', losses.crossEntropyOfProbabilities],
  ['negativeLogLikelihood', losses.negativeLogLikelihood],
] as const;
const rowsOf: Readonly<Record<string, ClassRows>> = {
  crossEntropy: [[1, 2, 3], [0, 0, 0], [1000, -1000, 0], [1e30, -1e30, 0], [-inf, 0, 1], [5, 5, 5]],
  crossEntropyOfProbabilities: [[0.2, 0.3, 0.5], [0, 1, 0], [1, 0, 0], [1e-30, 1, 0], [0, 0, 1], [1 / 3, 1 / 3, 1 / 3]],
  negativeLogLikelihood: [[-1, -2, -3], [0, -inf, -inf], [-100, -1000, -0], [-1e30, 0, -1], [-inf, 0, -1], [-1, -1, -1]],
};
const options = [{}, { labelSmoothing: 0.3 }, { weights: [1, 0, 2] }, { weights: [0.5, 1, 2], labelSmoothing: 0.1 }, { ignoreIndex: 1 }, { labelSmoothing: 1 }];
const tensorOf = (rows: ClassRows): tf.Tensor2D => tf.tensor2d(rows.map(row => Array.from(row, Math.fround)));

describe.each(makers.flatMap(([name, make]) => options.map(given => [name, given, make] as const)))('%s with %o', (name, given, make) => {
  const rows = (rowsOf[name] as ClassRows).map(row => Array.from(row, Math.fround));
  for (const reduction of ['mean', 'sum'] as const) {
    const loss = make({ ...given, reduction });
    const probabilities = [[1, 0, 0], [0, 1, 0], [0.5, 0.5, 0], [0, 0, 1], [0, 0.25, 0.75], [0, 0, 1]];
    test.each([
      ['class numbers', [2, 1, 0, 2, 1, 2], (): tf.Tensor => tf.tensor1d([2, 1, 0, 2, 1, 2], 'int32')],
      ['a column of class numbers', [2, 1, 0, 2, 1, 2], (): tf.Tensor => tf.tensor2d([2, 1, 0, 2, 1, 2], [6, 1])],
      ['probabilities', probabilities, (): tf.Tensor => tf.tensor2d(probabilities)],
    ])(`${reduction} of %s, on tensors as in float64`, (_, targets, onTensors) => {
      expect(read(loss.eachOnTensors(tensorOf(rows), onTensors()))).toEqual(all(loss.each(rows, targets)));
      expect(read(loss.onTensors(tensorOf(rows), onTensors()))).toEqual([alike(loss.value(rows, targets))]);
      expect(read(loss.compiled(onTensors(), tensorOf(rows)))).toEqual([alike(loss.value(rows, targets))]);
      const slope = tf.grad((x: tf.Tensor) => loss.onTensors(x, onTensors()))(tensorOf(rows));
      expect(read(slope)).toEqual(all(loss.gradient(rows, targets).flatMap(row => Array.from(row))));
    });
  }

  test('what is no class counts nothing on tensors, and is refused in float64', () => {
    const loss = make({ ...given, reduction: 'sum' });
    const classes = [3, -1, -5, 1.5, NaN, 1e9];
    expect(read(loss.eachOnTensors(tensorOf(rows), tf.tensor1d(classes)))).toEqual(rows.map(() => 0));
    expect(read(tf.grad((x: tf.Tensor) => loss.onTensors(x, tf.tensor1d(classes)))(tensorOf(rows)))).toEqual(rows.flatMap(row => row.map(() => 0)));
    for (const wrong of classes) expect(() => loss.value([rows[0] as number[]], [wrong])).toThrow(/: a class must be a whole number in \[0, 3\)/);
    // Beside a class that is one, the mean is that one's.
    const mean = make(given);
    const beside = [rows[0], rows[5]] as number[][];
    expect(read(mean.onTensors(tensorOf(beside), tf.tensor1d([2, 7])))).toEqual([alike(mean.value([beside[0] as number[]], [2]))]);
  });

  test('ignored examples count nothing; all of them leave no mean', () => {
    const ignored = 'ignoreIndex' in given ? given.ignoreIndex : -100;
    const targets = [2, ignored, 0, ignored, 2, 0];
    const loss = make(given);
    expect(read(loss.eachOnTensors(tensorOf(rows), tf.tensor1d(targets)))).toEqual(all(loss.each(rows, targets)));
    expect(read(loss.onTensors(tensorOf(rows), tf.tensor1d(targets)))).toEqual([alike(loss.value(rows, targets))]);
    const none = rows.map(() => ignored);
    expect(() => loss.value(rows, none)).toThrow('every example is ignored');
    expect(read(loss.onTensors(tensorOf(rows), tf.tensor1d(none)))).toEqual([NaN]);
    expect(read(make({ ...given, reduction: 'sum' }).onTensors(tensorOf(rows), tf.tensor1d(none)))).toEqual([0]);
  });

  test('no rows, one row, one class', () => {
    const loss = make(given);
    const message = /: needs at least one example, got none/;
    expect(() => loss.value([], [])).toThrow(message);
    expect(() => loss.onTensors(tf.zeros([0, 3]), tf.zeros([0]))).toThrow(message);
    expect(() => loss.eachOnTensors(tf.zeros([0, 3]), tf.zeros([0, 3]))).toThrow(message);
    const one = [rows[5]] as number[][];
    expect(read(loss.onTensors(tensorOf(one), tf.tensor1d([2])))).toEqual([alike(loss.value(one, [2]))]);
    const single = make('weights' in given ? { ...given, weights: [2] } : given);
    expect(read(single.onTensors(tf.tensor2d([[1], [1]]), tf.tensor1d([0, 0])))).toEqual([alike(single.value([[1], [1]], [0, 0]))]);
    expect(() => loss.value([[]], [0])).toThrow(/at least one class/);
    expect(() => loss.onTensors(tf.zeros([2, 0]), tf.zeros([2]))).toThrow(/at least one class/);
  });
});

test('the logistic loss of a margin, on tensors as in float64', () => {
  for (const score of [0, -0, 1e-30, 40, -40, 1000, -1000, 1e18, inf, -inf]) {
    for (const label of [1, -1] as const) {
      const exact = losses.logistic({ x: [[score]], y: [label] }, [1], 0).loss;
      expect(read(losses.logisticOnTensors(tf.tensor1d([score]), tf.tensor1d([label])))).toEqual([alike(exact)]);
    }
  }
  expect(losses.logistic({ x: [], y: [] }, [1], 0).loss).toBe(0);
  expect(read(losses.logisticOnTensors(tf.tensor1d([]), tf.tensor1d([])))).toEqual([0]);
});
