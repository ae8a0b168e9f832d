import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { elu, gelu, leakyRelu, logSoftmax, relu, sigmoid, silu, softmax, softmaxJacobian, softplus, tanh, type ActivationFunction } from '../../lib/src/activations';

const all: Array<[string, ActivationFunction]> = [sigmoid, tanh, relu, leakyRelu, elu, softplus, silu, gelu].map(f => [f.declaration.name, f as ActivationFunction]);
const inputs = [-1000, -30, -2.5, -1, -0.3, 0.2, 1, 3, 30, 1000];

describe.each(all)('%s', (_, f) => {
  test('its slope is the limit of its differences, and finite everywhere', () => {
    for (const x of inputs) {
      const h = 1e-5 * Math.max(1, Math.abs(x));
      const difference = (f(x + h) - f(x - h)) / (2 * h);
      // h² times a third derivative of at most 2, and one rounding of f over h.
      expect(Math.abs(f.derivative(x) - difference)).toBeLessThan(1e-9 + (2 ** -52 * 4 * Math.max(1, Math.abs(f(x)))) / h);
    }
  });

  test('on tensors it has the same values and gradient, to the precision of float32, and leaves nothing behind', () => {
    const tensors = tf.memory().numTensors;
    const [values, gradient, slope] = tf.tidy(() => {
      const x = tf.tensor1d([...inputs, 0]);
      return [f(x), tf.grad(f)(x), f.derivative(x)].map(tensor => Array.from(tensor.dataSync()));
    }) as [number[], number[], number[]];
    // Eight operations, each rounded at 2⁻²⁴ of the largest number on the way.
    [...inputs, 0].forEach((x, i) => {
      const bound = 16 * 2 ** -24 * Math.max(1, Math.abs(x));
      expect(Math.abs((values[i] as number) - f(Math.fround(x)))).toBeLessThanOrEqual(bound);
      expect(Math.abs((gradient[i] as number) - f.derivative(Math.fround(x)))).toBeLessThanOrEqual(bound);
    });
    expect(gradient).toEqual(slope);
    expect(tf.memory().numTensors).toBe(tensors);
  });

  test('an array gives an array, and the array stays as it is', () => {
    const x = Float64Array.of(-1, 0, 2);
    expect(Array.from(f(x))).toEqual([f(-1), f(0), f(2)]);
    expect(Array.from(f.derivative(x))).toEqual([-1, 0, 2].map(value => f.derivative(value)));
    expect([...x]).toEqual([-1, 0, 2]);
    expect(f.latex()).toContain('x');
  });
});

test.each([
  // [name, got, expected, where the number comes from]
  ['sigmoid', sigmoid(0), 0.5, 'symmetry'],
  ['sigmoid of 1', sigmoid(1), 1 / (1 + Math.exp(-1)), 'definition'],
  ['sigmoid, its steepest', sigmoid.derivative(0), 0.25, 'σ(1 − σ)'],
  ['tanh', tanh(0.7), Math.tanh(0.7), 'the language\'s own'],
  ['tanh, slope', tanh.derivative(0.7), 1 - Math.tanh(0.7) ** 2, 'identity'],
  ['softplus at 0', softplus(0), Math.LN2, 'log 2'],
  ['softplus, slope at 0', softplus.derivative(0), 0.5, 'σ(0)'],
  ['softplus − its mirror', softplus(3) - softplus(-3), 3, 'log(1 + e^x) − log(1 + e^−x) = x'],
  ['leaky relu', leakyRelu(-2), -0.02, 'definition'],
  ['leaky relu, slope of its own', leakyRelu(-2, { alpha: 0.3 }), -0.6, 'definition'],
  ['elu far down', elu(-1000, { alpha: 1.5 }), -1.5, 'limit'],
  ['relu slope at its kink', relu.derivative(0), 0, 'torch\'s convention'],
  ['silu', silu(1), 1 / (1 + Math.exp(-1)), 'x σ(x)'],
  ['silu at its minimum', silu.derivative(-1.2784645427610738), 0, 'root of 1 + x(1 − σ), Newton by hand'],
  ['gelu', gelu(1.3), 0.5 * 1.3 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (1.3 + 0.044715 * 1.3 ** 3))), 'Hendrycks & Gimpel 2016'],
])('%s: %f is %f (%s)', (_, got, expected) => {
  expect(got).toBeCloseTo(expected, 14);
});

test('the second derivative on tensors is that of the formula: softplus\'\' = σ(1 − σ), also where an exponential overflows', () => {
  const second = tf.tidy(() => Array.from(tf.grad(x => tf.grad(softplus)(x))(tf.tensor1d([0, 1, -200, 200])).dataSync()));
  const s = 1 / (1 + Math.exp(-1));
  [0.25, s * (1 - s), 0, 0].forEach((expected, i) => expect(second[i]).toBeCloseTo(expected, 6));
});

test('a parameter outside its interval, and one that does not exist, are refused by name', () => {
  expect(() => leakyRelu(1, { alpha: -1 })).toThrow('leaky relu: alpha must be in [0, inf), got -1');
  expect(() => (sigmoid as ActivationFunction)(1, { alpha: 1 })).toThrow('sigmoid: unknown parameter "alpha"; known: none');
});

test('softmax: sums to 1, does not see a shift, survives ±1000; its Jacobian\'s rows sum to 0 and match differences', () => {
  const scores = [1, -0.5, 3];
  expect(softmax(scores).reduce((a, b) => a + b)).toBeCloseTo(1, 15);
  softmax(scores.map(s => s + 4096)).forEach((p, i) => expect(p).toBeCloseTo(softmax(scores)[i] as number, 12));
  expect([...softmax([1000, 0, -1000])]).toEqual([1, 0, 0]);
  expect([...logSoftmax([1000, 0])]).toEqual([0, -1000]);
  softmaxJacobian(scores).forEach((row, i) => {
    expect(row.reduce((a, b) => a + b)).toBeCloseTo(0, 15);
    row.forEach((slope, j) => {
      const at = (h: number): number => softmax(scores.map((s, k) => (k === j ? s + h : s)))[i] as number;
      expect(slope).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 9);
    });
  });
  tf.tidy(() => softmax(tf.tensor1d(scores)).dataSync().forEach((p, i) => expect(p).toBeCloseTo(softmax(scores)[i] as number, 6)));
  expect(() => softmax([])).toThrow('softmax: needs at least one score, got none');
});
