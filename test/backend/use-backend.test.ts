import * as tf from '@tensorflow/tfjs';
import { afterEach, expect, test, vi } from 'vitest';
import { useBackend } from '../../lib/src/backend';
import { cpu } from '../../lib/src/backend/cpu';
import { nodeGpu } from '../../lib/src/backend/node-gpu';
import { isInstalled, sharesCopy } from '../../lib/src/backend/one-copy';
import { wasm } from '../../lib/src/backend/wasm';
import { webgpu } from '../../lib/src/backend/webgpu';
import { oneStep, stepped } from './one-step';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test.each(['wasm', 'cpu'] as const)('%s takes one gradient step', async name => {
  const report = await useBackend(name);
  expect(report.name).toBe(name);
  expect(report.tried).toEqual([{ name, available: true, why: 'asked for by name' }]);
  expect(tf.getBackend()).toBe(name);
  expect(await oneStep()).toEqual(stepped);
});

test('asked twice it answers the same, even at once, and keeps what was forced', async () => {
  const [first, second] = await Promise.all([useBackend('cpu'), useBackend('cpu')]);
  expect(second).toBe(first);
  expect(await useBackend()).toBe(first);
  expect(tf.getBackend()).toBe('cpu');
});

test('a backend set behind its back is noticed', async () => {
  await useBackend('wasm');
  await tf.setBackend('cpu');
  expect((await useBackend('wasm')).name).toBe('wasm');
  expect(tf.getBackend()).toBe('wasm');
});

test('DESCENT_BACKEND forces a backend, an argument overrules it, an empty value does not count', async () => {
  await tf.setBackend('wasm');
  vi.stubEnv('DESCENT_BACKEND', 'cpu');
  await useBackend('wasm');
  await tf.setBackend('cpu');
  expect((await useBackend()).tried).toEqual([{ name: 'cpu', available: true, why: 'asked for by name' }]);
  expect((await useBackend('wasm')).name).toBe('wasm');
  vi.stubEnv('DESCENT_BACKEND', '');
  expect((await useBackend()).name).toBe('wasm');
});

test('left to itself it takes the first that is available, and says why not those before it', async () => {
  await useBackend('cpu');
  await tf.setBackend('wasm');
  const { name, tried } = await useBackend();
  const order = ['tensorflow', 'webgpu', 'wasm', 'cpu'];
  expect(tried.map(attempt => attempt.name)).toEqual(order.slice(0, order.indexOf(name) + 1));
  expect(tf.getBackend()).toBe(name);
  expect(tried.at(-1)?.available).toBe(true);
  for (const attempt of tried.slice(0, -1)) expect(attempt.remedy).toMatch(/\w/);
});

test('an unknown name is refused with the known ones', async () => {
  await expect(useBackend('cuda' as 'cpu')).rejects.toThrow(
    'backend: unknown name "cuda"; use one of tensorflow, webgpu, wasm, cpu, or none to take the best',
  );
  vi.stubEnv('DESCENT_BACKEND', 'gpu');
  await expect(useBackend()).rejects.toThrow('backend: unknown name "gpu" in DESCENT_BACKEND; use one of');
});

test('a forced backend that cannot start is named with the cause and the remedy, and the one in use stays', async context => {
  const candidates = await Promise.all([nodeGpu, webgpu].map(async candidate => ({ name: candidate.name, ...(await candidate.probe()) })));
  const absent = candidates.find(({ available }) => !available);
  if (!absent) return context.skip('skipped: every backend is available here');
  await useBackend('cpu');
  await expect(useBackend(absent.name)).rejects.toThrow(
    `backend: ${absent.name} cannot start here, because ${absent.why}; ${absent.remedy}, or leave the choice open`,
  );
  expect(tf.getBackend()).toBe('cpu');
  expect((await useBackend()).name).toBe('cpu');
});

test('one that breaks while starting leaves the one in use', async () => {
  await useBackend('wasm');
  vi.spyOn(cpu, 'start').mockImplementation(async () => {
    await tf.setBackend('cpu');
    throw new Error('no memory\nat some line');
  });
  await expect(useBackend('cpu')).rejects.toThrow(
    'backend: cpu cannot start here, because it fails with "no memory"; install it again, or leave the choice open',
  );
  expect(tf.getBackend()).toBe('wasm');
});

test('left to itself it goes on to the next where one breaks', async () => {
  for (const absent of [nodeGpu, webgpu]) vi.spyOn(absent, 'probe').mockResolvedValue({ available: false, why: 'absent in this test' });
  vi.spyOn(wasm, 'start').mockRejectedValue(new Error('no memory'));
  await useBackend('cpu');
  await tf.setBackend('wasm');
  const { name, tried } = await useBackend();
  expect(name).toBe('cpu');
  expect(tried[2]).toEqual({ name: 'wasm', available: false, why: 'it fails with "no memory"', remedy: 'install it again' });
});

test('a package that is absent, and one with its own copy, are told apart', () => {
  expect(isInstalled('no-such-package-here')).toBe(false);
  expect(isInstalled('@tensorflow/tfjs')).toBe(true);
  expect(sharesCopy('@tensorflow/tfjs-backend-wasm', '@tensorflow/tfjs-core')).toBe(true);
});
