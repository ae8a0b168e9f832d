import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { network } from '../../lib/src/descent';
import { adam, gradientDescent, lbfgs, momentum, nesterov, type DescentOptimizer } from '../../lib/src/optimizers';
import { revive } from '../../lib/src/optimizers/driver/saved-class';
import { accumulate, emaWeights, lookahead, partition } from '../../lib/src/wrappers';

beforeAll(async () => void (await useBackend('wasm')));
afterEach(() => tf.disposeVariables());

type Saved = Awaited<ReturnType<DescentOptimizer['getWeights']>>;

const variable = (name: string, shape: number[] = [2]): tf.Variable => tf.tidy(() => tf.variable(tf.ones(shape), true, name));
const read = (value: unknown): number[] => Array.from((value as tf.Tensor).dataSync());
/** A gradient that is its own for every variable: all entries are its place in the list, from 1. */
const step = (optimizer: DescentOptimizer, variables: readonly tf.Variable[], gradients = variables.map((_, i) => i + 1)): void =>
  optimizer.applyGradients(variables.map(({ name, shape }, i) => ({ name, tensor: tf.fill(shape, gradients[i] as number) })));
/** What momentum with γ = 0 remembers is η g, which tells whose gradient it was. */
const telling = (): DescentOptimizer => momentum({ eta: 1, gamma: 0 });
const owners = (optimizer: DescentOptimizer, variables: readonly tf.Variable[]): Array<number | undefined> =>
  variables.map(w => optimizer.slot(w, 'V') && read(optimizer.slot(w, 'V'))[0]);
/** State as a program had it whose variables had these names. */
const savedUnder = async (names: readonly string[], shapes: number[][] = names.map(() => [2])): Promise<Saved> => {
  const variables = names.map((name, i) => variable(name, shapes[i]));
  const optimizer = telling();
  step(optimizer, variables);
  const saved = await optimizer.getWeights();
  tf.dispose(variables);
  optimizer.dispose();
  return saved;
};
/** Whose state each variable continues with: the place of what was saved, from 1; after a step that changes nothing else. */
const continued = async (saved: Saved, variables: readonly tf.Variable[]): Promise<Array<number | undefined>> => {
  // γ near 1 keeps what was loaded through a step without gradient.
  const optimizer = momentum({ eta: 1, gamma: 0.5 });
  await optimizer.setWeights(saved);
  step(optimizer, variables, variables.map(() => 0));
  return owners(optimizer, variables).map(v => (v === undefined || v === 0 ? undefined : 2 * v));
};

