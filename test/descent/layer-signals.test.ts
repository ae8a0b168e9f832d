import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { leakyRelu, relu, sigmoid, tanh, type ActivationFunction } from '../../lib/src/activations';
import { seededRandom } from '../../lib/src/datasets';
import { layerSignals } from '../../lib/src/descent';
import { propagate } from '../../lib/src/descent/propagation';
import * as initializers from '../../lib/src/initializers';

const deep = Array.from({ length: 31 }, () => 100);

const rootMeanSquare = (values: ArrayLike<number>): number => Math.sqrt(Array.from(values, value => value * value).reduce((sum, value) => sum + value, 0) / values.length);

test.each<[string, ActivationFunction, (x: tf.Tensor) => tf.Tensor]>([['relu', relu, tf.relu], ['tanh', tanh, tf.tanh], ['sigmoid', sigmoid, tf.sigmoid]])(
  '%s: signals and gradients are what TensorFlow.js gives for the same network',
  (_, activation, onTensors) => {
    const sizes = [4, 6, 3, 5];
    const random = seededRandom(3);
    const normals = (count: number): Float64Array => new Float64Array(count).map(() => random.normal());
    const kernels = [normals(24), normals(18), normals(15)];
    const [input, pull] = [normals(7 * 4), normals(7 * 5)];
    const found = propagate({ sizes, kernels, scale: 0.7, value: z => activation(z), slope: z => activation.derivative(z), input, pull });

    const weights = kernels.map((kernel, k) => tf.tensor2d(Float32Array.from(kernel), [sizes[k] as number, sizes[k + 1] as number]).mul(0.7));
    const after = (from: number, x: tf.Tensor): tf.Tensor[] => weights.slice(from).reduce<tf.Tensor[]>((all, weight) => [...all, onTensors(tf.matMul(all[all.length - 1] as tf.Tensor, weight))], [x]);
    const outputs = after(0, tf.tensor2d(Float32Array.from(input), [7, 4]));
    const target = tf.tensor2d(Float32Array.from(pull), [7, 5]);
    outputs.forEach((output, layer) => {
      const gradient = tf.grad(x => tf.sum(tf.mul(after(layer, x).at(-1) as tf.Tensor, target)))(output);
      // Four layers of float32 sums of six numbers keep five digits.
      expect(found.signal[layer]).toBeCloseTo(rootMeanSquare(output.dataSync()), 5);
      expect(found.gradient[layer]).toBeCloseTo(rootMeanSquare(gradient.dataSync()), 5);
      expect(found.spread[layer]).toBeCloseTo(rootMeanSquare(output.sub(output.mean(0)).dataSync()), 5);
    });
    expect(found.signal).toHaveLength(4);
  },
);

test('layers that pass their input on keep signal and gradient to the last bit', () => {
  const rows = layerSignals({ initializer: initializers.identity(), layers: [20, 20, 20, 20] });
  expect(rows.map(({ layer }) => layer)).toEqual([0, 1, 2, 3]);
  for (const key of ['signal', 'spread', 'gradient'] as const) expect(new Set(rows.map(row => row[key])).size).toBe(1);
});

test('the factor of each layer is that of the theory, on the average over many layers', () => {
  const factor = (initializer: initializers.DescentInitializer, activation?: ActivationFunction): number => {
    const rows = layerSignals({ initializer, layers: deep, ...(activation && { activation }) });
    return (rows[30]?.signal as number / (rows[0]?.signal as number)) ** (1 / 30);
  };
  // A layer of 100 units scatters by √(5/100)/2 ≈ 0.11 at most, thirty of them by 0.02: three times that.
  const within = 0.06;
  expect(Math.abs(factor(initializers.lecunNormal({ seed: 1 })) - 1)).toBeLessThan(within);
  expect(Math.abs(factor(initializers.fanInUniform({ seed: 1 })) * Math.sqrt(3) - 1)).toBeLessThan(within);
  expect(Math.abs(factor(initializers.xavierAsPrinted({ seed: 1 })) / Math.sqrt(6) - 1)).toBeLessThan(within);
  expect(Math.abs(factor(initializers.heNormal({ seed: 1 }), relu) - 1)).toBeLessThan(within);
  expect(Math.abs(factor(initializers.lecunNormal({ seed: 1 }), relu) * Math.SQRT2 - 1)).toBeLessThan(within);
});

test('the activation is told its parameters', () => {
  const rows = (alpha: number, activation = leakyRelu as ActivationFunction) => layerSignals({
    initializer: initializers.heNormal({ seed: 1 }), activation, parameters: activation === relu ? {} : { alpha }, layers: [9, 9, 9],
  });
  expect(rows(0)).toEqual(rows(0, relu));
  expect(rows(0.5)).not.toEqual(rows(0));
  expect(() => rows(-1)).toThrow('leaky relu: alpha must be in [0, inf), got -1');
});

test('what every example shares is signal and no spread', () => {
  const rows = layerSignals({ initializer: initializers.zeros(), activation: sigmoid, layers: [5, 5, 5] });
  expect(rows.map(({ signal }) => signal).slice(1)).toEqual([0.5, 0.5]);
  expect(rows.map(({ spread }) => spread).slice(1)).toEqual([0, 0]);
  expect(rows.map(({ gradient }) => gradient).slice(0, 2)).toEqual([0, 0]);
});

test('what is too small or too large to be squared is still told', () => {
  const far = (sigma: number): number => layerSignals({ initializer: initializers.randomNormal({ sigma, seed: 1 }), layers: [50, 50, 50, 50] })[3]?.signal as number;
  expect(Math.log10(far(1e-70))).toBeCloseTo(Math.log10(far(1e-10)) - 180, 6);
  expect(Math.log10(far(1e70))).toBeCloseTo(Math.log10(far(1e-10)) + 240, 6);
});

test('the same seeds give the same numbers, and another seed others', () => {
  const rows = (seed: number) => layerSignals({ initializer: initializers.heNormal({ seed: 1 }), activation: relu, layers: [10, 10], seed });
  expect(rows(4)).toEqual(rows(4));
  expect(rows(5)).not.toEqual(rows(4));
});

test.each([
  [{ layers: [3] }, 'layer signals: layers needs an input and an output size, got [3]'],
  [{ layers: [3, 0] }, 'layer signals: a layer size must be a whole number from 1 up, got 0'],
  [{ layers: [3, 2], examples: 1 }, 'layer signals: examples must be a whole number from 2 up, got 1'],
  [{ layers: [3, 2], initializer: { values: () => [1, 2] } }, 'layer signals: a layer from 3 to 2 units has 6 weights, got 2'],
  [{ layers: [3, 2], initializer: initializers.heNormal as never }, 'layer signals: initializer must be one of the kit, such as initializers.heNormal()'],
])('refuses %j', (options, message) => {
  expect(() => layerSignals({ initializer: initializers.heNormal(), ...options })).toThrow(message);
});
