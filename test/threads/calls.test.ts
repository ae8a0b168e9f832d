import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { isFiniteTensor } from '../../lib/src/backend/kernels/finite';
import { multiplierHere } from '../../lib/src/backend/products/multiplier-here';
import { setThreads, type ThreadsMode } from '../../lib/src/backend/threads/mode';
import { Pace } from '../../lib/src/backend/threads/pace';
import type { SecondThread } from '../../lib/src/backend/threads/second-thread';
import { adam, gradientDescent, lion, nadam, type DescentOptimizer } from '../../lib/src/optimizers';
import { clipNorm } from '../../lib/src/wrappers';

/** More than are worth sharing, and a tail behind the last sixteen. */
const count = 400_003;

const methods: ReadonlyArray<readonly [string, () => DescentOptimizer]> = [
  ['gradient descent', () => gradientDescent({ eta: 0.1 })],
  ['Adam', () => adam({ eta: 0.01 })],
  ['Lion', () => lion({ eta: 0.01 })],
  ['Nadam', () => nadam({ eta: 0.01 })],
  // Its norm is a sum, which one thread takes; what follows is weight by weight.
  ['clipping by the norm', () => clipNorm(adam({ eta: 0.01 }), { bound: 1 })],
];

describe.skipIf(availableParallelism() < 2)('with a second thread', () => {
  let thread: SecondThread;
  beforeAll(async () => {
    await useBackend('wasm');
    const multiplier = multiplierHere();
    if ('why' in multiplier || 'why' in multiplier.second) throw new Error('there is no second thread');
    ({ thread } = multiplier.second);
    thread.start();
    await vi.waitFor(() => expect(thread.isThereFor(1e9)).toBe(true), 10_000);
  });
  afterEach(() => vi.restoreAllMocks());
  afterAll(() => thread.end());

  /** The weights after some steps, and how many calls were shared. */
  function stepped(make: () => DescentOptimizer, threads: ThreadsMode): { weights: Float32Array; shared: number } {
    vi.spyOn(Pace.prototype, 'next').mockReturnValue(true);
    const call = vi.spyOn(thread, 'call');
    const before = setThreads(threads);
    const variable = tf.variable(tf.randomNormal([count], 0, 1, 'float32', 1));
    const method = make();
    for (let step = 1; step <= 6; step++) {
      const tensor = tf.randomNormal([count], 0, 1, 'float32', 10 + step);
      method.applyGradients([{ name: variable.name, tensor }]);
      tensor.dispose();
    }
    setThreads(before);
    const weights = variable.dataSync<'float32'>();
    tf.dispose(variable);
    method.dispose();
    const shared = call.mock.calls.length;
    vi.restoreAllMocks();
    return { weights, shared };
  }

  test.each(methods)('%s: every weight is what one thread makes of it, to the last bit', async (_, make) => {
    const alone = stepped(make, 'off');
    expect(alone.shared).toBe(0);
    // A function is sent to the thread when it is first called, and shared from when it is known there.
    await vi.waitFor(() => expect(stepped(make, 'auto').shared).toBeGreaterThan(6), 10_000);
    const both = stepped(make, 'auto');
    expect(Buffer.compare(Buffer.from(both.weights.buffer), Buffer.from(alone.weights.buffer))).toBe(0);
  });

  test.each([0, 32 * 1024, count / 2 | 0, count - 1])('a number that is not finite is found at place %i', async place => {
    vi.spyOn(Pace.prototype, 'next').mockReturnValue(true);
    const call = vi.spyOn(thread, 'call');
    const values = new Float32Array(count).fill(1e38);
    const fine = tf.tensor1d(values);
    await vi.waitFor(() => {
      expect(isFiniteTensor(fine)).toBe(true);
      expect(call).toHaveBeenCalled();
    }, 10_000);
    values[place] = Infinity;
    const bad = tf.tensor1d(values);
    for (let k = 0; k < 20; k++) expect(isFiniteTensor(bad)).toBe(false);
    expect(isFiniteTensor(fine)).toBe(true);
    tf.dispose([fine, bad]);
  });

  test('a gradient that is not finite changes no weight', () => {
    vi.spyOn(Pace.prototype, 'next').mockReturnValue(true);
    const variable = tf.variable(tf.ones([count]));
    const method = adam();
    const tensor = tf.tensor1d(new Float32Array(count).fill(1).fill(NaN, count - 5, count - 4));
    expect(() => method.applyGradients([{ name: variable.name, tensor }])).toThrow(/NaN/);
    expect(tf.tidy(() => tf.all(tf.equal(variable, 1)).dataSync()[0])).toBe(1);
    tf.dispose([variable, tensor]);
    method.dispose();
  });

  test('few weights are not shared', () => {
    const call = vi.spyOn(thread, 'call');
    const small = tf.ones([200_000]);
    for (let k = 0; k < 200; k++) isFiniteTensor(small);
    expect(call).not.toHaveBeenCalled();
    small.dispose();
  });
});