describe('state finds its variable', () => {
  const nine = Array.from({ length: 9 }, (_, i) => `w_${i + 1}`);

  test('by the names that a program gives, also when it numbers them and has one more, fewer, or another order', async () => {
    const saved = await savedUnder(nine);
    const ten = [...nine, 'w_10'].map(name => variable(name));
    expect(await continued(saved, ten)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, undefined]);
    expect(await continued(saved, [...ten].reverse())).toEqual([undefined, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await continued(saved, ten.slice(3, 6))).toEqual([4, 5, 6]);
  });

  test('and one that joins after loading starts fresh, also where some that was saved has not come yet', async () => {
    const optimizer = telling();
    await optimizer.setWeights(await savedUnder(nine));
    const ten = [...nine, 'w_10'].map(name => variable(name));
    step(optimizer, ten.slice(0, 8), ten.map(() => 0));
    step(optimizer, ten.slice(9), [7]);
    expect(owners(optimizer, ten.slice(8))).toEqual([9, 7]);
    expect((await optimizer.getWeights()).map(({ name }) => name)).toContain('w_9/V');
  });

  test.each([
    ['numbers alone', ['0', '1', '2'], ['9', '10', '11']],
    ['numbers alone, one of them the same', ['0', '1', '2'], ['1', '2', '3']],
    ['numbered layers', ['dense_Dense1/kernel', 'dense_Dense2/kernel'], ['dense_Dense9/kernel', 'dense_Dense10/kernel']],
    ['numbered layers, one of them the same', ['conv2d_Conv2D1/kernel', 'conv2d_Conv2D2/kernel'], ['conv2d_Conv2D2/kernel', 'conv2d_Conv2D3/kernel']],
    ['networks of the kit', ['network1/W1', 'network1/b1', 'network1/W2'], ['network12/W1', 'network12/b1', 'network12/W2']],
    ['a model beside its original', ['d/w_1', 'd/w_2', 'd/bias'], ['d/w_1_1', 'd/w_2_1', 'd/bias_1']],
    ['a model without the original that it was saved beside', ['d/w_1_3', 'd/w_2_3'], ['d/w_1', 'd/w_2']],
    ['weights of one name', ['d/w', 'd/w_1', 'd/w_2'], ['d/w_3', 'd/w_4', 'd/w_5']],
  ])('by order where names are numbered automatically: %s', async (_, before, now) => {
    const saved = await savedUnder(before);
    expect(await continued(saved, now.map(name => variable(name)))).toEqual(now.map((_, i) => i + 1));
  });

  test('by the shapes, where names and order disagree', async () => {
    const saved = await savedUnder(['d/w', 'd/w_1'], [[2], [3]]);
    expect(await continued(saved, [variable('d/w_1', [2]), variable('d/w', [3])])).toEqual([1, 2]);
    tf.disposeVariables();
    expect(await continued(saved, [variable('d/w_1', [3]), variable('d/w', [2])])).toEqual([2, 1]);
  });

  test('in an optimizer that has already stepped: what was loaded replaces what was remembered', async () => {
    const saved = await savedUnder(['a', 'b']);
    const [a, b] = [variable('a'), variable('b')];
    const optimizer = telling();
    step(optimizer, [a, b], [5, 6]);
    await optimizer.setWeights(saved);
    expect(owners(optimizer, [a, b])).toEqual([1, 2]);
  });

  test('before the first step too, to look at', async () => {
    const optimizer = telling();
    await optimizer.setWeights(await savedUnder(['kernel', 'bias']));
    const [kernel, bias, other] = [variable('kernel_1'), variable('bias_1'), variable('other')];
    expect(owners(optimizer, [kernel, bias, other])).toEqual([1, 2, undefined]);
    step(optimizer, [bias, kernel, other], [0, 0, 8]);
    expect(owners(optimizer, [other])).toEqual([8]);
  });

  test('at its look-ahead point, asked for before the loss says which variables it has', async () => {
    const [early, late] = [variable('w'), variable('w_1')];
    const loss = (w: tf.Variable) => (): tf.Scalar => tf.sum(tf.square(w));
    const [whole, first, second] = [nesterov(), nesterov(), nesterov()];
    for (let i = 0; i < 4; i++) whole.minimize(loss(early), false, [early]);
    const expected = read(early);
    early.assign(tf.ones([2]));
    for (let i = 0; i < 2; i++) first.minimize(loss(early), false, [early]);
    late.assign(early);
    await second.setWeights(await first.getWeights());
    for (let i = 0; i < 2; i++) second.minimize(loss(late), false, [late]);
    expect(read(late)).toEqual(expected);
  });
});

describe('state that does not fit is refused, with both sides named', () => {
  test.each<[string, string[], number[][], string[], number[][], string]>([
    ['another shape', ['w'], [[2]], ['w_1'], [[3]], 'momentum: saved "V" of "w" has shape [2], the variable "w_1" needs [3]'],
    ['in order, another shape', ['0', '1'], [[2], [3]], ['5', '6'], [[2], [4]], 'momentum: saved "V" of "1" has shape [3], the variable "6" needs [4]'],
    ['more variables without names', ['0', '1'], [[2], [2]], ['4', '5', '6'], [[2], [2], [2]], 'momentum: "0" [2], "1" [2] was saved, and which of it belongs to "4" [2], "5" [2], "6" [2] cannot be told'],
    ['fewer variables without names', ['0', '1'], [[2], [2]], ['1'], [[2]], 'momentum: "0" [2], "1" [2] was saved, and which of it belongs to "1" [2] cannot be told'],
    ['other variables', ['a', 'b'], [[2], [2]], ['c'], [[2]], 'momentum: the saved state is that of "a" [2], "b" [2], and none of it belongs to "c" [2]'],
    ['one numbered name gone, another there', ['w_1', 'w_2'], [[2], [2]], ['w_2', 'w_3'], [[2], [2]], 'momentum: "w_1" [2], "w_2" [2] was saved, and which of it belongs to "w_2" [2], "w_3" [2] cannot be told'],
    ['names that a program has numbered, with each other\'s shapes', ['w_1', 'w_2'], [[2], [3]], ['w_2', 'w_1'], [[2], [3]], 'momentum: saved "V" of "w_2" has shape [3], the variable needs [2]'],
    ['two networks in another order', ['network1/W1', 'network2/W1'], [[2], [2]], ['network2/W1', 'network1/W1'], [[2], [2]], 'names and their order disagree'],
    ['two models of the same layers in another order', ['d/w', 'd/w_1'], [[2], [2]], ['d/w_1', 'd/w'], [[2], [2]], 'names and their order disagree'],
  ])('%s', async (_, before, shapesBefore, now, shapesNow, message) => {
    const saved = await savedUnder(before, shapesBefore);
    const variables = now.map((name, i) => variable(name, shapesNow[i]));
    const optimizer = momentum();
    await optimizer.setWeights(saved);
    expect(() => step(optimizer, variables)).toThrow(message);
    expect(optimizer.iterations).toBe(1);
    expect(variables.map(w => read(w)[0])).toEqual(now.map(() => 1));
  });

  test('also for a method that remembers nothing but its steps', async () => {
    const optimizer = gradientDescent();
    step(optimizer, [variable('w', [2])]);
    const saved = await optimizer.getWeights();
    tf.disposeVariables();
    const other = gradientDescent();
    await other.setWeights(saved);
    expect(() => step(other, [variable('w', [3])])).toThrow('gradient descent: the saved state of "w" has shape [2], the variable needs [3]');
  });

  test('and goes on once the caller has said which variables are new', async () => {
    const variables = ['4', '5', '6'].map(name => variable(name));
    const optimizer = telling();
    await optimizer.setWeights(await savedUnder(['0', '1']));
    optimizer.forget(variables[1] as tf.Variable);
    step(optimizer, variables, [0, 9, 0]);
    expect(owners(optimizer, variables)).toEqual([0, 9, 0]);
    expect(optimizer.iterations).toBe(2);
  });
});

