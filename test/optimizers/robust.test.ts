import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { adafactor, adam, asgd, gradientDescent, lbfgs, lion, momentum, nesterov, novograd, trace, type DescentOptimizer } from '../../lib/src/optimizers';
import { revive } from '../../lib/src/optimizers/driver/saved-class';
import { clipNorm, clipValue, emaWeights, l2, lookaheadReset, partition, sam, wrapper } from '../../lib/src/wrappers';

beforeAll(async () => void (await useBackend('wasm')));
afterEach(() => tf.disposeVariables());

const variable = (name: string, values: number[]): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d(values), true, name));
const read = (w: tf.Tensor): number[] => Array.from(w.dataSync());
const bowl = (w: tf.Variable) => (): tf.Scalar => tf.sum(tf.mul(tf.square(w), tf.tensor1d([1, 3])));
/** The same walk on tensors and in float64. */
const both = (make: () => DescentOptimizer, steps: number): [number[], number[]] => {
  const w = variable('w', [1, -0.5]);
  const optimizer = make();
  for (let i = 0; i < steps; i++) optimizer.minimize(bowl(w), false, [w]);
  const rows = trace(make(), { start: [1, -0.5], steps, gradient: ([x, y]) => [2 * (x as number), 6 * (y as number)] });
  const onTensors = read(w);
  w.dispose();
  return [onTensors, Array.from(rows[steps - 1]?.w ?? [])];
};

describe('wrappers inside wrappers', () => {
  test.each<[string, () => DescentOptimizer]>([
    ['clipping around SAM', () => clipValue(sam(gradientDescent({ eta: 0.05 })), { bound: 100 })],
    ['SAM around clipping', () => sam(clipNorm(gradientDescent({ eta: 0.05 })))],
    ['SAM around Nesterov', () => sam(nesterov({ eta: 0.05 }))],
    ['averages around SAM around L2', () => emaWeights(sam(l2(adam({ eta: 0.05 }), { lambda: 0.5 })))],
    ['a fresh start of a wrapped method', () => lookaheadReset(clipNorm(adam({ eta: 0.1 }), { bound: 0.5 }), { period: 2 })],
    ['a fresh start of a method with L2', () => lookaheadReset(l2(momentum({ eta: 0.05 }), { lambda: 0.1 }), { period: 2 })],
  ])('%s walks on tensors as in float64', (_, make) => {
    const [onTensors, exact] = both(make, 7);
    expect(onTensors).toEqual(exact.map(value => expect.closeTo(value, 5)));
  });

  test('clipping that lets everything through leaves SAM what it is, at two gradients a step', () => {
    const [inside, outside] = [both(() => clipValue(sam(gradientDescent({ eta: 0.05 })), { bound: 100 }), 3), both(() => sam(gradientDescent({ eta: 0.05 })), 3)];
    expect(inside).toEqual(outside);
    const w = variable('counted', [1, 1]);
    const optimizer = clipValue(sam(gradientDescent()));
    for (let i = 0; i < 3; i++) optimizer.minimize(bowl(w), false, [w]);
    expect(optimizer.evaluations).toBe(6);
  });

  test('a partition cannot hold SAM, and says where it belongs', () => {
    expect(() => partition({ optimizer: sam(adam()) })).toThrow('partition: sam(adam) asks for its gradient twice and cannot be a part; put it around the partition');
    expect(sam(partition({ optimizer: adam() })).name).toBe('sam(partition(adam))');
  });

  test('the t of a condition is the number of the step, as in float64', () => {
    const late = wrapper({ name: 'late', title: 'Late', idea: 'a test', source: { paper: 'none' }, hyper: {}, when: 't > 2' });
    const w = variable('w', [0]);
    const optimizer = late(gradientDescent({ eta: 1 }));
    const path = [1, 2, 3, 4].map(() => {
      optimizer.applyGradients({ w: tf.tensor1d([1]) });
      return read(w)[0];
    });
    expect(path).toEqual([0, 0, -1, -2]);
    expect(trace(late(gradientDescent({ eta: 1 })), { start: [0], steps: 4, gradient: () => [1] }).map(row => row.w[0])).toEqual(path);
  });
});

