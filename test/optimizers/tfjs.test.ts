import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, test } from 'vitest';
import * as o from '../../lib/src/optimizers';
import { trace, type HyperOptions, type Method } from '../../lib/src/optimizers';

const start = [1, 2];
const count = 5;
const slope = (w: Float64Array): number[] => Array.from(w, x => 2 * x);

/** Where an optimizer of tfjs goes on Σx². */
function theirs(optimizer: tf.Optimizer): number[][] {
  const w = tf.tidy(() => tf.variable(tf.tensor1d(start)));
  const path = Array.from({ length: count }, () => {
    optimizer.minimize(() => tf.sum(tf.square(w)) as tf.Scalar, false, [w]);
    return Array.from(w.dataSync());
  });
  optimizer.dispose();
  return path;
}

const ours = (method: Method, hyper: HyperOptions<string>): number[][] =>
  trace(method, { start, gradient: slope, steps: count, hyper }).map(({ w }) => Array.from(w));
// float32 carries seven digits, and five steps of about ten roundings each move values near 1.
const close = (path: number[][]): unknown[] => path.map(row => row.map(value => expect.closeTo(value, 5)));

afterEach(() => tf.disposeVariables());

describe('the optimizers of TensorFlow.js in the kit\'s terms', () => {
  const pairs: ReadonlyArray<readonly [string, () => tf.Optimizer, Method, HyperOptions<string>]> = [
    ['sgd', () => tf.train.sgd(0.1), o.gradientDescent, { eta: 0.1 }],
    ['momentum', () => tf.train.momentum(0.1, 0.5), o.momentumSum, { eta: 0.1, gamma: 0.5 }],
    ['adagrad', () => tf.train.adagrad(0.1, 0.1), o.adagradInside, { eta: 0.1, delta: 0.1, epsilon: 1e-7 }],
    ['rmsprop', () => tf.train.rmsprop(0.1, 0.95, 0, 1e-7), o.rmspropInside, { eta: 0.1, beta: 0.95, epsilon: 1e-7 }],
    ['adam', () => tf.train.adam(0.1, 0.8, 0.9, 1e-7), o.adam, { eta: 0.1, beta1: 0.8, beta2: 0.9, epsilon: 1e-7 }],
    ['adamax', () => tf.train.adamax(0.1, 0.8, 0.9, 1e-7), o.adamaxOutside, { eta: 0.1, beta1: 0.8, beta2: 0.9, epsilon: 1e-7 }],
    // Its ε has the wrong sign; away from zero that does not show.
    ['rmsprop, centred', () => tf.train.rmsprop(0.1, 0.95, 0, 1e-7, true), o.rmspropCenteredInside, { eta: 0.1, beta: 0.95, epsilon: 1e-7 }],
  ];

  test.each(pairs)('%s', (_, make, method, hyper) => expect(theirs(make())).toEqual(close(ours(method, hyper))));

  test('adamax\'s decay is a schedule, η/(1 + decay (t − 1))', () => {
    const eta = (t: number): number => 0.1 / (1 + 0.1 * (t - 1));
    expect(theirs(tf.train.adamax(0.1, 0.8, 0.9, 1e-7, 0.1))).toEqual(close(ours(o.adamaxOutside, { eta, beta1: 0.8, beta2: 0.9 })));
  });

  test('nesterov, whose weights are the look-ahead points here', () => {
    const rows = trace(o.nesterov, { start, gradient: slope, steps: count + 1, hyper: { eta: 0.1, gamma: 0.5 } });
    expect(theirs(tf.train.momentum(0.1, 0.5, true))).toEqual(close(rows.slice(1).map(({ at }) => Array.from(at))));
  });
});

describe('where TensorFlow.js is wrong (research T1, T2; a release that mends it makes these fail)', () => {
  test('its adadelta is gradient descent to the last bit, and not AdaDelta', () => {
    expect(theirs(tf.train.adadelta(0.1, 0.95))).toEqual(theirs(tf.train.sgd(0.1)));
    expect(theirs(tf.train.adadelta(0.1, 0.95))).not.toEqual(close(ours(o.adadelta, { eta: 0.1, rho: 0.95, epsilon: 1e-7 })));
  });

  test('its centred RMSProp makes NaN of a first gradient of zero; the kit\'s leaves the weight where it is', () => {
    const after = (optimizer: tf.Optimizer): number => {
      const w = tf.tidy(() => tf.variable(tf.tensor1d([3]), true, 'still'));
      optimizer.applyGradients({ still: tf.tensor1d([0]) });
      return w.dataSync()[0] as number;
    };
    expect(after(tf.train.rmsprop(0.1, 0.9, 0, 1e-7, true))).toBeNaN();
    tf.disposeVariables();
    expect(after(o.rmspropCenteredInside())).toBe(3);
  });
});
