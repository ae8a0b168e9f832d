import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import * as n from '../../lib/src/normalizations';
import type { Normalized, Shaped } from '../../lib/src/normalizations';

beforeAll(async () => void (await useBackend('wasm')));

/** Float32 against float64: the same kind of number, and five digits where it is an ordinary one; a zero may have either sign. */
const alike = (exact: number): unknown =>
  Number.isFinite(exact) ? expect.toSatisfy((got: number) => Math.abs(got - exact) <= 2e-5 * Math.max(1, Math.abs(exact)), `close to ${exact}`) : exact;
const all = (exact: ArrayLike<number>): unknown[] => Array.from(exact, alike);
const read = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync(), value => value + 0);

const kinds: ReadonlyArray<readonly [string, (x: Shaped, o: object) => Normalized, (x: tf.Tensor, o: object) => tf.Tensor]> = [
  ['batchNorm', n.batchNorm, (x, o) => n.batchNormOnTensors(x, o).y],
  ['layerNorm', n.layerNorm, n.layerNormOnTensors],
  ['rmsNorm', n.rmsNorm, n.rmsNormOnTensors],
  ['instanceNorm', n.instanceNorm, (x, o) => n.instanceNormOnTensors(x, o).y],
  ['groupNorm', (x, o) => n.groupNorm(x, { groups: 1, ...o }), (x, o) => n.groupNormOnTensors(x, { groups: 1, ...o }).y],
  [
    'batchNormInference',
    (x, o) => n.batchNormInference(x, { mean: x.shape.slice(-1).flatMap(size => Array<number>(size).fill(2)), variance: x.shape.slice(-1).flatMap(size => Array<number>(size).fill(0)) }, o),
    (x, o) => n.batchNormInferenceOnTensors(x, { mean: tf.fill([x.shape.at(-1) as number], 2), variance: tf.zeros([x.shape.at(-1) as number]) }, o),
  ],
];

const inputs: ReadonlyArray<readonly [string, Shaped]> = [
  ['ordinary numbers', { shape: [3, 4], values: [1, 2, 3, 4, -1, 0, 5, 2, 7, 7, 1, 0] }],
  ['one example', { shape: [1, 4], values: [1, 2, 3, 4] }],
  ['one feature', { shape: [3, 1], values: [1, 2, 4] }],
  ['one number', { shape: [1, 1], values: [3] }],
  ['equal numbers', { shape: [3, 4], values: Array<number>(12).fill(5) }],
  ['zeros', { shape: [3, 4], values: Array<number>(12).fill(0) }],
  ['negative zeros', { shape: [2, 2], values: Array<number>(4).fill(-0) }],
  ['a large mean', { shape: [4, 2], values: [4096, 4097, 4098, 4099, 4100, 4101, 4102, 4103] }],
  ['places', { shape: [2, 3, 2], values: [1, 2, 3, 4, 5, 6, 0, 0, 1, -1, 2, -2] }],
  ['five axes', { shape: [2, 1, 2, 1, 2], values: [1, 2, 3, 5, 4, 4, -1, 0] }],
];

describe.each(kinds)('%s', (_, exact, onTensors) => {
  test.each(inputs.flatMap(([name, x]) => [{}, { epsilon: 0 }].map(options => [name, options, x] as const)))('of %s with %o, on tensors as in float64', (_name, options, { shape, values }) => {
    const result = exact({ shape, values }, options);
    const x = tf.tensor(Array.from(values), [...shape]);
    expect(read(onTensors(x, options))).toEqual(all(result.y));
    const upstream = Array.from(values, (_value, i) => (i % 3) - 1);
    const slope = tf.grad((given: tf.Tensor) => tf.sum(tf.mul(onTensors(given, options), tf.tensor(upstream, [...shape]))))(x);
    expect(read(slope)).toEqual(all(result.backward(upstream).x));
  });

  test('of no examples: nothing on tensors, refused in float64', () => {
    expect(onTensors(tf.zeros([0, 4]), {}).shape).toEqual([0, 4]);
    expect(() => exact({ shape: [0, 4], values: [] }, {})).toThrow(/: a shape needs whole numbers from 1 up, got \[0,4\]/);
  });
});

test('equal numbers have the variance 0 and give the shift', () => {
  const x = { shape: [2, 3], values: [5, 5, 5, 5, 5, 5] };
  for (const normed of [n.batchNorm(x, { beta: [1, 2, 3] }), n.layerNorm(x, { beta: [1, 2, 3] })]) {
    expect([...normed.y]).toEqual([1, 2, 3, 1, 2, 3]);
    expect([...normed.variance].every(v => v === 0)).toBe(true);
  }
});
