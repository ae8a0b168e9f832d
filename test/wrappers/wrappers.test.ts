import * as tf from '@tensorflow/tfjs';
import { afterEach, describe, expect, test } from 'vitest';
import { adafactor, adam, adamw, asgd, gradientDescent, lamb, lbfgs, momentum, muon, nesterov, optimizer, trace, type DescentOptimizer } from '../../lib/src/optimizers';
import {
  accumulate, clipGlobalNorm, clipNorm, clipValue, decoupledDecay, emaWeights, l2, l2Unhalved, lookahead, lookaheadReset, partition, sam, swa, wrapper,
} from '../../lib/src/wrappers';

afterEach(() => tf.disposeVariables());

const variable = (name: string, values: number[]): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d(values), true, name));
const read = (w: tf.Tensor): number[] => Array.from(w.dataSync());
const close = (values: number[]): unknown[] => values.map(value => expect.closeTo(value, 6));
const constant = (optimizer: DescentOptimizer, start: number, gradients: number[]): number[] =>
  trace(optimizer, { start: [start], steps: gradients.length, gradient: (_, t) => [gradients[t - 1] as number] }).map(({ w }) => w[0] as number);

test('look-ahead: optax\'s own test, three steps of 0.5 down a slope of 2, a third of the way', () => {
  // optax/_src/lookahead_test.py: from 3 with sgd(0.5), g = 2, period 3, α = 1/3: 2, 1, then 3 + (0 − 3)/3 = 2 again, and so on.
  const path = constant(lookahead(gradientDescent({ eta: 0.5 }), { period: 3, share: 1 / 3 }), 3, [2, 2, 2, 2, 2, 2]);
  expect(path).toEqual([2, 1, 2, 1, 0, 1].map(value => expect.closeTo(value, 12)));
});

test('look-ahead with share 1 is the optimizer inside; with a fresh start, also its count of steps begins again', () => {
  const plain = constant(momentum({ eta: 0.1 }), 1, [1, -2, 3, 1, 1, 2, -1]);
  expect(constant(lookahead(momentum({ eta: 0.1 }), { period: 2, share: 1 }), 1, [1, -2, 3, 1, 1, 2, -1])).toEqual(plain.map(value => expect.closeTo(value, 12)));
  // Adam's first step is η whatever the gradient's size; started anew at every second step, every first step of a round is η long.
  const path = [0, ...constant(lookaheadReset(adam({ eta: 0.1, epsilon: 0 }), { period: 2, share: 1 }), 0, [1, 5, 100, 1, 0.01, 3])];
  expect([0, 2, 4].map(i => (path[i] as number) - (path[i + 1] as number))).toEqual([0.1, 0.1, 0.1].map(value => expect.closeTo(value, 12)));
});

test('the average of weights: Keras\'s rule, and the plain mean of stochastic weight averaging', () => {
  const w = variable('w', [1]);
  const averaged = emaWeights(gradientDescent({ eta: 1 }), { beta: 0.9 });
  const plain = variable('plain', [1]);
  const swapped = swa(gradientDescent({ eta: 1 }), { start: 1, period: 2 });
  for (const g of [1, 2, 3, 4, 5]) {
    averaged.applyGradients({ w: tf.tensor1d([g]) });
    swapped.applyGradients({ plain: tf.tensor1d([g]) });
  }
  // The path is 1, 0, −2, −5, −9, −14; by hand 0.9 ā + 0.1 w from ā = 1.
  const ema = [0, -2, -5, -9, -14].reduce((average, value) => 0.9 * average + 0.1 * value, 1);
  expect(averaged.evaluateAt('average', [w], () => read(w))).toEqual(close([ema]));
  // From step 1 on every second step: −5 (step 3) and −14 (step 5).
  expect(swapped.evaluateAt('average', [plain], () => read(plain))).toEqual(close([-9.5]));
  expect([read(w), read(plain)]).toEqual([[-14], [-14]]);
});

