import * as tf from '@tensorflow/tfjs';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../lib/src/datasets/random';
import * as init from '../../lib/src/initializers';
import type { DescentInitializer } from '../../lib/src/initializers';
import { moments } from './initializers';

describe('deck 002\'s table, and what stands beside it', () => {
  const shape = [300, 900];
  const [nin, nout] = [300, 900];
  const spread = (made: DescentInitializer): { bound: number; sigma: number } => made.spread(shape) as { bound: number; sigma: number };

  test.each([
    ['tanh', Math.sqrt(6 / (nin + nout)), Math.sqrt(2 / (nin + nout))],
    ['sigmoid', 4 * Math.sqrt(6 / (nin + nout)), 4 * Math.sqrt(2 / (nin + nout))],
    ['relu', Math.SQRT2 * Math.sqrt(6 / (nin + nout)), Math.SQRT2 * Math.sqrt(2 / (nin + nout))],
  ] as const)('row %s (002:170–172)', (row, r, sigma) => {
    expect(spread(init.deckTable[row].uniform()).bound).toBeCloseTo(r, 14);
    expect(spread(init.deckTable[row].normal()).sigma).toBeCloseTo(sigma, 14);
    expect(init.deckTable[row].uniform.declaration.source.lectures?.[0]).toMatch(/^002:17[012]$/);
  });

  test('U(±1/√n_in) (002:165) is torch\'s kaiming_uniform_(a = √5), and a third of LeCun\'s variance', () => {
    expect(spread(init.fanInUniform()).bound).toBeCloseTo(1 / Math.sqrt(300), 14);
    expect(spread(init.heUniform({ gain: init.gainOf('leakyRelu', Math.sqrt(5)) })).bound).toBeCloseTo(1 / Math.sqrt(300), 14);
    expect((spread(init.lecunUniform()).sigma / spread(init.fanInUniform()).sigma) ** 2).toBeCloseTo(3, 12);
  });

  test('the printed Xavier bound (002:166) is √6 too wide and says so (E20)', () => {
    expect(spread(init.xavierAsPrinted()).bound / spread(init.glorotUniform()).bound).toBeCloseTo(Math.sqrt(6), 12);
    expect(init.xavierAsPrinted.declaration.wrong).toContain('under the root');
    expect(init.glorotUniform.declaration.wrong).toBeUndefined();
  });

  test('the deck\'s relu row is He\'s with the mean of both fans, and is not He\'s when n_in ≠ n_out (E22)', () => {
    expect(spread(init.reluNormal()).sigma).toBeCloseTo(spread(init.heNormal({ mode: 'fanAverage' })).sigma, 14);
    // He: 2/n_in and 2/n_out; the deck: 4/(n_in + n_out).
    expect(spread(init.heNormal()).sigma ** 2).toBeCloseTo(2 / 300, 14);
    expect(spread(init.heNormal({ mode: 'fanOut' })).sigma ** 2).toBeCloseTo(2 / 900, 14);
    expect(spread(init.reluNormal()).sigma ** 2).toBeCloseTo(4 / 1200, 14);
    expect(init.heNormal().spread([500, 500])?.sigma).toBeCloseTo(init.reluNormal().spread([500, 500])?.sigma as number, 14);
  });

  test('the formulas as they are printed', () => {
    expect(init.glorotUniform.latex()).toBe('w \\sim \\mathcal{U}(-r, r), \\quad r = \\text{gain} \\, \\sqrt{\\frac{6}{n_{\\text{in}} + n_{\\text{out}}}}');
    expect(init.heNormal.latex('fanIn')).toBe('w \\sim \\mathcal{N}(0, \\sigma^2), \\quad \\sigma = \\frac{\\text{gain}}{\\sqrt{n_{\\text{in}}}}');
  });
});

describe('fans', () => {
  test('dense and convolution, Keras\'s order and torch\'s: n_in = in · k, n_out = out · k', () => {
    expect(init.fans([5, 7])).toEqual({ nin: 5, nout: 7 });
    expect(init.fans([7, 5], { layout: 'oihw' })).toEqual({ nin: 5, nout: 7 });
    expect(init.fans([3, 3, 4, 8])).toEqual({ nin: 36, nout: 72 });
    expect(init.fans([8, 4, 3, 3], { layout: 'oihw' })).toEqual({ nin: 36, nout: 72 });
    expect(init.fans([5, 4, 8])).toEqual({ nin: 20, nout: 40 });
  });

  test('a bias has none: said with the way out', () => {
    expect(() => init.fans([7])).toThrow('fans: a shape needs two axes or more, got [7]');
    expect(() => init.glorotUniform().values([7])).toThrow('glorotUniform: a shape needs two axes or more to have fans, got [7]; give fans: { nin, nout }, or start biases at zeros()');
    expect(init.fanInUniform({ fans: { nin: 25, nout: 7 } }).spread([7])?.bound).toBe(0.2);
    expect(() => init.fans([2, 2], { layout: 'nchw' as 'oihw' })).toThrow('fans: layout must be hwio or oihw, got "nchw"');
  });

  test('gains refuse what has none', () => {
    expect(() => init.gainOf('gelu' as 'relu')).toThrow('gainOf: activation must be one of linear, sigmoid, tanh, relu, leakyRelu, selu, got "gelu"');
    expect(() => init.gainOf('leakyRelu', NaN)).toThrow('gainOf: slope must be in (-inf, inf), got NaN');
  });
});

