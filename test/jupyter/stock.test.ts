import { resolve } from 'node:path';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { Kernel } from '../../lib/course/jupyter/client/client';
import { cureOutputFlood } from '../../lib/src/notebook/flood-cure';
import { inKernel, sendDisplayData } from '../../lib/src/notebook/tslab';
import { failureFromStderr } from '../../lib/course/jupyter/kernel/traceback';
import { missingLines, openKernel, ourArgv, stockArgv, textOf } from './kernels';

let kernel: Kernel;
beforeAll(async () => {
  ourArgv();
  kernel = await openKernel(stockArgv);
}, 60_000);

/** Stock tslab aborts whatever arrives within 200 ms of an error. */
const pastTheAborts = () => new Promise<void>(done => setTimeout(done, 400));
afterEach(pastTheAborts);

const built = resolve(__dirname, '../../lib/dist/src/notebook');
const library = (name: string) => JSON.stringify(resolve(built, name));

test('a failing cell of stock tslab has the status and the reason', async () => {
  const thrown = await kernel.execute('function f(): never { throw new RangeError("boom"); }\nf()');
  expect(thrown).toMatchObject({ status: 'error', error: { ename: 'RangeError', evalue: 'boom' } });
  expect(thrown.error?.traceback.join('\n')).not.toMatch(/tslab|node:vm/);
  await pastTheAborts();
  const mistyped = await kernel.execute('let wrong: number = "text";');
  expect(mistyped).toMatchObject({ status: 'error', error: { ename: 'CompileError', evalue: "1:5 - Type 'string' is not assignable to type 'number'." } });
  await pastTheAborts();
  expect(textOf(await kernel.execute('console.log("fine")'))).toBe('fine\n');
});

test('the library cures the loss of output in stock tslab, from the cell that loads it on', async () => {
  const loop = 'for (let i = 0; i < 5000; i++) console.log(i)';
  // A loss leaves stock tslab broken for good, so the proof that there is one to cure needs its own kernel.
  const uncured = await openKernel(stockArgv);
  expect(missingLines(await uncured.execute(loop), 5000), 'stock tslab keeps everything: the cure is no longer needed').not.toEqual([]);
  const cured = await kernel.execute(`const cure = require(${library('flood-cure.js')}); if (!cure.cureOutputFlood()) throw new Error("not a kernel"); ${loop}`);
  expect([cured.status, missingLines(cured, 5000)]).toEqual(['ok', []]);
  expect(missingLines(await kernel.execute(loop), 5000)).toEqual([]);
}, 60_000);

test('a listener that the library adds in a cell survives, and so does stock tslab', async () => {
  let interrupted = false;
  await kernel.execute('let stopped = false;');
  const code = `
    const { onInterrupt } = require(${library('on-interrupt.js')});
    const ignore = onInterrupt(() => { stopped = true; });
    const loop = (async () => { while (!stopped) await new Promise(resolve => setTimeout(resolve, 5)); ignore(); })();
    await new Promise(resolve => setTimeout(resolve, 20));
    console.log("on");
    await loop;`;
  const result = await kernel.execute(code, {
    onOutput: () => {
      if (!interrupted) kernel.interrupt();
      interrupted = true;
    },
  });
  expect(result.error?.ename).toBe('Interrupted');
  await pastTheAborts();
  expect(textOf(await kernel.execute('await null; console.log(stopped, process.listenerCount("SIGINT"))'))).toBe('true 1\n');
});

for (const [name, open] of [['stock tslab', async () => kernel], ['our kernel', () => openKernel()]] as const) {
  test(`several formats go out as one output and can be replaced: ${name}`, async () => {
    const here = await open();
    const load = `const out = require(${library('tslab.js')}); const show = (text: string, update: boolean) => out.sendDisplayData({ "text/plain": text, "text/html": "<b>" + text + "</b>" }, { "text/html": { isolated: true } }, { id: "it", update });`;
    const first = await here.execute(`${load} console.log(out.inKernel(), show("one", false));`);
    expect(first.outputs).toEqual([
      { output_type: 'display_data', data: { 'text/plain': 'one', 'text/html': '<b>one</b>' }, metadata: { 'text/html': { isolated: true } } },
      { output_type: 'stream', name: 'stdout', text: 'true true\n' },
    ]);
    await here.execute('show("two", true);');
    expect(first.outputs[0]).toMatchObject({ data: { 'text/html': '<b>two</b>' } });
  }, 60_000);
}

test('outside a kernel nothing is found, cured or shown', () => {
  expect([inKernel(), cureOutputFlood(), sendDisplayData({ 'text/plain': 'x' })]).toEqual([false, false, false]);
});

test('reasons are read from the text stock tslab prints', () => {
  const frames = '\n    at f (evalmachine.<anonymous>:31:15)\n    at sigintHandlersWrap (node:vm:280:12)\n    at Object.execute (/p/node_modules/tslab/dist/executor.js:160:38)\n';
  expect(failureFromStderr(`warning first\nevalmachine.<anonymous>:31\n  throw new E()\n  ^\n\nTypeError: no${frames}`)).toMatchObject({ ename: 'TypeError', evalue: 'no' });
  expect(failureFromStderr(`TypeError [ERR_X]: no${frames}`)).toEqual({ ename: 'TypeError', evalue: 'no', traceback: ['TypeError [ERR_X]: no', '    at f (cell:31:15)'] });
  expect(failureFromStderr(`Error: Interrupted asynchronously${frames}`)).toMatchObject({ ename: 'Interrupted', evalue: 'the cell was interrupted' });
  expect(failureFromStderr('just text\n')).toMatchObject({ ename: 'Error', evalue: 'just text' });
  expect(failureFromStderr('')).toMatchObject({ ename: 'Error', evalue: 'the kernel gave no reason' });
});