test('evaluateAt puts the weights back when something throws, and names a slot that is not there', () => {
  const w = variable('w', [1]);
  const optimizer = asgd({ eta: 0.5 });
  expect(() => optimizer.evaluateAt('average', [w], () => 0)).toThrow('asgd: "w" has no slot "average" of its shape; train first');
  optimizer.applyGradients({ w: tf.tensor1d([1]) });
  const before = read(w);
  expect(() => optimizer.evaluateAt('average', [w], () => { throw new Error('no'); })).toThrow('no');
  expect(read(w)).toEqual(before);
  expect(() => optimizer.evaluateAt('eta', [w], () => 0)).toThrow('asgd: "w" has no slot "eta"');
});

describe('decoupled decay', () => {
  const gradients = [[1, -2], [0.5, 3], [0, 1], [-4, 0.1]];
  const run = (optimizer: DescentOptimizer): number[][] =>
    trace(optimizer, { start: [3, -1], steps: gradients.length, gradient: (_, t) => gradients[t - 1] as number[] }).map(({ w }) => Array.from(w));
  const near = (path: number[][]): unknown[][] => path.map(row => row.map(value => expect.closeTo(value, 12)));

  test('around Adam it is AdamW, in both readings and with a rate that changes', () => {
    const eta = (t: number): number => 0.1 / t;
    expect(run(decoupledDecay(adam({ eta }), { lambda: 0.3 }))).toEqual(near(run(adamw({ eta, lambda: 0.3 }))));
    const [a, b] = [variable('a', [3, -1]), variable('b', [3, -1])];
    const [one, other] = [decoupledDecay(adam({ eta }), { lambda: 0.3 }), adamw({ eta, lambda: 0.3 })];
    for (const g of gradients) {
      one.applyGradients({ a: tf.tensor1d(g) });
      other.applyGradients({ b: tf.tensor1d(g) });
    }
    expect(read(a)).toEqual(close(read(b)));
  });

  test('without a gradient the weights shrink by the rate times λ, and the trust ratio sees them after it', () => {
    expect(constant(decoupledDecay(gradientDescent({ eta: 0.5 }), { lambda: 0.2 }), 10, [0, 0, 0])).toEqual([9, 8.1, 7.29].map(value => expect.closeTo(value, 12)));
    // LAMB's first step is as long as the weights times the rate: 10 · 0.9 = 9, and 0.1 · 9 off that.
    expect(constant(decoupledDecay(lamb({ eta: 0.1, epsilon: 1e-12 }), { lambda: 1 }), 10, [2])).toEqual([expect.closeTo(8.1, 9)]);
  });

  test('inside accumulation it decays once a step, outside once a gradient', () => {
    const steps = [0, 0, 0, 0];
    expect(constant(accumulate(decoupledDecay(gradientDescent({ eta: 1 }), { lambda: 0.5 }), { period: 2 }), 16, steps)).toEqual([16, 8, 8, 4]);
    expect(constant(decoupledDecay(accumulate(gradientDescent({ eta: 1 }), { period: 2 }), { lambda: 0.5 }), 16, steps)).toEqual([8, 4, 2, 1]);
  });

  test('groups of the method inside give their variables their own rate, and its own groups their own λ', () => {
    const [kernel, bias] = [variable('kernel', [8]), variable('bias', [8])];
    const inside = gradientDescent({ eta: 0.5, groups: [{ match: /bias/, eta: 0.25 }] });
    decoupledDecay(inside, { lambda: 1 }).applyGradients({ kernel: tf.tensor1d([0]), bias: tf.tensor1d([0]) });
    expect([read(kernel), read(bias)]).toEqual([[4], [6]]);
    decoupledDecay(gradientDescent({ eta: 0.5 }), { lambda: 1, groups: [{ match: /bias/, lambda: 0 }] }).applyGradients({ kernel: tf.tensor1d([0]), bias: tf.tensor1d([0]) });
    expect([read(kernel), read(bias)]).toEqual([[2], [6]]);
  });

  test('a method whose rate has another name decays by that; one without any is refused', () => {
    expect(adafactor({ ratemax: 0.02 }).learningRate).toBe(0.02);
    expect(constant(decoupledDecay(adafactor({ ratemax: 0.5 }), { lambda: 0.2 }), 10, [0])).toEqual([expect.closeTo(9, 12)]);
    expect(decoupledDecay(accumulate(adam({ eta: 0.1 }))).learningRate).toBe(0.1);
    const unrated = optimizer({ name: 'unrated', title: 'Unrated', idea: '', source: { paper: '' }, hyper: {}, update: 'w = w - g' });
    expect(() => decoupledDecay(unrated())).toThrow('decoupled decay: needs an optimizer with a learning rate inside, got unrated');
    expect(() => optimizer({ name: 'slip', title: 'Slip', idea: '', source: { paper: '' }, hyper: { eta: 1 }, rate: 'eat', update: 'w = w - eta * g' })).toThrow('slip: rate must be one of eta, got "eat"');
  });

  test('a step that is refused leaves the weights as they were', () => {
    const w = variable('w', [5]);
    const refused = decoupledDecay(lbfgs(), { lambda: 0.5 });
    const before = tf.memory().numTensors;
    const g = tf.tensor1d([1]);
    expect(() => refused.applyGradients({ w: g })).toThrow('lbfgs: needs the loss');
    g.dispose();
    expect(read(w)).toEqual([5]);
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('clipping', () => {
  const seen = (optimizer: DescentOptimizer, gradients: Record<string, number[]>): Record<string, unknown[]> => {
    const variables = Object.entries(gradients).map(([name, g]) => variable(name, g.map(() => 0)));
    optimizer.applyGradients(Object.fromEntries(Object.entries(gradients).map(([name, g]) => [name, tf.tensor1d(g)])));
    return Object.fromEntries(variables.map(w => [w.name, read(w).map(value => -value)]));
  };

  test('Keras\'s own facts: clipnorm 1 takes [100, 100] to [√½, √½], clipvalue 1 to [1, 1]', () => {
    expect(seen(clipNorm(gradientDescent({ eta: 1 })), { a: [100, 100] })).toEqual({ a: close([Math.SQRT1_2, Math.SQRT1_2]) });
    expect(seen(clipValue(gradientDescent({ eta: 1 })), { b: [100, -100, 0.5] })).toEqual({ b: close([1, -1, 0.5]) });
  });

  test('the global norm: [3] and [4] over two variables have norm 5, and what is shorter passes', () => {
    expect(seen(clipGlobalNorm(gradientDescent({ eta: 1 })), { a: [3], b: [4] })).toEqual({ a: close([0.6]), b: close([0.8]) });
    expect(seen(clipNorm(gradientDescent({ eta: 1 })), { c: [3], d: [0.4] })).toEqual({ c: close([1]), d: close([0.4]) });
    expect(seen(clipGlobalNorm(gradientDescent({ eta: 1 }), { bound: 6 }), { e: [3], f: [4] })).toEqual({ e: close([3]), f: close([4]) });
  });
});

test('accumulated small batches are one step of the large batch, and the weights rest in between', () => {
  const path = constant(accumulate(adam({ eta: 0.1 }), { period: 3 }), 1, [1, 2, 6, -3, 0, 9]);
  const large = constant(adam({ eta: 0.1 }), 1, [3, 2]);
  expect(path).toEqual([1, 1, large[0], large[0], large[0], large[1]].map(value => expect.closeTo(value as number, 12)));
});

test('accumulation on tensors: schedules of the optimizer inside count its own steps', () => {
  const w = variable('w', [0]);
  const optimizer = accumulate(gradientDescent({ eta: t => 1 / t }), { period: 2 });
  const rates = [1, 3, 5, 7].map(g => {
    optimizer.applyGradients({ w: tf.tensor1d([g]) });
    return [read(w)[0], optimizer.learningRate];
  });
  // −mean(1, 3) · 1, then −mean(5, 7) · ½
  expect(rates).toEqual([[0, 1], [-2, 1 / 2], [-2, 1 / 2], [-5, 1 / 3]]);
});

test('L2 on the objective is the gradient of f + λ/2 ‖w‖², and of f + λ wᵀw as deck 001 prints it', () => {
  expect(constant(l2(gradientDescent({ eta: 1 }), { lambda: 0.1 }), 2, [0, 0])).toEqual(close([1.8, 1.62]));
  expect(constant(l2Unhalved(gradientDescent({ eta: 1 }), { lambda: 0.1 }), 2, [0, 0])).toEqual(close([1.6, 1.28]));
});

test('the penalty of a method that looks ahead belongs to the point ahead', () => {
  // f = 0: after a step from 1 with λ 1, η 0.1, γ 0.5 the velocity is 0.1, w = 0.9; ahead is 0.85, so V = 0.05 + 0.085.
  const path = constant(l2(nesterov({ eta: 0.1, gamma: 0.5 }), { lambda: 1 }), 1, [0, 0]);
  expect(path).toEqual(close([0.9, 0.9 - 0.135]));
  const w = variable('w', [1]);
  const optimizer = l2(nesterov({ eta: 0.1, gamma: 0.5 }), { lambda: 1 });
  for (let i = 0; i < 2; i++) optimizer.minimize(() => tf.sum(tf.mul(w, 0)), false, [w]);
  expect(read(w)).toEqual(close([0.9, 0.9 - 0.135].slice(1)));
});

test('a decay mask is a group without decay', () => {
  const [kernel, bias] = [variable('dense/kernel', [1]), variable('dense/bias', [1])];
  const optimizer = l2(gradientDescent({ eta: 1 }), { lambda: 0.5, groups: [{ match: /bias/, lambda: 0 }] });
  optimizer.applyGradients({ [kernel.name]: tf.tensor1d([0]), [bias.name]: tf.tensor1d([0]) });
  expect([...read(kernel), ...read(bias)]).toEqual([0.5, 1]);
});

test('sharpness-aware: asks twice, at w and ρ uphill over all variables, and steps from w', () => {
  const [a, b] = [variable('a', [3]), variable('b', [4])];
  const optimizer = sam(gradientDescent({ eta: 0.1 }), { radius: 0.5 });
  const seen: number[][] = [];
  optimizer.minimize(() => {
    seen.push([...read(a), ...read(b)]);
    return tf.mul(0.5, tf.add(tf.sum(tf.square(a)), tf.sum(tf.square(b))));
  }, false, [a, b]);
  // g = (3, 4) has norm 5: ½ uphill is (3.3, 4.4), which is the gradient there.
  expect(seen).toEqual([[3, 4], close([3.3, 4.4])]);
  expect([...read(a), ...read(b)]).toEqual(close([3 - 0.33, 4 - 0.44]));
  expect(optimizer.evaluations).toBe(2);
  expect(constant(sam(gradientDescent()), 1, [0])).toEqual([1]);
});

test('a partition gives each variable to the first part that matches, and says when none does', () => {
  const [matrix, vector] = [tf.tidy(() => tf.variable(tf.tensor2d([[1, 0], [0, 1]]), true, 'kernel')), variable('bias', [1, 1])];
  const optimizer = partition({ match: w => w.rank > 1, optimizer: muon({ eta: 1, gamma: 0 }) }, { optimizer: gradientDescent({ eta: 0.5 }) });
  optimizer.applyGradients({ kernel: tf.tensor2d([[0, 2], [-2, 0]]), bias: tf.tensor1d([1, -1]) });
  // Muon's five rounds leave equal singular values within 0.3 of 1; gradient descent is exact.
  expect(read(matrix)).toEqual([1, -1, 1, 1].map((value, i) => (i === 1 || i === 2 ? expect.closeTo(value, 0) : value)));
  expect(read(vector)).toEqual([0.5, 1.5]);
  const partial = partition({ match: 'kernel', optimizer: adam() });
  expect(() => partial.applyGradients({ bias: tf.tensor1d([1, 1]) })).toThrow('partition(adam): no part matches the variable "bias"; add a last part without match');
  expect(() => partition()).toThrow('partition: needs at least one part');
  expect(() => optimizer.getConfig()).toThrow('parts[0].match is a function and cannot be saved');
});

test('what is not an optimizer of the kit is named, as is a slip in a wrapper\'s formula', () => {
  expect(() => lookahead(tf.train.sgd(1) as never)).toThrow('lookahead: needs an optimizer of the kit, made as in lookahead(adam()), got SGDOptimizer');
  expect(() => lookahead(adam as never)).toThrow('got function');
  expect(() => wrapper({ name: 'typo', title: '', idea: '', source: { paper: '' }, hyper: {}, gradient: 'g = rw' })).toThrow('typo: unknown name "rw" in "g = rw"');
});

test('its formula is shown with the step of the optimizer inside as one line', () => {
  const shown = lookahead.latex();
  expect(shown).toContain('\\text{step}( w, g )');
  expect(shown).toContain('\\bar w');
  expect(clipGlobalNorm.latex()).toContain('\\sum_{\\text{variables}}');
});
