import * as tf from '@tensorflow/tfjs';
import { afterEach, expect, test } from 'vitest';
import { exponential } from '../../lib/src/schedules';
import { adam, gradientDescent, momentum, nesterov, optimizer, type DescentOptimizer } from '../../lib/src/optimizers';
import { revive } from '../../lib/src/optimizers/driver/saved-class';
import { lookahead, partition } from '../../lib/src/wrappers';

const variable = (name: string, values: number[] = [1]): tf.Variable => tf.tidy(() => tf.variable(tf.tensor1d(values), true, name));
const read = (w: tf.Tensor): number[] => Array.from(w.dataSync());
const close = (values: number[]): unknown[] => values.map(value => expect.closeTo(value, 6));

afterEach(() => tf.disposeVariables());

test('a schedule is a function of t, and the optimizer tells the rate it will use', () => {
  const w = variable('w');
  const sgd = gradientDescent({ eta: t => 1 / t });
  const rates: Array<number | undefined> = [];
  for (let t = 1; t <= 3; t++) {
    rates.push(sgd.learningRate);
    sgd.applyGradients({ [w.name]: tf.tensor1d([1]) });
  }
  expect(rates).toEqual([1, 1 / 2, 1 / 3]);
  // 1 − (1 + 1/2 + 1/3)
  expect(read(w)).toEqual(close([-5 / 6]));
});

test('a schedule that leaves its interval is refused at the step that asks', () => {
  const w = variable('w');
  const sgd = momentum({ gamma: t => (t < 3 ? 0.5 : 1) });
  const step = (): void => sgd.applyGradients({ [w.name]: tf.tensor1d([1]) });
  step();
  step();
  expect(step).toThrow('momentum: gamma must be in [0, 1), got 1 at step 3');
});

test('groups by name, pattern and test; the first that matches counts, the others keep the base', () => {
  const [a, b, c, d] = [variable('head/kernel'), variable('head/bias'), variable('base/kernel'), variable('wide', [1, 1])];
  const sgd = gradientDescent({
    eta: 0.1,
    groups: [{ match: b.name, eta: 0.2 }, { match: /head/, eta: 0.3 }, { match: v => v.size === 2, eta: 0 }],
  });
  sgd.applyGradients(Object.fromEntries([a, b, c, d].map(v => [v.name, tf.onesLike(v)])));
  expect([a, b, c, d].map(v => read(v)[0])).toEqual(close([0.7, 0.8, 0.9, 1]));
});

test('a group without a match, and a group with an illegal value, are refused', () => {
  expect(() => gradientDescent({ groups: [{ eta: 1 } as never] })).toThrow('gradient descent: a group needs match');
  expect(() => adam({ groups: [{ match: 'x', beta1: 1 }] })).toThrow('adam: beta1 must be in [0, 1), got 1');
});

test('a function cannot be saved, and says so', () => {
  expect(() => gradientDescent({ eta: t => 1 / t }).getConfig()).toThrow('gradient descent: eta is a function and cannot be saved');
  expect(() => adam({ groups: [{ match: () => true, eta: 1 }] }).getConfig()).toThrow('adam: groups[0].match is a function and cannot be saved');
});

test('a schedule of the kit is saved with the optimizer, in groups too', () => {
  const cooling = exponential({ start: 0.1, factor: 0.5 });
  const given = adam({ eta: cooling, groups: [{ match: /bias/, eta: exponential({ start: 0.2, factor: 0.5 }) }] });
  const again = revive(given.getClassName(), JSON.parse(JSON.stringify(given.getConfig())) as tf.serialization.ConfigDict) as typeof given;
  const [kernel, bias] = [variable('kernel'), variable('bias')];
  const rates: number[] = [];
  for (let t = 0; t < 3; t++) {
    rates.push(again.current(kernel)['eta'] as number, again.current(bias)['eta'] as number);
    again.applyGradients({ kernel: tf.tensor1d([1]), bias: tf.tensor1d([1]) });
  }
  expect(rates).toEqual(close([0.1, 0.2, 0.05, 0.1, 0.025, 0.05]));
});

test.each<[string, () => DescentOptimizer]>([
  ['a method', () => adam({ eta: 0.1 })],
  ['a method with a schedule and a group', () => adam({ eta: exponential({ start: 0.1, factor: 0.9 }), groups: [{ match: /_Dense1\/Bias$/i, eta: 0.01 }] })],
  ['a wrapped method', () => lookahead(adam({ eta: 0.1 }), { period: 2 })],
  ['a partition', () => partition({ match: /Kernel_of/, optimizer: lookahead(nesterov()) }, { optimizer: adam({ eta: 0.1 }) })],
])('a model saved with its optimizer, %s, goes on as if it had never been saved', async (_, optimizer) => {
  const make = (): tf.Sequential => tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3], kernelInitializer: 'ones' })] });
  const x = tf.tensor2d([[1, 2, 3], [3, 1, 2]]);
  const y = tf.tensor2d([[1, 0], [0, 1]]);
  const fit = (model: tf.LayersModel, epochs: number): Promise<unknown> => model.fit(x, y, { epochs, verbose: 0, shuffle: false });
  const whole = make();
  whole.compile({ optimizer: optimizer(), loss: 'meanSquaredError' });
  await fit(whole, 6);
  const first = make();
  first.compile({ optimizer: optimizer(), loss: 'meanSquaredError' });
  await fit(first, 3);
  let saved = '';
  let weights: ArrayBuffer | undefined;
  const handler: tf.io.IOHandler = {
    // As a file would have it: text, and the numbers apart.
    save: async ({ weightData, ...artifacts }) => {
      saved = JSON.stringify(artifacts);
      weights = weightData as ArrayBuffer;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
    load: async () => ({ ...(JSON.parse(saved) as tf.io.ModelArtifacts), ...(weights && { weightData: weights }) }),
  };
  await first.save(handler, { includeOptimizer: true });
  const second = await tf.loadLayersModel(handler);
  expect(second.optimizer.getConfig()).toEqual(first.optimizer.getConfig());
  await fit(second, 3);
  expect(second.getWeights().flatMap(w => read(w))).toEqual(whole.getWeights().flatMap(w => read(w)));
});