describe('the size of a signal from layer to layer (research E20, E23; mean square out / mean square in)', () => {
  const [width, depth] = [400, 25];

  /** The geometric mean of the ratio over `depth` layers, starting afresh from normal inputs in each so that layers are independent. */
  function ratio(made: DescentInitializer, activation: (z: number) => number): number {
    const random = seededRandom(23);
    let total = 0;
    for (let layer = 0; layer < depth; layer++) {
      const x = Float64Array.from({ length: width }, () => activation(random.normal()));
      const W = made.values([width, width]);
      const z = Float64Array.from({ length: width }, (_, j) => activation(x.reduce((sum, value, i) => sum + value * (W[i * width + j] as number), 0)));
      total += Math.log((moments(z).sigma / moments(x).sigma) ** 2);
    }
    return Math.exp(total / depth);
  }

  const linear = (z: number): number => z;
  const relu = (z: number): number => Math.max(0, z);
  // Given x, the outputs are nearly normal and independent: their mean square has the relative variance 2/n, behind a relu 5/n, per layer.
  const error = (perUnit: number): number => 3 * Math.sqrt(perUnit / (width * depth));

  test.each([
    ['He with relu keeps it', init.heNormal(), relu, 1],
    ['1/n with relu halves it', init.lecunNormal(), relu, 1 / 2],
    ['He, linear, doubles it', init.heUniform(), linear, 2],
    ['torch\'s default, linear: a third', init.fanInUniform(), linear, 1 / 3],
    ['torch\'s default, relu: a sixth', init.fanInUniform(), relu, 1 / 6],
    ['Glorot, linear, keeps it', init.glorotNormal({ truncated: true }), linear, 1],
    ['the printed Xavier: six times', init.xavierAsPrinted(), linear, 6],
  ] as const)('%s', (_, made, activation, expected) => {
    expect(Math.abs(ratio(made, activation) / expected - 1)).toBeLessThan(error(activation === relu ? 5 : 2));
  });
});

describe('the truncated normal', () => {
  const count = 100_000;
  const tolerance = 3 / Math.sqrt(2 * count);

  test('has the standard deviation it is given, where tfjs\'s has 0.88 of it (tensorflow/tfjs#8594)', () => {
    expect(Math.abs(moments(init.truncatedNormal({ sigma: 0.2, seed: 1 }).values([count])).sigma / 0.2 - 1)).toBeLessThan(tolerance);
    const tensor = tf.initializers.glorotNormal({ seed: 1 }).apply([250, 400]);
    const theirs = Float64Array.from(tensor.dataSync());
    tensor.dispose();
    const asked = init.glorotNormal().spread([250, 400])?.sigma as number;
    expect(Math.abs(moments(theirs).sigma / (0.8796256610342398 * asked) - 1)).toBeLessThan(tolerance);
    expect(Math.abs(moments(init.glorotNormal({ truncated: true, seed: 1 }).values([250, 400])).sigma / asked - 1)).toBeLessThan(tolerance);
  });

  test('cutNormal is torch\'s trunc_normal_: cut at values, narrower than its width (theory of the recorded case "tight")', () => {
    const values = init.cutNormal({ width: 0.5, low: -0.6, high: 0.6, seed: 2 }).values([count]);
    expect(Math.abs(moments(values).sigma / 0.3140999904090244 - 1)).toBeLessThan(tolerance);
    expect(values.every(value => Math.abs(value) <= 0.6)).toBe(true);
    expect(() => init.cutNormal({ low: 1, high: 1 })).toThrow('cutNormal: low must be below high, got 1 and 1');
  });

  test('a width of 0 is the mean, not a default', () => {
    expect(Array.from(init.truncatedNormal({ mean: 2, sigma: 0 }).values([3]))).toEqual([2, 2, 2]);
    expect(Array.from(init.heNormal({ gain: 0, truncated: true }).values([1, 2]))).toEqual([0, 0]);
    expect(init.randomUniform({ low: 0, high: 1 }).values([1000]).every(value => value >= 0)).toBe(true);
  });
});

