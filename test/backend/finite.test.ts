import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { isFiniteTensor } from '../../lib/src/backend/kernels/finite';

beforeAll(async () => void (await useBackend('wasm')));

const check = (values: number[]): boolean | undefined => tf.tidy(() => isFiniteTensor(tf.tensor1d(values)));

test('finite numbers are found finite, however large, small or many', () => {
  for (const count of [0, 1, 3, 15, 16, 17, 64, 1001]) {
    expect(check(Array.from({ length: count }, (_, i) => [3.4e38, -3.4e38, 1e-44, -0, i][i % 5] as number)), `${count} numbers`).toBe(true);
  }
});

test.each([NaN, Infinity, -Infinity])('one %d is noticed wherever it stands', value => {
  for (const count of [1, 5, 16, 35]) {
    for (let at = 0; at < count; at++) expect(check(Array.from({ length: count }, (_, i) => (i === at ? value : 1))), `${at} of ${count}`).toBe(false);
  }
});

test('where the memory cannot be reached there is no answer', async () => {
  await useBackend('cpu');
  expect(check([1])).toBeUndefined();
  await useBackend('wasm');
});
