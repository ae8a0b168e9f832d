import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { setKernels } from '../../lib/src/backend/kernels/mode';
import { seededRandom } from '../../lib/src/datasets';

beforeAll(async () => void (await useBackend('wasm')));
afterEach(() => void setKernels('auto'));

const random = seededRandom(2);

function slopes(kernels: 'auto' | 'off', shape: [number, number, number, number], values: Float32Array, window: number, strides: number, pad: 'same' | 'valid'): number[] {
  setKernels(kernels);
  return tf.tidy(() => {
    const x = tf.tensor4d(values.slice(), shape);
    const y = tf.maxPool(x, window, strides, pad);
    const dy = tf.tensor4d(Float32Array.from({ length: y.size }, (_, k) => 1 + (k % 7)), y.shape);
    return Array.from(tf.grad(input => tf.maxPool(input as tf.Tensor4D, window, strides, pad))(x, dy).dataSync());
  });
}

// Vectors hold four channels. Numbers of so few values tie often.
test.each([1, 2, 3, 4, 5, 8, 11])('one pass gives what the operations give, for %i channels', channels => {
  for (const [window, strides, pad] of [[2, 2, 'valid'], [3, 2, 'same'], [3, 1, 'same'], [2, 3, 'valid']] as const) {
    const shape: [number, number, number, number] = [2, 7, 6, channels];
    const values = Float32Array.from({ length: 2 * 7 * 6 * channels }, () => random.integer(5) - 2);
    expect(slopes('auto', shape, values, window, strides, pad)).toEqual(slopes('off', shape, values, window, strides, pad));
  }
});

test('every slope arrives once, at the first of equal maxima', () => {
  expect(slopes('auto', [1, 2, 4, 1], Float32Array.of(-1, -1, 5, 2, -1, -2, 5, 5), 2, 2, 'valid')).toEqual([1, 0, 2, 0, 0, 0, 0, 0]);
});

test('the slope of a window whose maximum is no number goes nowhere', () => {
  expect(slopes('auto', [1, 2, 4, 1], Float32Array.of(NaN, NaN, 5, 2, NaN, NaN, 1, 1), 2, 2, 'valid')).toEqual([0, 0, 2, 0, 0, 0, 0, 0]);
});

test.each(['auto', 'off'] as const)('with kernels %s, the slope of a window of −∞ stays in the image, whatever stands outside of it', kernels => {
  const values = new Float32Array(9).fill(-Infinity);
  // Windows of 3 × 3 around the corners, two pixels apart: each slope goes to the first pixel of its window that there is.
  expect(slopes(kernels, [1, 3, 3, 1], values, 3, 2, 'same')).toEqual([1, 2, 0, 3, 4, 0, 0, 0, 0]);
});
