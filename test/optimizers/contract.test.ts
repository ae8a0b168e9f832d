import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { useBackend, type BackendName } from '../../lib/src/backend';
import { setKernels, type KernelsMode } from '../../lib/src/backend/kernels/mode';
import type { DescentOptimizer } from '../../lib/src/optimizers';
import { revive } from '../../lib/src/optimizers/driver/saved-class';
import { everyOptimizer } from './every-optimizer';

// `webgpu-contract.test.ts` and `tensorflow.test.ts` run this file once more, in processes that find the device and the package.
const runs = (process.env['DESCENT_CONTRACT'] ?? 'wasm:required wasm:off cpu:auto').split(' ').map(run => run.split(':') as [BackendName, KernelsMode]);

const variable = (name: string, values = [1, 1, 1, 1]): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d(values), true, name));
const numbers = async (tensor: tf.Tensor): Promise<number[]> => Array.from(await tensor.data());

/** A loss whose gradient changes from step to step and from weight to weight. */
const lossOf = (w: tf.Variable) => (): tf.Scalar => {
  const distance = tf.sub(w, tf.tensor1d([0.3, -1.2, 2.5, 0]));
  return tf.sum(tf.mul(tf.square(distance), tf.tensor1d([1, 2, 0.5, 3])));
};
/** A loss with a given gradient. */
const linear = (variables: readonly tf.Variable[], gradients: readonly number[][]) => (): tf.Scalar =>
  tf.addN(variables.map((w, i) => tf.sum(tf.mul(w, tf.tensor1d(gradients[i] as number[]))))) as tf.Scalar;
const steps = (optimizer: DescentOptimizer, w: tf.Variable, count: number): void => {
  for (let i = 0; i < count; i++) optimizer.minimize(lossOf(w), false, [w]);
};
/** A legal value of a hyper-parameter that is not its default. */
const other = (make: (options: object) => unknown, name: string, value: number): number => {
  const legal = [value / 2, value * 2, 0.5].find(candidate => {
    if (candidate === value) return false;
    try {
      make({ [name]: candidate });
      return true;
    } catch {
      return false;
    }
  });
  if (legal === undefined) throw new Error(`no legal value of ${name} found besides ${value}`);
  return legal;
};
/** Nothing that pulls on the weights by itself. */
const withoutDecay = (hyper: Readonly<Record<string, number>>): object => ('lambda' in hyper ? { lambda: 0 } : {});