describe('saved state', () => {
  const stepped = (optimizer: DescentOptimizer, w: tf.Variable, steps: number): void => {
    for (let i = 0; i < steps; i++) optimizer.minimize(bowl(w), false, [w]);
  };

  test('goes on under every number that tfjs adds to a name, also when it is saved twice', async () => {
    const names = ['kernel', 'kernel_1', 'kernel_2'];
    let weights = [1, -0.5];
    let saved: Awaited<ReturnType<DescentOptimizer['getWeights']>> | undefined;
    for (const name of names) {
      const w = variable(name, weights);
      const optimizer = adam({ eta: 0.1 });
      if (saved) await optimizer.setWeights(saved);
      stepped(optimizer, w, 3);
      weights = read(w);
      saved = await optimizer.getWeights();
    }
    const w = variable('through', [1, -0.5]);
    stepped(adam({ eta: 0.1 }), w, 9);
    expect(weights).toEqual(read(w));
  });

  test('what no variable has taken yet is saved again, seen and forgotten', async () => {
    const [a, b] = [variable('a', [1, 1]), variable('b', [1, 1])];
    const first = adam();
    stepped(first, a, 6);
    stepped(first, b, 6);
    const second = adam();
    await second.setWeights(await first.getWeights());
    stepped(second, a, 1);
    const names = (await second.getWeights()).map(({ name }) => name).sort();
    expect(names).toEqual(['a/m', 'a/steps', 'a/v', 'b/m', 'b/steps', 'b/v', 'iter']);
    expect(read(second.slot(b, 'm') as tf.Tensor)).toEqual(read(first.slot(b, 'm') as tf.Tensor));
    second.forget(b);
    expect((await second.getWeights()).map(({ name }) => name)).not.toContain('b/m');
  });

  test('of another method is refused, whichever slots the two share', async () => {
    const save = async (optimizer: DescentOptimizer): ReturnType<DescentOptimizer['getWeights']> => {
      const w = variable('saved', [1, 1]);
      stepped(optimizer, w, 1);
      w.dispose();
      return optimizer.getWeights();
    };
    const w = variable('saved', [1, 1]);
    w.dispose();
    for (const [from, to] of [[adam(), lion()], [adam(), novograd()], [novograd(), adam()]] as const) {
      const weights = await save(from);
      await to.setWeights(weights);
      const again = variable('saved', [1, 1]);
      expect(() => stepped(to, again, 1)).toThrow(new RegExp(`^${to.name}: .*saved`));
      again.dispose();
    }
    await expect(clipNorm(adam()).setWeights(await save(adam()))).rejects.toThrow('clip (norm)(adam): the saved state has nothing for the optimizer inside');
  });

  test('a group by exact name finds the variable again under its new number', () => {
    const frozen = gradientDescent({ eta: 1, groups: [{ match: 'solo/kernel', eta: 0 }] });
    const again = revive(frozen.getClassName(), frozen.getConfig()) as DescentOptimizer;
    const [loaded, other] = [variable('solo/kernel_1', [1]), variable('solo/kernel_size', [1])];
    expect([again.current(loaded)['eta'], again.current(other)['eta']]).toEqual([0, 1]);
  });
});

