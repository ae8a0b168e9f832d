import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { setKernels } from '../../lib/src/backend/kernels/mode';
import { withoutSubnormals } from '../../lib/src/backend/kernels/subnormal';
import { adam, momentum, muon, type DescentOptimizer } from '../../lib/src/optimizers';
import { emaWeights } from '../../lib/src/wrappers';

afterEach(() => {
  setKernels('auto');
  tf.disposeVariables();
});

const least = 2 ** -126;
const small = [2 ** -149, -(2 ** -149), least - 2 ** -149, -(least - 2 ** -149)];
const others = [least, -least, 1, -1, 3e38, -3e38, Infinity, -Infinity, NaN];

describe.each([['wasm', 'auto'], ['wasm', 'off'], ['cpu', 'auto']] as const)('on %s with kernels %s', (backend, kernels) => {
  beforeAll(async () => void (await useBackend(backend)));

  // Sixteen numbers at a time, then one by one.
  test.each([1, 3, 15, 16, 17, 64, 100])('of %i numbers those below 1.2e-38 become 0, and no other changes', size => {
    setKernels(kernels);
    const all = [...small, ...others];
    const values = Float32Array.from({ length: size }, (_, k) => all[(5 * k) % all.length] as number);
    const tensor = tf.tensor1d(values.slice());
    const flushed = withoutSubnormals(tensor);
    expect(Array.from(flushed.dataSync())).toEqual(Array.from(values, value => (Math.abs(value) < least ? 0 : value)));
    tf.dispose([tensor, flushed]);
  });

  test('who shares the numbers keeps them', () => {
    setKernels(kernels);
    const tensor = tf.tensor1d([2 ** -140, 1]);
    const shared = tensor.clone();
    const flushed = withoutSubnormals(tensor);
    expect(Array.from(flushed.dataSync())).toEqual([0, 1]);
    expect(Array.from(shared.dataSync())).toEqual([2 ** -140, 1]);
    tf.dispose([tensor, shared, flushed]);
  });

  const averaging: ReadonlyArray<readonly [string, () => DescentOptimizer, string]> = [
    ['adam', () => adam(), 'm'],
    ['momentum', () => momentum({ gamma: 0.5 }), 'V'],
    ['muon, by the algebra', () => muon(), 'V'],
    ['averaged weights around it', () => emaWeights(momentum({ gamma: 0.5 })), 'V'],
  ];

  test.each(averaging)('%s: where the gradient stays 0, what is remembered ends as 0', (_, make, slot) => {
    setKernels(kernels);
    const w = tf.tidy(() => tf.variable(tf.ones([2, 2]), true, 'w'));
    const optimizer = make();
    const [dying, dead] = [tf.fill([2, 2], 1e-30), tf.zeros([2, 2])];
    optimizer.applyGradients({ w: dying });
    // 1e-30 is halved to 1e-38 in 27 steps and multiplied by 0.95 so often in 360; the second walk over the slots comes at most 32 steps later.
    for (let step = 0; step < 420; step++) optimizer.applyGradients({ w: dead });
    const value = optimizer.slot(w, slot) as tf.Tensor;
    expect(Array.from(value.dataSync())).toEqual([0, 0, 0, 0]);
    tf.dispose([dying, dead, value]);
    optimizer.dispose();
  });
});

test('kernels and the tensor reading agree to the last bit while a slot sinks', async () => {
  await useBackend('wasm');
  const walk = (kernels: 'auto' | 'off'): number[][] => {
    setKernels(kernels);
    const w = tf.tidy(() => tf.variable(tf.tensor1d([1, -2, 3, 4, 5]), true, 'w'));
    const optimizer = adam();
    const dead = tf.zeros([5]);
    const first = tf.tensor1d([1e-34, 1e-36, -1e-35, 1, 0]);
    optimizer.applyGradients({ w: first });
    const seen: number[][] = [];
    for (let step = 0; step < 200; step++) {
      optimizer.applyGradients({ w: dead });
      const m = optimizer.slot(w, 'm') as tf.Tensor;
      if (step % 10 === 0) seen.push(Array.from(m.dataSync()), Array.from(w.dataSync()));
      m.dispose();
    }
    optimizer.dispose();
    tf.dispose([w, dead, first]);
    return seen;
  };
  const [fused, tensors] = [walk('auto'), walk('off')];
  expect(fused).toEqual(tensors);
  expect(fused[fused.length - 2]?.slice(0, 3)).toEqual([0, 0, 0]);
});
