import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, test } from 'vitest';
import type { DescentOptimizer } from '../../lib/src/optimizers';
import { methods } from '../methods';

/** A loss whose gradient changes from step to step and from weight to weight. */
const target = tf.tensor1d([0.3, -1.2, 2.5, 0]);
const lossOf = (w: tf.Variable) => (): tf.Scalar => tf.sum(tf.mul(tf.square(tf.sub(w, target)), tf.tensor1d([1, 2, 0.5, 3]))) as tf.Scalar;
const variable = (name: string, values = [1, 1, 1, 1]): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d(values), true, name));
const steps = (optimizer: DescentOptimizer, w: tf.Variable, count: number): void => {
  for (let i = 0; i < count; i++) optimizer.minimize(lossOf(w), false, [w]);
};
const numbers = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());

afterEach(() => tf.disposeVariables());

describe.each(methods.map(method => [method.declaration.name, method] as const))('%s', (name, method) => {
  test('trains a tf.LayersModel through compile and fit', async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' })] });
    const optimizer = method();
    model.compile({ optimizer, loss: 'meanSquaredError' });
    const x = tf.tensor2d([[1, 0], [0, 1], [1, 1], [2, 1]]);
    const y = tf.tensor2d([[1], [2], [3], [4]]);
    const before = (model.evaluate(x, y) as tf.Scalar).dataSync()[0] as number;
    await model.fit(x, y, { epochs: 30, batchSize: 2, verbose: 0 });
    expect((model.evaluate(x, y) as tf.Scalar).dataSync()[0]).toBeLessThan(before);
    expect(optimizer.iterations).toBe(60);
    tf.dispose([x, y]);
    model.dispose();
  });

  test('keeps no tensor from step to step, and none after dispose', () => {
    const w = variable(`${name.replace(/\W/g, '')}-growth`);
    const empty = tf.memory().numTensors;
    const optimizer = method();
    steps(optimizer, w, 1);
    const afterOne = tf.memory().numTensors;
    steps(optimizer, w, 200);
    expect(tf.memory().numTensors).toBe(afterOne);
    // A slot that is one number for all weights is no tensor.
    const slots = method.slotNames.filter(slot => method.program?.kinds.get(slot) !== 'scalar');
    expect(afterOne - empty).toBe(slots.length);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(empty);
    expect(() => steps(optimizer, w, 1)).toThrow(`${name}: this optimizer has been disposed; make a new one`);
    w.dispose();
  });

  test('saved and continued is the same as never stopped', async () => {
    const [through, stopped] = [variable('through'), variable('stopped')];
    const [whole, first, second] = [method(), method(), method()];
    steps(whole, through, 9);
    steps(first, stopped, 4);
    const saved = await first.getWeights();
    await second.setWeights(saved);
    tf.dispose(saved.map(({ tensor }) => tensor));
    first.dispose();
    steps(second, stopped, 5);
    expect(numbers(stopped)).toEqual(numbers(through));
    expect(second.iterations).toBe(9);
    tf.dispose([through, stopped]);
  });

  test('does not depend on the order of the variables', () => {
    const run = (order: (a: tf.Variable, b: tf.Variable) => tf.Variable[]): number[] => {
      const [a, b] = [variable('a'), variable('b', [2, -1, 0.5, 3])];
      const optimizer = method();
      for (let i = 0; i < 4; i++) {
        const both = order(a, b);
        if (i % 2 === 1) both.reverse();
        optimizer.minimize(() => tf.add(lossOf(a)(), tf.mul(3, lossOf(b)())) as tf.Scalar, false, both);
      }
      const result = [...numbers(a), ...numbers(b)];
      tf.dispose([a, b]);
      return result;
    };
    expect(run((a, b) => [a, b])).toEqual(run((a, b) => [b, a]));
  });

  test('a variable that appears late starts fresh', () => {
    const [early, late, alone] = [variable('early'), variable('late'), variable('alone')];
    const [shared, own] = [method(), method()];
    steps(shared, early, 7);
    steps(shared, late, 3);
    steps(own, alone, 3);
    expect(numbers(late)).toEqual(numbers(alone));
    tf.dispose([early, late, alone]);
  });

  test('two optimizers of one method share no state', () => {
    const [one, two] = [variable('one'), variable('two')];
    const [first, second] = [method(), method()];
    steps(first, one, 1);
    steps(second, two, 1);
    steps(first, one, 5);
    steps(second, two, 5);
    expect(numbers(one)).toEqual(numbers(two));
    tf.dispose([one, two]);
  });

  test('zero gradients leave everything finite, and the weights where they are if nothing decays', () => {
    const w = variable('still');
    const optimizer = method(method.hyperNames.includes('lambda') ? { lambda: 0 } : {});
    for (let i = 0; i < 3; i++) optimizer.applyGradients({ [w.name]: tf.zeros([4]) });
    expect(numbers(w)).toEqual([1, 1, 1, 1]);
    w.dispose();
  });

  test('reports the first gradient that is not a number, and changes nothing', () => {
    const [good, bad] = [variable('good'), variable('poisoned')];
    const optimizer = method(method.hyperNames.includes('lambda') ? { lambda: 0 } : {});
    const zeros = tf.zeros([4]);
    optimizer.applyGradients({ [good.name]: zeros, [bad.name]: zeros });
    expect(() => optimizer.applyGradients({ [good.name]: tf.ones([4]), [bad.name]: tf.tensor1d([0, 0, NaN, 0]) })).toThrow(
      `${name}: the gradient of "${bad.name}"[2] is NaN at step 2`,
    );
    expect(numbers(good)).toEqual([1, 1, 1, 1]);
    // Mended, the same optimizer goes on.
    optimizer.applyGradients({ [good.name]: zeros, [bad.name]: zeros });
    tf.dispose([good, bad]);
  });

  test('refuses what is outside an interval, and what it does not know, at construction', () => {
    const [hyper] = method.hyperNames as [string];
    expect(() => method({ [hyper]: -0.5 })).toThrow(`${name}: ${hyper} must be in [0, inf), got -0.5`);
    expect(() => method({ [hyper]: NaN })).toThrow(`${name}: ${hyper} must be in [0, inf), got NaN`);
    expect(() => method({ etta: 1 })).toThrow(`${name}: unknown hyper-parameter "etta"; known: ${method.hyperNames.join(', ')}`);
  });

  test('its configuration makes the same optimizer again', () => {
    const given = method({ groups: [{ match: /bias/i, eta: 0.5 }] });
    const config = JSON.parse(JSON.stringify(given.getConfig())) as tf.serialization.ConfigDict;
    const Class = given.constructor as unknown as tf.serialization.SerializableConstructor<DescentOptimizer>;
    const again = Class.fromConfig(Class, config);
    const [bias, kernel] = [variable('dense/BIAS'), variable('dense/kernel')];
    expect(again.current(bias)).toEqual(given.current(bias));
    expect(again.current(kernel)).toEqual(given.current(kernel));
    expect(again.current(bias)).not.toEqual(again.current(kernel));
    tf.dispose([bias, kernel]);
  });
});