describe.each(runs)('on %s with kernels %s', (backend, kernels) => {
  // No method does anything more rarely than at every tenth step, so what grows at all grows in twenty. With fused kernels, as students run it,
  // a thousand are cheap, and go round the memory of L-BFGS ten times; elsewhere the same code runs on other tensors, and a step takes long.
  const many = backend === 'wasm' && kernels === 'required' ? 1000 : 20;
  let before: KernelsMode;
  beforeAll(async () => {
    await useBackend(backend);
    before = setKernels(kernels);
    // tfjs computes small tensors of webgpu on the processor; here the shaders are meant.
    if (backend === 'webgpu') tf.env().set('WEBGPU_CPU_FORWARD', false);
  });
  afterEach(() => tf.disposeVariables());
  afterAll(() => void setKernels(before));

  test.each(everyOptimizer.filter(({ make }) => !make().runsOn(backend)))('$name refuses the backend, and says which to use', ({ make }) => {
    expect(() => steps(make(), variable('w'), 1)).toThrow(/use the backend/);
  });

  describe.each(everyOptimizer.filter(({ make }) => make().runsOn(backend)))('$name', ({ name, make, hyper }) => {
    test('trains a tf.LayersModel through compile and fit', async () => {
      const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' })] });
      const optimizer = make();
      model.compile({ optimizer, loss: 'meanSquaredError' });
      const x = tf.tensor2d([[1, 0], [0, 1], [1, 1], [2, 1]]);
      const y = tf.tensor2d([[1], [2], [3], [4]]);
      const measure = async (): Promise<number> => ((await (model.evaluate(x, y) as tf.Scalar).data())[0] as number);
      const before = await measure();
      await model.fit(x, y, { epochs: 8, batchSize: 2, verbose: 0, shuffle: false });
      expect(await measure()).toBeLessThan(before);
      expect(optimizer.iterations).toBe(16);
      tf.dispose([x, y]);
      model.dispose();
    });

    test('keeps no tensor from step to step, and none after dispose', async () => {
      const w = variable('w');
      const empty = tf.memory().numTensors;
      const optimizer = make();
      steps(optimizer, w, 12);
      await numbers(w);
      const early = tf.memory().numTensors;
      steps(optimizer, w, many);
      await numbers(w);
      expect(tf.memory().numTensors).toBe(early);
      optimizer.dispose();
      expect(tf.memory().numTensors).toBe(empty);
      expect(() => steps(optimizer, w, 1)).toThrow(`${optimizer.name}: this optimizer has been disposed; make a new one`);
    });

    test('saved and continued is the same as never stopped', async () => {
      const [through, stopped] = [variable('through'), variable('stopped')];
      const [whole, first, second] = [make(), make(), make()];
      steps(whole, through, 9);
      steps(first, stopped, 4);
      const saved = await first.getWeights();
      await second.setWeights(saved);
      tf.dispose(saved.map(({ tensor }) => tensor));
      first.dispose();
      steps(second, stopped, 5);
      expect(await numbers(stopped)).toEqual(await numbers(through));
      expect(second.iterations).toBe(9);
    });

    test('does not depend on the order of the variables', async () => {
      const run = async (order: (a: tf.Variable, b: tf.Variable) => tf.Variable[]): Promise<number[]> => {
        const [a, b] = [variable('a'), variable('b', [2, -1, 0.5, 3])];
        const optimizer = make();
        for (let i = 0; i < 4; i++) {
          const both = order(a, b);
          if (i % 2 === 1) both.reverse();
          optimizer.minimize(() => tf.add(lossOf(a)(), tf.mul(3, lossOf(b)())) as tf.Scalar, false, both);
        }
        const result = [...(await numbers(a)), ...(await numbers(b))];
        tf.dispose([a, b]);
        return result;
      };
      expect(await run((a, b) => [a, b])).toEqual(await run((a, b) => [b, a]));
    });

    test('a variable that appears late starts fresh', async () => {
      const [early, late, alone] = [variable('early'), variable('late'), variable('alone')];
      const [shared, own] = [make(), make()];
      steps(shared, early, 7);
      steps(shared, late, 3);
      steps(own, alone, 3);
      expect(await numbers(late)).toEqual(await numbers(alone));
    });

    test('two optimizers of one kind share no state', async () => {
      const [one, two] = [variable('one'), variable('two')];
      const [first, second] = [make(), make()];
      steps(first, one, 1);
      steps(second, two, 1);
      steps(first, one, 5);
      steps(second, two, 5);
      expect(await numbers(one)).toEqual(await numbers(two));
    });

    test('zero gradients leave everything finite, and the weights where they are if nothing decays', async () => {
      const w = variable('still');
      const optimizer = make(withoutDecay(hyper));
      for (let i = 0; i < 6; i++) optimizer.minimize(linear([w], [[0, 0, 0, 0]]), false, [w]);
      expect(await numbers(w)).toEqual([1, 1, 1, 1]);
    });

    test('reports the first gradient that is not a number, and goes on when it is mended', async () => {
      const [good, bad] = [variable('good'), variable('poisoned')];
      const optimizer = make(withoutDecay(hyper));
      const step = (g: number[], h: number[]): unknown => optimizer.minimize(linear([good, bad], [g, h]), false, [good, bad]);
      const zeros = [0, 0, 0, 0];
      step(zeros, zeros);
      const message = `${optimizer.name}: the gradient of "poisoned"[2] is NaN at step 2`;
      if (backend === 'webgpu') {
        // There the answer comes late, and a later step throws; in software shaders, on a busy machine, a step may take seconds.
        step(zeros, [0, 0, NaN, 0]);
        await expect.poll(() => { try { step(zeros, zeros); return ''; } catch (error) { return (error as Error).message; } }, { timeout: 30_000 }).toContain(message);
      } else {
        expect(() => step([1, 1, 1, 1], [0, 0, NaN, 0])).toThrow(message);
        expect(await numbers(good)).toEqual([1, 1, 1, 1]);
      }
      step(zeros, zeros);
    });

    // Where a moment begins may be any finite number; nothing else may be negative.
    test('refuses what is outside an interval, and what it does not know, at construction', () => {
      for (const name of Object.keys(hyper)) {
        const outside = name === 'first' ? -Infinity : -0.5;
        expect(() => make({ [name]: outside }), name).toThrow(new RegExp(`: ${name} must be in [[(].*, .*[\\])], got ${outside}$`));
        expect(() => make({ [name]: NaN }), name).toThrow(/, got NaN$/);
        expect(() => make({ etta: 1 })).toThrow(`: unknown hyper-parameter "etta"; known: ${Object.keys(hyper).join(', ')}`);
      }
    });

    test('its configuration makes the same optimizer again', async () => {
      const changed = Object.fromEntries(Object.entries(hyper).map(([name, value]) => [name, other(make, name, value)]));
      // L-BFGS takes all variables of a call as one vector, and refuses groups.
      const grouped = !name.startsWith('lbfgs');
      const given = make({ ...changed, ...(grouped && { groups: [{ match: /bias/i, ...hyper }] }) });
      const config = JSON.parse(JSON.stringify(given.getConfig())) as tf.serialization.ConfigDict;
      const again = revive(given.getClassName(), config) as DescentOptimizer;
      const paths: number[][] = [];
      for (const optimizer of [given, again]) {
        const [bias, kernel] = [variable('dense/BIAS'), variable('dense/kernel')];
        expect(optimizer.current(bias)).toMatchObject(grouped ? hyper : changed);
        expect(optimizer.current(kernel)).toMatchObject(changed);
        for (let i = 0; i < 5; i++) optimizer.minimize(() => tf.add(lossOf(bias)(), lossOf(kernel)()) as tf.Scalar, false, [bias, kernel]);
        paths.push([...(await numbers(bias)), ...(await numbers(kernel))]);
        tf.dispose([bias, kernel]);
      }
      expect(paths[1]).toEqual(paths[0]);
    });
  });
});