describe('groups by name', () => {
  const rates = (optimizer: DescentOptimizer, variables: readonly tf.Variable[]): unknown[] => variables.map(w => optimizer.current(w)['eta']);
  const loaded = async (before: readonly string[], match: string): Promise<DescentOptimizer> => {
    const variables = before.map(name => variable(name));
    const original = adam({ eta: 1, groups: [{ match, eta: 0 }] });
    step(original, variables);
    const again = revive(original.getClassName(), JSON.parse(JSON.stringify(original.getConfig())) as tf.serialization.ConfigDict) as DescentOptimizer;
    await again.setWeights(await original.getWeights());
    tf.dispose(variables);
    return again;
  };

  test('mean the same variable after a round trip, and no other of its numbers', async () => {
    const again = await loaded(['w_1', 'w_2'], 'w_1');
    const variables = ['w_1', 'w_2', 'w_10', 'w'].map(name => variable(name));
    expect(rates(again, variables)).toEqual([0, 1, 1, 1]);
    step(again, variables.slice(0, 2));
    expect(rates(again, variables)).toEqual([0, 1, 1, 1]);
  });

  test('go with the state to the variable that it belongs to, and are saved under its name', async () => {
    const again = await loaded(['network1/W1', 'network1/W2'], 'network1/W2');
    const variables = ['network7/W1', 'network7/W2'].map(name => variable(name));
    step(again, variables);
    expect(rates(again, variables)).toEqual([1, 0]);
    const third = revive(again.getClassName(), again.getConfig()) as DescentOptimizer;
    expect(rates(third, variables)).toEqual([1, 0]);
  });

  test('of two that differ in tfjs\'s number, each keeps its own', async () => {
    const again = await loaded(['d/w', 'd/w_1'], 'd/w');
    const variables = ['d/w', 'd/w_1'].map(name => variable(name));
    step(again, variables);
    expect(rates(again, variables)).toEqual([0, 1]);
  });
});

describe.each<[string, () => DescentOptimizer]>([
  ['adam', () => adam({ eta: 0.1 })],
  ['nesterov', () => nesterov()],
  ['an average of the weights', () => emaWeights(adam({ eta: 0.1 }), { beta: 0.5 })],
  ['look-ahead', () => lookahead(adam({ eta: 0.1 }), { period: 3 })],
  ['accumulation', () => accumulate(adam({ eta: 0.1 }), { period: 2 })],
  ['a partition', () => partition({ match: /W/, optimizer: momentum() }, { optimizer: adam({ eta: 0.1 }) })],
  ['lbfgs', () => lbfgs({ iterations: 2 })],
])('%s', (_, make) => {
  const x = tf.tensor2d([[1, 2, 0], [0, 1, 1], [2, 0, 1], [1, 1, 1]]);
  const y = tf.tensor2d([[1, 0], [0, 1], [1, 0], [0, 1]]);
  const train = (net: ReturnType<typeof network>, optimizer: DescentOptimizer, steps: number): void => {
    for (let i = 0; i < steps; i++) optimizer.minimize(() => net.loss(x, y), false, [...net.variables]);
  };

  test('goes on in a second network, beside the first one', async () => {
    const options = { layers: [3, 4, 2], seed: 3 };
    const [whole, first, second] = [network(options), network(options), network({ ...options, seed: 4 })];
    const [never, saved, again] = [make(), make(), make()];
    train(whole, never, 8);
    train(first, saved, 5);
    second.variables.forEach((w, i) => w.assign(first.variables[i] as tf.Tensor));
    await again.setWeights(await saved.getWeights());
    train(second, again, 3);
    expect(second.variables.map(read)).toEqual(whole.variables.map(read));
    expect(again.iterations).toBe(8);
  });
});

