import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { everyOptimizer } from './every-optimizer';

beforeAll(async () => void (await useBackend('wasm')));
afterEach(() => tf.disposeVariables());

const shapes = [[], [1], [3], [1, 1], [2, 3], [3, 1], [1, 3], [2, 1, 3], [1, 1, 2, 2], [2, 1, 2, 1, 2]];

describe.each(everyOptimizer)('$name', ({ make }) => {
  test('steps variables of every rank, sizes of 1 among them', () => {
    const variables = shapes.map((shape, i) => tf.tidy(() => tf.variable(tf.fill(shape, 1), true, `w${i}`)));
    const optimizer = make();
    const loss = (): tf.Scalar => tf.addN(variables.map(w => tf.sum(tf.square(tf.sub(w, 3))))) as tf.Scalar;
    for (let i = 0; i < 3; i++) optimizer.minimize(loss, false, variables);
    expect(variables.map(({ shape }) => shape)).toEqual(shapes);
    expect(variables.flatMap(w => Array.from(w.dataSync())).filter(value => !Number.isFinite(value))).toEqual([]);
  });

  test.each([[[0]], [[0, 3]], [[3, 0]]])('leaves a variable without weights, of shape %j, as it is, beside one that has some', shape => {
    const [empty, full] = [tf.tidy(() => tf.variable(tf.zeros(shape), true, 'empty')), tf.tidy(() => tf.variable(tf.ones([2]), true, 'full'))];
    const optimizer = make();
    const loss = (): tf.Scalar => tf.add(tf.sum(tf.square(full)), tf.sum(tf.mul(tf.concat([tf.reshape(empty, [-1]), tf.zeros([1])]), 2)));
    for (let i = 0; i < 3; i++) optimizer.minimize(loss, false, [empty, full]);
    expect(empty.shape).toEqual(shape);
    expect(Array.from(full.dataSync()).every(Number.isFinite)).toBe(true);
  });
});
