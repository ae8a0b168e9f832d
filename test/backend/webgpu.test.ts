import { describe, expect, test } from 'vitest';
import { describeAdapter } from '../../lib/src/backend/webgpu-adapter';
import { inChild } from './child';
import { stepped } from './one-step';
import { missing, swiftShader } from './swift-shader';

async function answer(body: string): Promise<unknown> {
  const { status, stdout, stderr } = await inChild(body, swiftShader);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('webgpu on SwiftShader', () => {
  test('forced, it takes one gradient step', async context => {
    context.skip(Boolean(missing), missing || undefined);
    const [report, values] = (await answer(`const r = await useBackend('webgpu'); print([r, await oneStep()]);`)) as [object, number[]];
    expect(values).toEqual(stepped);
    expect(report).toEqual({
      name: 'webgpu',
      device: expect.stringMatching(/swiftshader.*, emulated in software$/i) as string,
      tried: [{ name: 'webgpu', available: true, why: 'asked for by name' }],
    });
  });

  test('it also starts where node has a navigator of its own, as from version 21', async context => {
    context.skip(Boolean(missing), missing || undefined);
    const own = `if (!('navigator' in globalThis)) Object.defineProperty(globalThis, 'navigator', { get: () => own, configurable: true });`;
    expect(await answer(`const own = {}; ${own} await useBackend('webgpu'); print(await oneStep());`)).toEqual(stepped);
  });

  test('it trains a LayersModel and goes on after a garbage collection', async context => {
    context.skip(Boolean(missing), missing || undefined);
    // The same step as oneStep's, from weights (1, -2): the loss before it is 16, after it (2·3 + 1·(-1) - 4)² = 1.
    const seen = await answer(`
      await useBackend('webgpu');
      (await import('node:v8')).setFlagsFromString('--expose-gc');
      const gc = (await import('node:vm')).runInNewContext('gc');
      const layer = tf.layers.dense({ units: 1, useBias: false, inputShape: [2] });
      const model = tf.sequential({ layers: [layer] });
      layer.setWeights([tf.tensor2d([[1], [-2]])]);
      model.compile({ optimizer: tf.train.sgd(1 / 8), loss: 'meanSquaredError' });
      const losses = [];
      for (let i = 0; i < 2; i++) {
        const { history } = await model.fit(tf.tensor2d([[2, 1]]), tf.tensor2d([[4]]), { epochs: 1, verbose: 0 });
        losses.push(history.loss[0]);
        gc();
        await new Promise(resolve => setTimeout(resolve, 20));
      }
      print(losses);
    `);
    expect(seen).toEqual([16, 1]);
  });

  test('every method walks there as in float64, on the GPU itself', async context => {
    context.skip(Boolean(missing), missing || undefined);
    const seen = await answer(`
      const { trace } = await import('../../lib/src/optimizers');
      const { stepwise } = await import('../methods');
      await useBackend('webgpu');
      // tfjs computes tensors of up to a thousand numbers on the processor; here the shaders are meant.
      tf.env().set('WEBGPU_CPU_FORWARD', false);
      const errors = {};
      for (const method of stepwise) {
        const w = tf.variable(tf.tensor1d([1, -2, 0.5]));
        const optimizer = method();
        for (let t = 1; t <= 10; t++) optimizer.minimize(() => tf.sum(tf.mul(tf.square(w), tf.tensor1d([1, 2, 3]))), false, [w]);
        const got = await w.data();
        const gradient = w64 => Array.from(w64, (value, i) => 2 * (i + 1) * value);
        const expected = trace(method, { start: [1, -2, 0.5], gradient, steps: 10 })[9].w;
        errors[method.declaration.name] = Math.max(...expected.map((value, i) => Math.abs(value - got[i])));
      }
      print(errors);
    `);
    const errors = Object.entries(seen as Record<string, number>);
    expect(errors.length).toBeGreaterThanOrEqual(14);
    // Weights of size 2 in float32 carry 2.4e-7; ten steps of a dozen operations each may add up a hundred such roundings.
    expect(errors.filter(([, error]) => !(error < 2.4e-5))).toEqual([]);
  });

  test('a gradient that is not a number is reported with its step, without stopping the queue', async context => {
    context.skip(Boolean(missing), missing || undefined);
    const message = await answer(`
      const { adam } = await import('../../lib/src/optimizers');
      await useBackend('webgpu');
      const w = tf.variable(tf.tensor1d([1, 1]), true, 'w');
      const optimizer = adam();
      const step = (g) => optimizer.applyGradients({ w: tf.tensor1d(g) });
      step([1, 1]);
      step([0, NaN]);
      await new Promise(resolve => setTimeout(resolve, 500));
      try { step([1, 1]); print('no error'); } catch (error) { print(error.message); }
    `);
    expect(message).toMatch(/^adam: the gradient of "w"\[1\] is NaN at step 2/);
  });

  test('left to itself the kit passes it over, and says so', async context => {
    context.skip(Boolean(missing), missing || undefined);
    const { name, tried } = (await answer('print(await useBackend());')) as { name: string; tried: object[] };
    expect(name).not.toBe('webgpu');
    const attempt = { name: 'webgpu', available: true, why: expect.stringMatching(/^found only .*software, which is slower than wasm$/) as string };
    if (name === 'wasm') expect(tried[1]).toMatchObject(attempt);
  });

  test('reading a value synchronously says what to write instead', async context => {
    context.skip(Boolean(missing), missing || undefined);
    const message = await answer(`
      await useBackend('webgpu');
      try { tf.square(tf.tensor1d([3])).dataSync(); } catch (error) { print(error.message); }
    `);
    expect(message).toBe('webgpu: values cannot be read synchronously in node; write "await tensor.data()" instead of "tensor.dataSync()"');
  });
});

test.each([
  [{ vendor: 'nvidia', device: 'nvidia-geforce-rtx-3080', description: 'NVIDIA: 535.54.03', software: false }, 'nvidia geforce rtx 3080 (NVIDIA: 535.54.03)'],
  [{ vendor: 'apple', device: '', description: '', software: false }, 'apple'],
])('an adapter is described in words', (adapter, words) => {
  expect(describeAdapter(adapter)).toBe(words);
});