describe('what does not fit is refused before anything has changed', () => {
  test('a gradient of another shape or type', () => {
    const w = variable('w', [1, 2, 3]);
    expect(() => adam().applyGradients({ w: tf.scalar(1) })).toThrow('adam: the gradient of "w" must have its shape [3], got []');
    expect(() => adam().applyGradients({ w: tf.tensor1d([1, 2, 3], 'int32') })).toThrow('adam: "w" and its gradient must be float32, got float32 and int32');
  });

  test('a variable made anew in another shape; forgotten, it may come back', () => {
    const optimizer = momentum();
    const w = variable('w', [1, 2]);
    optimizer.applyGradients({ w: tf.tensor1d([1, 1]) });
    w.dispose();
    const [good, bad] = [variable('a', [1]), tf.tidy(() => tf.variable(tf.ones([2, 1]), true, 'w'))];
    const step = (): void => optimizer.applyGradients({ a: tf.tensor1d([1]), w: tf.ones([2, 1]) });
    expect(step).toThrow('momentum: "w" has shape [2, 1], but its state belongs to shape [2]; call forget(variable), or give it another name');
    // The first variable must not have been stepped alone.
    expect([read(good)[0], optimizer.iterations]).toEqual([1, 1]);
    optimizer.forget(bad);
    step();
    expect(optimizer.iterations).toBe(2);
  });

  test('a failed step leaves no tensors behind, and use after dispose is refused', async () => {
    const w = variable('w', [1, 1]);
    for (const optimizer of [adam(), nesterov(), sam(adam()), clipNorm(adam())]) {
      optimizer.minimize(bowl(w), false, [w]);
      const before = tf.memory().numTensors;
      expect(() => optimizer.minimize(() => tf.sum(tf.mul(w, NaN)), false, [w])).toThrow('is NaN at step 2');
      expect(tf.memory().numTensors, optimizer.name).toBe(before);
      optimizer.dispose();
      expect(() => optimizer.minimize(bowl(w), false, [w])).toThrow('has been disposed');
      await expect(optimizer.getWeights()).rejects.toThrow('has been disposed');
    }
  });

  test('a step of L-BFGS that fails leaves the curvature it began with', () => {
    const [w, twin] = [variable('w', [1, -0.5]), variable('twin', [1, -0.5])];
    const [broken, whole] = [lbfgs({ iterations: 3 }), lbfgs({ iterations: 3 })];
    broken.minimize(bowl(w), false, [w]);
    whole.minimize(bowl(twin), false, [twin]);
    let asked = 0;
    const failing = (): tf.Scalar => ((asked += 1) > 2 ? tf.sum(tf.mul(w, NaN)) : bowl(w)());
    expect(() => broken.minimize(() => tf.mul(failing(), 1.5), false, [w])).toThrow('NaN');
    broken.minimize(bowl(w), false, [w]);
    whole.minimize(bowl(twin), false, [twin]);
    expect(read(w)).toEqual(read(twin));
  });
});

test('a look-ahead neither moves integers nor leaves state with variables that the loss ignores', async () => {
  const w = variable('w', [1, 1]);
  tf.tidy(() => tf.variable(tf.tensor1d([1, 2], 'int32'), true, 'counts', 'int32'));
  variable('ignored', [1, 1]);
  const optimizer = nesterov();
  optimizer.minimize(bowl(w));
  expect((await optimizer.getWeights()).map(({ name }) => name).sort()).toEqual(['iter', 'w/V', 'w/steps']);
});

test('a global pattern matches every time', () => {
  const optimizer = gradientDescent({ eta: 0.1, groups: [{ match: /kern/g, eta: 0.5 }] });
  const w = variable('kernel', [1]);
  expect([1, 2, 3].map(() => optimizer.current(w)['eta'])).toEqual([0.5, 0.5, 0.5]);
});

test('evaluateAt refuses an asynchronous function, whose values would be those of the training weights', () => {
  const w = variable('w', [1]);
  const optimizer = asgd();
  optimizer.applyGradients({ w: tf.tensor1d([1]) });
  expect(() => optimizer.evaluateAt('average', [w], async () => 0)).toThrow('asgd: evaluateAt needs a function that is not asynchronous');
});

test('Adafactor stays finite where the means of rows lie 10^46 apart', () => {
  const w = tf.tidy(() => tf.variable(tf.zeros([2, 2]), true, 'w'));
  adafactor().applyGradients({ w: tf.tensor2d([[0, 0], [1e8, 1e8]]) });
  expect(read(w).every(Number.isFinite)).toBe(true);
  expect(() => adafactor({ floor1: 0 })).toThrow('adafactor: floor1 must be in (0, inf), got 0');
});
