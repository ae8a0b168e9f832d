import { expect, test } from 'vitest';
import { besidesTensorFlow, inChild } from './child';
import { stepped } from './one-step';

test.each(['wasm', 'cpu'])('%s prints nothing of its own and lets the process end', async name => {
  const { status, stdout, stderr } = await inChild(`await useBackend('${name}'); print(await oneStep());`);
  expect({ status, stderr, values: JSON.parse(stdout) }).toEqual({ status: 0, stderr: '', values: stepped });
});

test('a machine without vulkan falls back without a crash or a word', async () => {
  // A driver list that names no file leaves Dawn without any adapter, whatever the machine has.
  const { status, stdout, stderr } = await inChild(`print((await useBackend()).tried);`, {
    VK_ICD_FILENAMES: '/nonexistent.json',
    VK_DRIVER_FILES: '/nonexistent.json',
  });
  expect({ status, stderr: besidesTensorFlow(stderr) }).toEqual({ status: 0, stderr: '' });
  if (process.platform !== 'linux') return;
  const tried = JSON.parse(stdout) as Array<{ name: string; available: boolean; why: string }>;
  const attempt = tried.find(({ name }) => name === 'webgpu');
  if (attempt) expect(attempt).toMatchObject({ available: false, why: expect.stringMatching(/no graphics adapter|not installed/) as string });
});

test('after wasm has started, unhandled rejections still belong to the program', async () => {
  const { status, stdout } = await inChild(`
    process.on('unhandledRejection', reason => print('seen: ' + reason));
    process.on('uncaughtException', () => print('rethrown'));
    await useBackend('wasm');
    void Promise.reject('lost');
    setTimeout(() => print('still here'), 50);
  `);
  expect({ status, lines: stdout.trim().split('\n') }).toEqual({ status: 0, lines: ['"seen: lost"', '"still here"'] });
});