test('state of another method or another shape is refused', async () => {
  const w = variable('w', [1, 2]);
  const [from, to] = [gradientDescent(), momentum()];
  from.applyGradients({ [w.name]: tf.tensor1d([1, 1]) });
  await to.setWeights(await from.getWeights());
  expect(() => to.applyGradients({ [w.name]: tf.tensor1d([1, 1]) })).toThrow(`momentum: the saved state of "${w.name}" lacks "V"; it was saved by another method`);
  const [narrow, wide] = [momentum(), momentum()];
  narrow.applyGradients({ [w.name]: tf.tensor1d([1, 1]) });
  const weights = await narrow.getWeights();
  const other = variable('other', [1, 2, 3]);
  await wide.setWeights(weights.map(({ name, tensor }) => ({ name: name.replace(w.name, other.name), tensor })));
  expect(() => wide.applyGradients({ [other.name]: tf.tensor1d([1, 1, 1]) })).toThrow(`momentum: saved "V" of "${other.name}" has shape [2], the variable needs [3]`);
});

test('Nesterov asks for the gradient ahead and leaves the weights in place, also when the loss throws', () => {
  const w = variable('w', [1]);
  const nag = nesterov({ eta: 0.1, gamma: 0.5 });
  const seen: number[] = [];
  const loss = (): tf.Scalar => {
    seen.push(read(w)[0] as number);
    return tf.sum(tf.square(w)) as tf.Scalar;
  };
  nag.minimize(loss, false, [w]);
  nag.minimize(loss, false, [w]);
  // By hand: V = 0.2, w = 0.8; then at 0.8 − 0.1 = 0.7: V = 0.1 + 0.14 = 0.24, w = 0.56.
  expect(seen).toEqual(close([1, 0.7]));
  expect(read(w)).toEqual(close([0.56]));
  expect(() => nag.minimize(() => { throw new Error('no loss'); }, false, [w])).toThrow('no loss');
  expect(read(w)).toEqual(close([0.56]));
});

test('a method may be a function, and is held to what it must give back', () => {
  const declared = (update: (values: { w: tf.Tensor; g: tf.Tensor }) => object) =>
    optimizer({ name: 'mine', title: 'Mine', idea: 'test', source: { paper: 'test' }, hyper: { eta: 1 }, update: update as never });
  const step = (method: ReturnType<typeof declared>): number[] => {
    tf.disposeVariables();
    const w = variable('w', [1, 2]);
    method().applyGradients({ [w.name]: tf.tensor1d([1, 1]) });
    return read(w);
  };
  expect(step(declared(({ w, g }) => ({ w: tf.sub(w, g) })))).toEqual([0, 1]);
  expect(step(declared(({ w }) => ({ w })))).toEqual([1, 2]);
  expect(() => step(declared(() => ({})))).toThrow('mine: the update must give new values of w');
  expect(() => step(declared(({ w }) => ({ w: tf.sum(w) })))).toThrow('mine: the weights "w" must keep their shape [2], got []');
});

test('whoever holds a clone of the weights never sees it change', () => {
  const w = variable('w', [1, 2]);
  const held = w.clone();
  adam({ eta: 0.5 }).applyGradients({ [w.name]: tf.tensor1d([1, 1]) });
  expect(read(held)).toEqual([1, 2]);
  expect(read(w)).not.toEqual([1, 2]);
});

test('an unknown variable is named', () => {
  expect(() => adam().applyGradients({ nowhere: tf.tensor1d([1]) })).toThrow('adam: there is no variable "nowhere"');
});

test('a slip in a formula names the method when it is declared', () => {
  expect(() => optimizer({ name: 'typo', title: '', idea: '', source: { paper: '' }, hyper: { eta: 1 }, update: 'w = w - eta * gg' })).toThrow(
    'typo: unknown name "gg" in "w = w - eta * gg"; known: w, g, t, eta',
  );
});

test('unknown hyper-parameters do not compile', () => {
  // @ts-expect-error etta is no hyper-parameter of Adam
  expect(() => adam({ etta: 1 })).toThrow('etta');
  // @ts-expect-error a rate is a number or a function
  expect(() => adam({ eta: '1' })).toThrow('adam: eta must be in [0, inf), got 1');
});
