import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, test } from 'vitest';
import { adafactor, adafactorFixed, muon, muonForm, trace, type Method, type MuonForm } from '../../lib/src/optimizers';

afterEach(() => tf.disposeVariables());

test('where the squared gradients have rank one, Adafactor\'s rows and columns lose nothing', () => {
  const [a, b] = [[1, -2, 0.5], [3, 0.1]];
  const gradients = [1, 2, -0.3, 4].map(scale => a.flatMap(x => b.map(y => scale * x * y)));
  const run = { start: [1, 2, 3, 4, 5, 6], steps: 4, gradient: (_: Float64Array, t: number) => gradients[t - 1] as number[] };
  const matrix = trace(adafactor, { ...run, shape: [3, 2] }).map(({ w }) => Array.from(w));
  const vector = trace(adafactor, { ...run, shape: [6] }).map(({ w }) => Array.from(w));
  expect(matrix).toEqual(vector.map(row => row.map(value => expect.closeTo(value, 12))));
});

test('Adafactor remembers a row and a column of a matrix, nothing per weight', () => {
  const w = tf.tidy(() => tf.variable(tf.ones([5, 3]), true, 'w'));
  const optimizer = adafactor();
  optimizer.applyGradients({ w: tf.ones([5, 3]) });
  const shapes = ['R', 'C', 'v'].map(slot => (optimizer.slot(w, slot) as tf.Tensor).shape);
  expect(shapes).toEqual([[5, 1], [1, 3], [0]]);
});

test('the first Adafactor step is the rate times the sign, clipped to a root mean square of 1', () => {
  const [first] = trace(adafactorFixed, { start: [0, 0], steps: 1, gradient: () => [3, -4], hyper: { eta: 0.5 } });
  expect(Array.from(first?.w ?? [])).toEqual([expect.closeTo(-0.5, 12), expect.closeTo(0.5, 12)]);
});

/** The exact polar factor: forty rounds of the cubic. */
const polar = muonForm({ nesterov: false, rounds: 40, coefficients: [1.5, -0.5, 0] });

test('Muon with the polar factor takes a rotation to itself, whatever its scale', () => {
  // A rotation by 36.87°, times 7: its polar factor is the rotation.
  const [first] = trace(polar, { start: [0, 0, 0, 0], shape: [2, 2], steps: 1, gradient: () => [5.6, -4.2, 4.2, 5.6], hyper: { eta: 1 } });
  expect(Array.from(first?.w ?? [])).toEqual([-0.8, 0.6, -0.6, -0.8].map(value => expect.closeTo(value, 10)));
});

test('a convolution\'s kernel is a matrix with its outputs as columns, a vector one of one column', () => {
  const values = Array.from({ length: 24 }, (_, i) => Math.sin(i + 1));
  const kernel = tf.tidy(() => tf.variable(tf.zeros([2, 2, 3, 2]), true, 'kernel'));
  const matrix = tf.tidy(() => tf.variable(tf.zeros([12, 2]), true, 'matrix'));
  const vector = tf.tidy(() => tf.variable(tf.zeros([24]), true, 'vector'));
  const column = tf.tidy(() => tf.variable(tf.zeros([24, 1]), true, 'column'));
  muon().applyGradients(Object.fromEntries([kernel, matrix, vector, column].map(w => [w.name, tf.tensor(values, w.shape)])));
  expect(Array.from(kernel.dataSync())).toEqual(Array.from(matrix.dataSync()));
  expect(Array.from(vector.dataSync())).toEqual(Array.from(column.dataSync()));
});

