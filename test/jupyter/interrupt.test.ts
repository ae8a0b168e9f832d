import { beforeAll, expect, test } from 'vitest';
import type { CellResult, Kernel } from '../../lib/course/jupyter/client/client';
import { openKernel, textOf } from './kernels';

let kernel: Kernel;
beforeAll(async () => { kernel = await openKernel(); }, 60_000);

/**
 * Interrupts as soon as the cell has printed something, so after its loop has begun. A cell that awaits prints after its first await: a
 * signal in the last microseconds of a cell's synchronous part can end that part, or be dropped by Node.
 */
function interruptOncePrinting(code: string): Promise<CellResult> {
  let interrupted = false;
  return kernel.execute(code, {
    onOutput: () => {
      if (interrupted) return;
      interrupted = true;
      kernel.interrupt();
    },
  });
}

async function expectAlive(): Promise<void> {
  expect(textOf(await kernel.execute('console.log("alive")'))).toContain('alive\n');
}

test('a synchronous loop is interrupted and the kernel goes on', async () => {
  // A batch of output leaves a loop that never yields only when it writes again after 100 ms.
  const result = await interruptOncePrinting('const start = Date.now(); let told = false; while (true) { if (!told && Date.now() - start > 150) { console.log("on"); told = true; } }');
  expect(result).toMatchObject({ status: 'error', error: { ename: 'Interrupted', evalue: 'the cell was interrupted' } });
  await expectAlive();
});

test('an awaiting loop is interrupted', async () => {
  const result = await interruptOncePrinting('let on = true; await null; console.log("on"); while (on) await new Promise(resolve => setTimeout(resolve, 5));');
  expect(result).toMatchObject({ status: 'error', error: { ename: 'Interrupted' } });
  await kernel.execute('on = false;');
  await expectAlive();
});

for (const listen of ['on', 'once']) {
  test(`a loop that listens with process.${listen} ends its cell itself, with its last words in it`, async () => {
    const result = await interruptOncePrinting(`
      let stopped = false;
      const stop = () => { stopped = true; };
      process.${listen}("SIGINT", stop);
      await null;
      console.log("on");
      while (!stopped) await new Promise(resolve => setTimeout(resolve, 5));
      process.off("SIGINT", stop);
      console.log("stopped by itself");`);
    expect(result.status).toBe('ok');
    expect(textOf(result)).toBe('on\nstopped by itself\n');
    await expectAlive();
  });
}

test('a cell whose listener does nothing is ended all the same', async () => {
  const result = await interruptOncePrinting('const deaf = () => {}; process.on("SIGINT", deaf); await null; console.log("on"); await new Promise(() => {});');
  expect(result.error?.ename).toBe('Interrupted');
  await kernel.execute('await null; process.off("SIGINT", deaf);');
});

test('an interrupt while nothing runs harms nothing', async () => {
  kernel.interrupt();
  await expectAlive();
});
