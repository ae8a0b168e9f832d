import { expect, test } from 'vitest';
import { inChild } from './child';
import { stepped } from './one-step';

const packageName = '@tensorflow/tfjs-node-gpu';

/** A package in the place of the real one: its backend computes by the kernels of cpu, says whether it has a device, and talks as TensorFlow does. */
const standIn = (gpu: boolean, start = ''): string => `
  const tf = require('@tensorflow/tfjs');
  if (Number(process.env.TF_CPP_MIN_LOG_LEVEL ?? 0) < 3) console.error('E0000 cuda_driver.cc: failed call to cuInit');
  tf.copyRegisteredKernels('cpu', 'tensorflow');
  tf.registerBackend('tensorflow', () => {
    ${start}
    return Object.assign(tf.findBackendFactory('cpu')(), { isUsingGpuDevice: ${gpu} });
  }, 3);
  tf.setBackend('tensorflow');
`;

// A driver list that names no file leaves no adapter for WebGPU, whatever the machine has.
const alone = { VK_ICD_FILENAMES: '/nonexistent.json', VK_DRIVER_FILES: '/nonexistent.json' };

// The package does not run on newer versions of node.
const tooNew = Number(process.versions.node.split('.')[0]) >= 23 ? `skipped: ${packageName} does not run on node ${process.versions.node}` : false;

async function answer(body: string, text: string, env: NodeJS.ProcessEnv = {}): Promise<unknown> {
  const { status, stdout, stderr } = await inChild(body, { ...alone, ...env }, { [packageName]: text });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout);
}

test('with a CUDA device it is the first choice, and keeps quiet', async context => {
  context.skip(Boolean(tooNew), tooNew || undefined);
  const seen = await answer('const { name, device } = await useBackend(); print([name, device, await oneStep()]);', standIn(true));
  expect(seen).toEqual(['tensorflow', 'a CUDA device, through TensorFlow', stepped]);
});

test('without one it is passed over, until it is asked for', async context => {
  context.skip(Boolean(tooNew), tooNew || undefined);
  const { name, tried } = (await answer('print(await useBackend());', standIn(false))) as { name: string; tried: object[] };
  expect(name).toBe('wasm');
  expect(tried[0]).toEqual({
    name: 'tensorflow',
    available: true,
    why: `${packageName} found no CUDA device, and on the processor it is slower than wasm`,
    remedy: 'ask for it by name, DESCENT_BACKEND=tensorflow, to use it all the same',
  });
  const forced = await answer('const { name } = await useBackend(); print([name, await oneStep()]);', standIn(false), { DESCENT_BACKEND: 'tensorflow' });
  expect(forced).toEqual(['tensorflow', stepped]);
});

test.for([
  ['a package that does not load', `throw new Error('the native addon is missing\\nsee the guide');`, 'the native addon is missing'],
  ['a backend that does not start', standIn(false, `throw new Error('no kernel driver')`), 'no kernel driver'],
] as Array<[string, string, string]>)('%s is named with its own words and what to do', async ([, text, reason], context) => {
  context.skip(Boolean(tooNew), tooNew || undefined);
  const message = await answer(`try { await useBackend('tensorflow'); } catch (error) { print(error.message); }`, text);
  expect(message).toMatch(reason);
  expect(message).toMatch(/npm rebuild --foreground-scripts .*TFJS_NODE_BASE_URI/);
});

test('a driver that ends the process that asks it leaves this one alive', async context => {
  context.skip(Boolean(tooNew), tooNew || undefined);
  const { tried } = (await answer('print(await useBackend());', 'process.abort();')) as { tried: Array<{ why: string }> };
  expect(tried[0]?.why).toBe('tensorflow ended the process that asked it (SIGABRT)');
});
