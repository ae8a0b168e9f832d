import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { adam, gradientDescent, lbfgs, lbfgsFixed, momentum, type DescentOptimizer } from '../../lib/src/optimizers';
import { batchNormLayer } from '../../lib/src/normalizations';
import { clipNorm, lookahead, sam } from '../../lib/src/wrappers';

beforeAll(async () => void (await useBackend('wasm')));

/** Methods that ask a loss more than once a step. What a step does besides moving weights must be what a method that asks once does. */
const askers: Array<[string, () => DescentOptimizer]> = [
  ['sam(adam)', () => sam(adam())],
  ['sam(momentum)', () => sam(momentum(), { radius: 0.5 })],
  ['sam(sam(gradientDescent))', () => sam(sam(gradientDescent()))],
  ['lookahead(sam(clipNorm(adam)))', () => lookahead(sam(clipNorm(adam())))],
  ['lbfgs', () => lbfgs({ iterations: 4 })],
  ['lbfgsFixed', () => lbfgsFixed({ iterations: 3, eta: 0.01 })],
];

type Layers = () => tf.layers.Layer[];

/** A model whose first weights are the same each time, so that what its first step reports and files does not depend on the method. */
function modelOf(layers: Layers, optimizer: DescentOptimizer, batch?: number): tf.LayersModel {
  const input = tf.input(batch === undefined ? { shape: [4, 3] } : { batchShape: [batch, 4, 3] });
  const output = layers().reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, input);
  const model = tf.model({ inputs: input, outputs: tf.layers.dense({ units: 1 }).apply(tf.layers.flatten().apply(output)) as tf.SymbolicTensor });
  const first = model.weights.map(({ name, shape }) => filled(shape as number[], /variance/.test(name) ? 1 : 0));
  model.setWeights(first);
  tf.dispose(first);
  model.compile({ optimizer, loss: 'meanSquaredError', metrics: ['mse', 'mae'] });
  return model;
}

function filled(shape: readonly number[], shift = 0): tf.Tensor {
  return tf.tensor(Float32Array.from({ length: tf.util.sizeFromShape([...shape]) }, (_, index) => Math.sin(index + 1) + shift), [...shape]);
}

const [x, y] = [(): tf.Tensor => filled([6, 4, 3]), (): tf.Tensor => filled([6, 1], 1)];

/** What one batch leaves behind: what is reported, and every weight that no gradient moves. */
async function oneBatch(layers: Layers, optimizer: DescentOptimizer, batch?: number): Promise<number[][]> {
  const model = modelOf(layers, optimizer, batch);
  const [inputs, targets] = [x(), y()];
  const reported = (await model.trainOnBatch(inputs, targets)) as number[];
  const filed = model.nonTrainableWeights.map(weight => Array.from(weight.read().dataSync()));
  tf.dispose([inputs, targets]);
  model.dispose();
  return [reported, ...filed];
}

describe.each(askers)('%s', (_, asker) => {
  test('reports one loss and one value of each metric, those at the weights where the step begins', async () => {
    const plain: Layers = () => [];
    expect(await oneBatch(plain, asker())).toEqual(await oneBatch(plain, gradientDescent()));
  });

  test.each<[string, Layers]>([
    ['tf.layers.batchNormalization', () => [tf.layers.batchNormalization({})]],
    ['batchNormLayer', () => [batchNormLayer({ running: { weightOfNew: 'cumulative', variance: 'unbiased' } })]],
  ])('moves the running statistics of %s once', async (__, layers) => {
    expect(await oneBatch(layers, asker())).toEqual(await oneBatch(layers, gradientDescent()));
  });

  test('draws a mask once, for all questions of a step and anew for the next step', async () => {
    const masks: string[] = [];
    const w = tf.tidy(() => tf.variable(filled([64])));
    const optimizer = asker();
    const loss = (): tf.Scalar => {
      const mask = tf.dropout(tf.onesLike(w), 0.5);
      masks.push(Array.from(mask.dataSync()).join());
      return tf.sum(tf.mul(tf.square(tf.sub(w, 3)), mask));
    };
    for (let step = 1; step <= 3; step++) optimizer.minimize(loss, false, [w]);
    expect(masks.length).toBeGreaterThan(5);
    expect(new Set(masks).size).toBe(3);
    tf.dispose(w);
    optimizer.dispose();
  });

  test('puts back what the loss itself counts in a variable', () => {
    const [w, count] = tf.tidy(() => [tf.variable(filled([5])), tf.variable(tf.scalar(0), false)] as const);
    const optimizer = asker();
    for (let step = 1; step <= 4; step++) {
      optimizer.minimize(() => {
        count.assign(tf.add(count, 1));
        return tf.sum(tf.square(tf.sub(w, 3)));
      }, false, [w]);
    }
    expect(count.dataSync()[0]).toBe(4);
    tf.dispose([w, count]);
    optimizer.dispose();
  });

  test('takes the state of a stateful recurrent layer on once', async () => {
    const states = async (optimizer: DescentOptimizer): Promise<number[][]> => {
      const layer = tf.layers.simpleRNN({ units: 2, stateful: true, returnSequences: true });
      const model = modelOf(() => [layer], optimizer, 6);
      const [inputs, targets] = [x(), y()];
      await model.trainOnBatch(inputs, targets);
      const found = (layer as tf.RNN).getStates().map(state => Array.from(state.dataSync()));
      tf.dispose([inputs, targets]);
      return found;
    };
    expect(await states(asker())).toEqual(await states(gradientDescent()));
  });

  test('leaves no tensor behind in fit, and files one value of each per epoch', async () => {
    const model = modelOf(() => [tf.layers.batchNormalization({}), tf.layers.dropout({ rate: 0.2 })], asker());
    const [inputs, targets] = [x(), y()];
    const fit = (epochs: number): Promise<tf.History> => model.fit(inputs, targets, { epochs, batchSize: 4, verbose: 0, shuffle: false });
    await fit(2);
    const before = tf.memory().numTensors;
    const { history } = await fit(10);
    expect(tf.memory().numTensors).toBe(before);
    expect(Object.entries(history).map(([name, values]) => [name, values.length])).toEqual([['loss', 10], ['mse', 10], ['mae', 10]]);
    // The loss is the mean square, so both names mean the same number.
    for (const [epoch, loss] of (history['loss'] as number[]).entries()) expect(history['mse']?.[epoch]).toBeCloseTo(loss, 4);
    tf.dispose([inputs, targets]);
    model.dispose();
  });

  test('Math.random is as before, also after a loss that throws', () => {
    const { random } = Math;
    const w = tf.tidy(() => tf.variable(filled([2])));
    const optimizer = asker();
    let asked = 0;
    const failing = (): tf.Scalar => {
      if ((asked += 1) > 1) throw new Error('enough');
      return tf.sum(tf.square(w));
    };
    expect(() => optimizer.minimize(failing, false, [w])).toThrow('enough');
    expect(Math.random).toBe(random);
    tf.dispose(w);
    optimizer.dispose();
  });
});