describe('Muon\'s forms', () => {
  const start = Array.from({ length: 16 }, (_, i) => Math.cos(3 * i) + 0.1 * i);

  /** The singular values of the first step of a form, from the eigenvalues of a 2 × 2 matrix: the step is [2, 8], or [8, 2]. */
  function singularValues(form: Method, shape: [number, number], hyper: object = {}): [number, number] {
    const [first] = trace(form, { start: start.map(() => 0), shape, steps: 1, gradient: () => start, hyper: { eta: 1, ...hyper } });
    const w = Array.from(first?.w ?? []);
    const at = (row: number, column: number): number => w[row * shape[1] + column] as number;
    const [short, long] = shape[0] < shape[1] ? shape : [shape[1], shape[0]];
    const entry = (i: number, k: number): number => (shape[0] === short ? at(i, k) : at(k, i));
    const product = (i: number, j: number): number => Array.from({ length: long }, (_, k) => entry(i, k) * entry(j, k)).reduce((a, b) => a + b, 0);
    const [trace2, determinant] = [product(0, 0) + product(1, 1), product(0, 0) * product(1, 1) - product(0, 1) ** 2];
    const root = Math.sqrt(Math.max(0, trace2 ** 2 / 4 - determinant));
    return [Math.sqrt(trace2 / 2 + root), Math.sqrt(trace2 / 2 - root)];
  }

  test('a layer with more outputs than inputs steps further, by the root of their quotient; one with fewer does not', () => {
    // Two equal roots of a quadratic are known to half the digits.
    expect(singularValues(polar, [2, 8])).toEqual([expect.closeTo(2, 6), expect.closeTo(2, 6)]);
    expect(singularValues(polar, [8, 2])).toEqual([expect.closeTo(1, 6), expect.closeTo(1, 6)]);
  });

  test('a scale by number gives the step that root mean square, whatever the shape', () => {
    const form = muonForm({ nesterov: false, rounds: 40, coefficients: [1.5, -0.5, 0], scale: 0.2 });
    for (const shape of [[2, 8], [8, 2], [4, 4]]) {
      const [first] = trace(form, { start: start.map(() => 0), shape, steps: 1, gradient: () => start, hyper: { eta: 1 } });
      const squares = Array.from(first?.w ?? []).reduce((sum, x) => sum + x * x, 0);
      // All singular values are 1 but the number of them is the shorter side: the mean square is r² · short · long / (short · long).
      expect(Math.sqrt(squares / 16)).toBeCloseTo(0.2, 6);
    }
  });

  test('from the largest singular value the first round leaves that at 1, however close the second one is', () => {
    const form = muonForm({ nesterov: false, rounds: 0, start: 'spectral', scale: 'none' });
    const [first] = trace(form, { start: [0, 0, 0, 0], shape: [2, 2], steps: 1, gradient: () => [3, 0, 0, 2.999999], hyper: { eta: 1, gamma: 0, epsilon: 1e-30 } });
    expect(Array.from(first?.w ?? [])).toEqual([-1, 0, 0, -2.999999 / 3].map(value => expect.closeTo(value, 12)));
  });

  test.each(['frobenius', 'spectral', 'schatten', 'aol'] as const)('no singular value exceeds 1 at the start: %s', start => {
    const form = muonForm({ nesterov: false, rounds: 0, start, scale: 'none' });
    for (const shape of [[2, 8], [8, 2]] as Array<[number, number]>) expect(singularValues(form, shape, { gamma: 0 })[0]).toBeLessThanOrEqual(1 + 1e-12);
  });

  test('a zero gradient moves nothing in any form, in both readings', () => {
    for (const start of ['frobenius', 'spectral', 'schatten', 'aol'] as const) {
      const form = muonForm({ start, adaptive: true });
      const [first] = trace(form, { start: [1, 2, 3, 4], shape: [2, 2], steps: 1, gradient: () => [0, 0, 0, 0] });
      expect(Array.from(first?.w ?? [])).toEqual([1, 2, 3, 4]);
      const w = tf.tidy(() => tf.variable(tf.tensor2d([[1, 2], [3, 4]]), true, 'w'));
      const optimizer = form();
      optimizer.applyGradients({ w: tf.zeros([2, 2]) });
      expect(Array.from(w.dataSync())).toEqual([1, 2, 3, 4]);
      optimizer.dispose();
      w.dispose();
    }
  });

  test('equal forms have equal names, others have others, and a saved optimizer finds its form again', () => {
    const forms: MuonForm[] = [
      {}, { velocity: 'sum' }, { nesterov: false }, { correction: true }, { rounds: 3 }, { coefficients: [3, -3.2, 1.2] }, { coefficients: [[3, -3.2, 1.2], [1.5, -0.5, 0]] },
      { start: 'aol' }, { floor: 'added' }, { adaptive: true }, { scale: 'none' }, { scale: 0.2 }, { scale: 0.3, rounds: 6 },
    ];
    const names = forms.map(form => muonForm(form).declaration.name);
    expect(new Set(names).size).toBe(forms.length);
    expect(forms.map(form => muonForm({ ...form }).declaration.name)).toEqual(names);
    expect(names.slice(0, 3)).toEqual(['muon', 'muon (sum)', 'muon (plain)']);
    expect(muonForm({ rounds: 5, coefficients: [3.4445, -4.775, 2.0315], scale: 'width' }).declaration.name).toBe('muon');
  });

  test.each([
    [{ rounds: -1 }, 'muonForm: rounds must be a whole number from 0 to 1000, got -1'],
    [{ rounds: 2, coefficients: [[1, 1, 1]] }, 'muonForm: rounds must be 1, the number of coefficients, got 2'],
    [{ coefficients: [1, 2] }, 'muonForm: coefficients must be three numbers, or a list of such, got [1,2]'],
    [{ scale: 0 }, 'muonForm: scale must be width, none or in (0, inf), got 0'],
    [{ scale: 'wide' }, 'muonForm: scale must be one of width, none, got "wide"'],
    [{ start: 'norm' }, 'muonForm: start must be one of frobenius, spectral, schatten, aol, got "norm"'],
    [{ nesterov: 1 }, 'muonForm: nesterov must be true or false, got 1'],
    [{ velocity: 'sum', correction: true }, 'muonForm: correction needs velocity average, got sum, which has no bias towards zero'],
    [{ preconditioning: 'aol' }, 'muonForm: unknown option "preconditioning"; known: velocity, nesterov, correction, rounds, coefficients, start, floor, adaptive, scale'],
  ])('refused by name: %j', (form, message) => {
    expect(() => muonForm(form as MuonForm)).toThrow(message);
  });
});