test('an average can be evaluated as soon as it has been loaded, under other names', async () => {
  const [w, copy] = [variable('w'), variable('w_1')];
  const [optimizer, again] = [emaWeights(gradientDescent({ eta: 1 }), { beta: 0.5 }), emaWeights(gradientDescent({ eta: 1 }), { beta: 0.5 })];
  step(optimizer, [w], [2]);
  await again.setWeights(await optimizer.getWeights());
  // From 1 to −1; the average is half-way.
  expect(again.evaluateAt('average', [copy], () => read(copy))).toEqual([0, 0]);
});

describe('lbfgs', () => {
  const loss = (variables: readonly tf.Variable[]) => (): tf.Scalar =>
    tf.addN(variables.map((w, i) => tf.sum(tf.mul(tf.square(tf.sub(w, i - 0.5)), tf.range(1, w.size + 1))))) as tf.Scalar;
  const make = (): DescentOptimizer => lbfgs({ iterations: 1 });

  test('keeps its history where numbers put the variables in another order', async () => {
    const run = (optimizer: DescentOptimizer, variables: tf.Variable[], steps: number): void => {
      for (let i = 0; i < steps; i++) optimizer.minimize(loss(variables), false, variables);
    };
    // As texts, "9" comes after "10", but "10" before "11".
    const [a, b, c, d] = [variable('9', [2]), variable('10', [3]), variable('100', [2]), variable('101', [3])];
    const [whole, saved, again] = [make(), make(), make()];
    run(whole, [a, b], 5);
    const expected = [read(a), read(b)];
    a.assign(tf.ones([2]));
    b.assign(tf.ones([3]));
    run(saved, [a, b], 3);
    c.assign(a);
    d.assign(b);
    await again.setWeights(await saved.getWeights());
    run(again, [c, d], 2);
    // The sums run over the variables in another order, which moves the last digit.
    expect([read(c), read(d)]).toEqual(expected.map(row => row.map(value => expect.closeTo(value, 5))));
    const fresh = make();
    c.assign(a);
    d.assign(b);
    run(fresh, [c, d], 2);
    expect(read(d)).not.toEqual((expected[1] as number[]).map(value => expect.closeTo(value, 5)));
  });

  test('finds the one of several histories that is a call\'s', async () => {
    const sets = [['network1/W1', 'network1/b1'], ['network2/W1', 'network2/b1'], ['0', '1']].map(names => names.map((name, i) => variable(name, [i + 2])));
    const [saved, again] = [make(), make()];
    for (const set of sets) saved.minimize(loss(set), false, set);
    await again.setWeights(await saved.getWeights());
    for (const set of [...sets].reverse()) again.minimize(loss(set), false, set);
    expect(await again.getWeights()).toHaveLength(4);
    const [a, b] = [variable('network7/W1', [2]), variable('network7/b1', [3])];
    const third = make();
    await third.setWeights(await saved.getWeights());
    expect(() => third.minimize(loss([a, b]), false, [a, b])).toThrow('lbfgs: this call has "network7/W1" [2], "network7/b1" [3], and the saved history');
  });

  test('refuses a history of other variables, and names both', async () => {
    const [a, b] = [variable('a', [2]), variable('b', [3])];
    const [saved, again] = [make(), make()];
    saved.minimize(loss([a, b]), false, [a, b]);
    await again.setWeights(await saved.getWeights());
    expect(() => again.minimize(loss([a]), false, [a])).toThrow('lbfgs: this call has "a" [2], and the saved history, of "a" [2], "b" [3], is not theirs');
    again.minimize(loss([b, a]), false, [b, a]);
    again.minimize(loss([a]), false, [a]);
    expect(again.iterations).toBe(3);
  });
});
