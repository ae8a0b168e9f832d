import { inspect } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { afterEach, expect, test, vi } from 'vitest';
import '../../lib/src';
import { openKernel, stockArgv, textOf } from '../jupyter/kernels';

afterEach(() => {
  vi.restoreAllMocks();
});

const disposed = tf.variable(tf.zeros([2]), true, 'gone');
disposed.dispose();

test.each<[what: string, value: unknown, shown: string]>([
  ['a list', tf.tensor1d([1, 2.5, NaN, Infinity]), 'Tensor of shape [4], float32: [1, 2.5, NaN, Infinity]'],
  ['a number', tf.scalar(3), 'Tensor of shape [], float32: 3'],
  ['a matrix', tf.tensor2d([[1, 2], [3, 4]]), 'Tensor of shape [2, 2], float32:\n[[1, 2],\n [3, 4]]'],
  ['nothing', tf.tensor1d([]), 'Tensor of shape [0], float32: []'],
  ['whole numbers', tf.tensor1d([1, 2], 'int32'), 'Tensor of shape [2], int32: [1, 2]'],
  ['truth', tf.tensor1d([true, false], 'bool'), 'Tensor of shape [2], bool: [true, false]'],
  ['words', tf.tensor1d(['a', 'b']), "Tensor of shape [2], string: ['a', 'b']"],
  ['complex numbers', tf.complex([1], [2]), 'Tensor of shape [1], complex64: [1 + 2j]'],
  ['a long one', tf.range(0, 100), 'Tensor of shape [100], float32: [0, 1, 2, ..., 97, 98, 99]'],
  ['a variable', tf.variable(tf.ones([2]), true, 'weights'), 'Variable "weights" of shape [2], float32: [1, 1]'],
  ['a disposed variable', disposed, 'Variable "gone" of shape [2], float32: disposed'],
  ['in an object, however deep', { w: tf.scalar(1), a: { b: { m: tf.ones([2, 2]) } } }, '{\n  w: Tensor of shape [], float32: 1,\n  a: {\n    b: {\n      m: Tensor of shape [2, 2], float32:\n      [[1, 1],\n       [1, 1]]\n    }\n  }\n}'],
  ['in a list', [tf.scalar(1), tf.scalar(2)], '[ Tensor of shape [], float32: 1, Tensor of shape [], float32: 2 ]'],
])('%s', (_, value, shown) => {
  expect(inspect(value)).toBe(shown);
});

test('where values cannot be read at once, it says how to read them', () => {
  const tensor = tf.ones([2]);
  vi.spyOn(tf.backend(), 'readSync').mockImplementation(() => { throw new Error('not here'); });
  expect(inspect(tensor)).toBe('Tensor of shape [2], float32: on the GPU, where "await tensor.data()" reads its values');
});

test('looking at tensors leaves none behind', () => {
  const tensors = [tf.ones([3, 3]), tf.complex([1], [2])];
  const before = tf.memory();
  inspect(tensors);
  expect(tf.memory()).toEqual(before);
});

test.each([['our kernel', undefined], ['stock tslab', stockArgv]])('as the last expression of a cell: %s', async (_, argv) => {
  const kernel = await openKernel(argv);
  await kernel.execute("import { tf } from 'descent'; tf.enableProdMode();");
  expect(textOf(await kernel.execute('const w = tf.tensor1d([1, 2]); w'))).toBe('Tensor of shape [2], float32: [1, 2]\n');
  expect(textOf(await kernel.execute(argv === undefined ? '({ w, m: tf.scalar(3) })' : '({ w: w, m: tf.scalar(3) })'))).toBe('{\n  w: Tensor of shape [2], float32: [1, 2],\n  m: Tensor of shape [], float32: 3\n}\n');
  expect(textOf(await kernel.execute('console.log("w is", w)'))).toBe('w is Tensor of shape [2], float32: [1, 2]\n');
}, 60_000);
