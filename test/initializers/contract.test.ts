import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, test } from 'vitest';
import { methods, moments } from './initializers';

afterEach(() => tf.disposeVariables());

test('there are initialisers to test', () => expect(methods.length).toBeGreaterThanOrEqual(20));

describe.each(methods.map(method => [method.declaration.name, method] as const))('%s', (name, method) => {
  test('a dense and a convolution layer take it, and a saved model finds it again', async () => {
    const kernelInitializer = method({ seed: 5 });
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ inputShape: [6, 6, 2], filters: 3, kernelSize: 3, kernelInitializer }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 4, kernelInitializer: method({ seed: 6 }) }),
      ],
    });
    const [conv, , dense] = [model.layers[0], model.layers[1], model.layers[2]] as [tf.layers.Layer, tf.layers.Layer, tf.layers.Layer];
    expect(conv.getWeights()[0]?.shape).toEqual([3, 3, 2, 3]);
    expect(dense.getWeights()[0]?.shape).toEqual([48, 4]);
    const expected = Float32Array.from(method({ seed: 6 }).values([48, 4]));
    expect(Array.from(dense.getWeights()[0]?.dataSync() ?? [])).toEqual(Array.from(expected));

    const loaded = await tf.models.modelFromJSON({ modelTopology: JSON.parse(model.toJSON() as string) });
    expect(Array.from(loaded.layers[2]?.getWeights()[0]?.dataSync() ?? [])).toEqual(Array.from(expected));
    loaded.dispose();
    model.dispose();
  });

  test('getConfig and fromConfig give one that draws the same, options, layout and fans included', () => {
    const given = method({ seed: 11, layout: 'oihw', fans: { nin: 30, nout: 7 } });
    const config = JSON.parse(JSON.stringify(given.getConfig())) as tf.serialization.ConfigDict;
    const type = given.constructor as tf.serialization.SerializableConstructor<typeof given> & { fromConfig: (cls: unknown, config: unknown) => typeof given };
    const again = type.fromConfig(type, config);
    expect(again.getConfig()).toEqual(given.getConfig());
    expect(again.values([7, 30])).toEqual(given.values([7, 30]));
  });

  test('the tensor is the float64 draw in float32, and nothing is left over', () => {
    const before = tf.memory().numTensors;
    const tensor = method({ seed: 3 }).apply([5, 8]);
    expect(Array.from(tensor.dataSync())).toEqual(Array.from(Float32Array.from(method({ seed: 3 }).values([5, 8]))));
    expect(tensor.shape).toEqual([5, 8]);
    tensor.dispose();
    const whole = method({ seed: 3 }).apply([5, 8], 'int32');
    expect([whole.dtype, Array.from(whole.dataSync()).every(Number.isInteger)]).toEqual(['int32', true]);
    whole.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('a seed fixes the weights; another seed, and a second draw, give others, unless nothing is drawn', () => {
    const [one, same, other] = [method({ seed: 1 }), method({ seed: 1 }), method({ seed: 2 })];
    const first = one.values([20, 20]);
    expect(same.values([20, 20])).toEqual(first);
    const isDrawn = !['zeros', 'ones', 'constant', 'identity'].includes(name);
    expect(one.values([20, 20]).some((value, i) => value !== first[i])).toBe(isDrawn);
    expect(other.values([20, 20]).some((value, i) => value !== first[i])).toBe(isDrawn);
    expect(method().seed).not.toBe(method().seed);
  });

  test('is as wide as it says, within three standard errors', () => {
    const made = method({ seed: 17 });
    const shape = [250, 400];
    const spread = made.spread(shape);
    if (spread === undefined) return expect('draw' in method.declaration.rule).toBe(true);
    const count = 100_000;
    const { mean, sigma } = moments(made.values(shape));
    expect(Math.abs(mean)).toBeLessThan((3 * spread.sigma) / Math.sqrt(count));
    // σ/√(2N) for a normal distribution; less for a uniform or a truncated one, whose fourth moments are smaller.
    expect(Math.abs(sigma / spread.sigma - 1)).toBeLessThan(3 / Math.sqrt(2 * count));
    expect(made.values(shape).every(value => Math.abs(value) <= spread.bound)).toBe(true);
  });

  test('bad options fail at construction, with name, rule and value', () => {
    const make = (options: object) => () => method(options);
    expect(make({ wrong: 1 })).toThrow(new RegExp(`^${name}: unknown option "wrong"; known: .*seed, layout, fans$`));
    expect(make({ seed: -1 })).toThrow(`${name}: seed must be a whole number from 0 to 9007199254740991, got -1`);
    expect(make({ layout: 'OIHW' })).toThrow(`${name}: layout must be hwio or oihw, got "OIHW"`);
    expect(make({ fans: { nin: 0, nout: 2 } })).toThrow(`${name}: fans.nin must be in (0, inf), got 0`);
    for (const [key, value] of Object.entries(method.declaration.options)) {
      expect(make({ [key]: typeof value === 'string' ? 'fan_in' : NaN })).toThrow(new RegExp(`^${name}: ${key} must be .*, got`));
    }
    expect(() => method().values([2.5, 2])).toThrow(`${name}: a shape holds whole numbers from 0 up, got [2.5, 2]`);
    expect(() => method().apply([2, 2], 'bool')).toThrow(`${name}: dtype must be float32 or int32, got bool`);
  });

  test('documents itself: idea, source, formula', () => {
    const { title, idea, source } = method.declaration;
    expect(Math.min(title.length, idea.length, source.paper.length)).toBeGreaterThan(3);
    expect(method.latex()).toMatch(/w|W/);
  });
});
