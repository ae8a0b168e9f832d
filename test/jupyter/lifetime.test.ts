import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { startKernel } from '../../lib/course/jupyter/client/client';
import { openKernel, ourArgv, scratchFolder, stockArgv, textOf } from './kernels';

const START = 60_000;

test('a cell that takes too long is stopped with its kernel, its output is kept', async () => {
  const kernel = await openKernel();
  // The first cell also starts the compiler, which on a busy machine takes a while; the limit below is for the loop alone.
  await kernel.execute('const ready = true;');
  const result = await kernel.execute('console.log("begun"); await new Promise(resolve => setTimeout(resolve, 50)); while (ready) {}', { timeoutMs: 10_000 });
  expect(result).toMatchObject({ status: 'timeout', error: { ename: 'Timeout', evalue: 'the cell ran longer than 10 s, so its kernel was stopped' } });
  expect(textOf(result)).toBe('begun\n');
  expect(isRunning(kernel.pid)).toBe(false);
  await expect(kernel.execute('1')).rejects.toThrow('cannot run a cell: the cell ran longer than 10 s');
}, START);

test('a cell that ends the kernel rejects with the reason', async () => {
  const kernel = await openKernel();
  await expect(kernel.execute('process.exit(3)')).rejects.toThrow('the kernel died (exit code 3)');
  await expect(kernel.execute('1')).rejects.toThrow('cannot run a cell: the kernel died (exit code 3)');
}, START);

test('a kernel that is killed rejects the running cell', async () => {
  const kernel = await openKernel();
  const running = kernel.execute('await new Promise(() => {})', { onOutput: () => {} });
  process.kill(kernel.pid, 'SIGKILL');
  await expect(running).rejects.toThrow('the kernel died (SIGKILL)');
}, START);

test('a program that cannot be started or ends at once is reported with what it printed', async () => {
  const cwd = scratchFolder();
  await expect(startKernel({ argv: ['/no/such/program'], cwd })).rejects.toThrow(/^the kernel could not be started in .*ENOENT/);
  await expect(startKernel({ argv: [process.execPath, '-e', 'console.error("no luck"); process.exit(4)'], cwd })).rejects.toThrow('the kernel died (exit code 4); it last printed:\nno luck');
});

test('a program that never answers is given up and ended', async () => {
  const argv = [process.execPath, '-e', 'console.log(process.pid); setInterval(() => {}, 1000)'];
  // Long enough for the program to print its id, on a busy machine too.
  const failed = startKernel({ argv, cwd: scratchFolder(), startTimeoutMs: 8000 });
  await expect(failed).rejects.toThrow(/^the kernel did not answer within 8 s; it last printed:\n\d+$/);
  const pid = Number(/\d+$/.exec(String(await failed.catch(reason => reason)))?.[0]);
  expect(isRunning(pid)).toBe(false);
});

for (const [name, argv] of [['our kernel', ourArgv()], ['stock tslab', stockArgv]] as const) {
  test(`${name} ends when asked, also with a timer running, and leaves no connection file`, async () => {
    const temporary = scratchFolder();
    for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, temporary);
    const kernel = await openKernel([...argv]);
    vi.unstubAllEnvs();
    expect(readdirSync(temporary)).toHaveLength(1);
    await kernel.execute('setInterval(() => {}, 1000)');
    await kernel.shutdown();
    expect(isRunning(kernel.pid)).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
  }, START);
}

test('our kernel dies with the program that started it, even inside an endless loop, and its connection file goes with it', async () => {
  const script = `
    const { startKernel } = require(process.argv[1]);
    startKernel({ argv: JSON.parse(process.argv[2]), cwd: process.argv[3] }).then(kernel => {
      console.log(kernel.pid);
      return kernel.execute('while (true) {}');
    });`;
  const client = ourArgv()[1]?.replace(/kernel.launcher\.js$/, 'client/client.js') ?? '';
  const temporary = scratchFolder();
  const parent = spawn(process.execPath, ['-e', script, client, JSON.stringify(ourArgv()), temporary], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary } });
  const [line] = await once(parent.stdout, 'data');
  const pid = Number(line);
  expect(isRunning(pid)).toBe(true);
  parent.kill('SIGKILL');
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { timeout: 20_000, interval: 200 });
  expect(readdirSync(temporary)).toEqual([]);
}, START);

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