describe('matrices', () => {
  const gram = (values: Float64Array, rows: number, columns: number): number[] =>
    Array.from({ length: columns * columns }, (_, k) =>
      Array.from({ length: rows }, (__, i) => (values[i * columns + (k % columns)] as number) * (values[i * columns + Math.floor(k / columns)] as number)).reduce((a, b) => a + b, 0));

  test('orthogonal: WᵀW = gain² I, in a convolution over height · width · in', () => {
    const W = init.orthogonal({ gain: 2, seed: 4 }).values([3, 3, 2, 5]);
    gram(W, 18, 5).forEach((value, k) => expect(value).toBeCloseTo(k % 6 === 0 ? 4 : 0, 13));
    const torchs = init.orthogonal({ seed: 4, layout: 'oihw' }).values([18, 5]);
    gram(torchs, 18, 5).forEach((value, k) => expect(value).toBeCloseTo(k % 6 === 0 ? 1 : 0, 13));
    expect(() => init.orthonormal([1, 2, 2, 4], 2, 2)).toThrow('orthonormal: the vectors of the matrix depend on each other');
    expect(() => init.orthogonal().values([4])).toThrow('orthogonal: a shape needs two axes or more, got [4]');
  });

  test('an orthogonal matrix keeps every length, twenty layers deep', () => {
    const random = seededRandom(5);
    let x = Float64Array.from({ length: 30 }, () => random.normal());
    const before = moments(x).sigma;
    const made = init.orthogonal();
    for (let layer = 0; layer < 20; layer++) {
      const W = made.values([30, 30]);
      x = Float64Array.from({ length: 30 }, (_, j) => x.reduce((sum, value, i) => sum + value * (W[i * 30 + j] as number), 0));
    }
    expect(moments(x).sigma / before).toBeCloseTo(1, 13);
  });

  test('sparse: every unit listens to exactly 15 inputs (Martens 2010), all of them when there are fewer, with weights of size σ', () => {
    const W = init.sparse({ seed: 8, sigma: 0.5 }).values([200, 300]);
    const perUnit = Array.from({ length: 300 }, (_, unit) => Array.from({ length: 200 }, (__, i) => W[i * 300 + unit]).filter(value => value !== 0).length);
    expect(new Set(perUnit)).toEqual(new Set([15]));
    expect(Math.abs(moments(W.filter(value => value !== 0)).sigma / 0.5 - 1)).toBeLessThan(3 / Math.sqrt(2 * 4500));
    expect(init.sparse({ layout: 'oihw' }).values([6, 40]).filter(value => value !== 0)).toHaveLength(90);
    expect(init.sparse().values([4, 6]).every(value => value !== 0)).toBe(true);
    // No input is favoured: each of 200 is drawn 300 · 15/200 = 22.5 times, binomially, so within 5 σ of that.
    const perInput = Array.from({ length: 200 }, (_, i) => W.slice(i * 300, (i + 1) * 300).filter(value => value !== 0).length);
    for (const count of perInput) expect(Math.abs(count - 22.5)).toBeLessThan(5 * Math.sqrt(22.5 * (1 - 15 / 200)));
    expect(() => init.sparse({ connections: 1.5 })).toThrow('sparse: connections must be a whole number from 1 up, got 1.5');
  });

  test('identity: a dense layer, and a convolution in either order, pass their input on', () => {
    expect(Array.from(init.identity({ gain: 3 }).values([2, 3]))).toEqual([3, 0, 0, 0, 3, 0]);
    const passed = tf.tidy(() => {
      const image = tf.randomNormal([1, 5, 5, 2], 0, 1, 'float32', 3) as tf.Tensor4D;
      const kernel = init.identity().apply([3, 3, 2, 2]) as tf.Tensor4D;
      const torchs = tf.transpose(init.identity({ layout: 'oihw' }).apply([2, 2, 3, 3]), [2, 3, 1, 0]) as tf.Tensor4D;
      const difference = (filter: tf.Tensor4D): number => tf.max(tf.abs(tf.sub(tf.conv2d(image, filter, 1, 'same'), image))).dataSync()[0] as number;
      return [difference(kernel), difference(torchs)];
    });
    expect(passed).toEqual([0, 0]);
    expect(() => init.identity().values([3])).toThrow('identity: a shape needs two axes or more, got [3]');
  });

  test('zeros, ones, constant', () => {
    expect([init.zeros(), init.ones(), init.constant({ value: 0.5 })].map(made => Array.from(made.values([2])))).toEqual([[0, 0], [1, 1], [0.5, 0.5]]);
  });
});
