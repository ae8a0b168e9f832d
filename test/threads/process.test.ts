import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { inChild } from '../backend/child';

/** Multiplies for as long as it takes a second thread to have started and helped, and tells what came out, how many threads there are, and the rest. */
const multiplying = (then: string): string => `
  await useBackend('wasm');
  const { multiplierHere } = await import('../../lib/src/backend/products/multiplier-here');
  const { createHash } = await import('node:crypto');
  const [a, b] = [1, 2].map(seed => tf.randomNormal([500, 500], 0, 1, 'float32', seed));
  const product = () => tf.tidy(() => createHash('sha256').update(tf.matMul(a, b).dataSync()).digest('hex'));
  const seen = new Set();
  const { second } = multiplierHere();
  const isAtWork = () => !('why' in second) && second.isThereFor({ rows: 500, columns: 500, depth: 500, packsA: false });
  const until = Date.now() + 20_000;
  for (let k = 0; k < 100 || (!('why' in second) && !isAtWork() && Date.now() < until); k++) seen.add(product());
  for (let k = 0; k < 100; k++) seen.add(product());
  print({ products: [...seen], why: second.why ?? null, isAtWork: isAtWork(), memory: tf.backend().wasm.asm.memory.buffer.constructor.name });
  ${then}
`;

const outcome = async (then: string, env: NodeJS.ProcessEnv): Promise<{ status: number | string; stderr: string; answer: Record<string, unknown> }> => {
  const { status, stdout, stderr } = await inChild(multiplying(then), env);
  return { status, stderr, answer: JSON.parse(stdout) as Record<string, unknown> };
};

test.skipIf(availableParallelism() < 2)('a process whose products a second thread shares has the bits of one that has none, says nothing, and ends', async () => {
  const two = await outcome('', { DESCENT_THREADS: '' });
  const one = await outcome('', { DESCENT_THREADS: 'off' });
  expect(two).toMatchObject({ status: 0, stderr: '', answer: { why: null, isAtWork: true, memory: 'SharedArrayBuffer' } });
  expect(one).toMatchObject({ status: 0, stderr: '', answer: { why: 'DESCENT_THREADS is off', isAtWork: false, memory: 'ArrayBuffer' } });
  expect(two.answer['products']).toHaveLength(1);
  expect(two.answer['products']).toEqual(one.answer['products']);
});

test.skipIf(availableParallelism() < 2)('it may also be ended while both are at work', async () => {
  expect(await outcome('setTimeout(() => process.exit(3), 20); for (;;) { product(); await new Promise(resolve => setImmediate(resolve)); }', {})).toMatchObject({ status: 3, stderr: '' });
});

test.each([
  ['DESCENT_THREADS', '2', 'auto, off'],
  ['DESCENT_KERNELS', 'on', 'auto, off, required'],
])('a word that is none of those of %s ends it', async (variable, word, words) => {
  const { status, stderr } = await inChild('await useBackend("wasm");', { [variable]: word });
  expect(status).not.toBe(0);
  expect(stderr).toContain(`${variable}: must be one of ${words}, got "${word}"`);
});
