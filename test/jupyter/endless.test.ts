import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CellResult, Kernel } from '../../lib/course/jupyter/client/client';
import { courseOf } from '../checking/course-with';
import type { Output } from '../../lib/course/jupyter/client/notebook-file';
import { openKernel, stockArgv, textOf } from './kernels';

/** Never ends, in every way that the language has. */
const exercise = `
let told = false;
const tell = () => { if (!told) console.log('on'); told = true; };
export const forLoop = () => { tell(); for (;;) {} };
export const whileLoop = () => { tell(); let x = 0; while (x < 1) x = x / 2; };
export const doLoop = () => { tell(); do {} while (true); };
export const recursion = (): void => { tell(); const go = (n: number): number => { try { return go(n + 1); } catch { return go(n - 1); } }; for (;;) go(0); };
export const generator = () => { tell(); const all = (function* () { for (;;) yield 1; })(); let sum = 0; for (const one of all) sum += one; };
export const asynchronous = async () => { for (;;) await null; };
export const stubborn = () => { tell(); for (;;) { try { for (;;) {} } catch {} finally { continue; } } };
export const pattern = () => { tell(); return /^(a+)+$/.test('a'.repeat(60) + 'b'); };
export const tensors = () => { tell(); for (;;) tf.tidy(() => { tf.add(1, 2); }); };
export const update = ({ w }: { w: tf.Tensor }) => { tell(); for (;;) w.shape; };
import { tf } from 'descent';
`;

const files = { 'exercises/01-a.ts': exercise, 'exercises/02-b.ts': `console.log('on');\nfor (;;) {}` };
const load = `import * as kit from 'descent'; const load: any = kit.exercise; let own: any = await load('01-a');`;

/** Interrupts a moment after the code has said that it runs, so that it is in its loop; `again` every second until the cell ends. */
async function interruptOnceOn(kernel: Kernel, code: string, { again = false } = {}): Promise<CellResult> {
  const timers: NodeJS.Timeout[] = [];
  const onOutput = ({ output_type }: Output): void => {
    if (output_type !== 'stream' || timers.length > 0) return;
    timers.push(setTimeout(() => kernel.interrupt(), 300));
    if (again) timers.push(setInterval(() => kernel.interrupt(), 1000));
  };
  const result = await kernel.execute(code, { onOutput, timeoutMs: 20_000 });
  timers.forEach(clearTimeout);
  return result;
}

/** Prints reach the page only when the thread yields or prints again after a while. */
const say = `console.log('on'); await new Promise(resolve => setTimeout(resolve, 50));`;
const quiet = `own = await load('01-a'); ${say}`;

const places: ReadonlyArray<[where: string, code: (name: string) => string]> = [
  ['in a cell that awaited first', name => `${quiet} await own.${name}();`],
  ['in a promise', name => `${quiet} await Promise.resolve().then(() => own.${name}());`],
  ['in a timer', name => `${quiet} await new Promise(done => setTimeout(() => { own.${name}(); done(0); }, 5));`],
  ['in an interval', name => `${quiet} await new Promise(done => setInterval(() => own.${name}(), 5));`],
  ['in an immediate', name => `${quiet} await new Promise(done => setImmediate(() => own.${name}()));`],
  ['in a tick', name => `${quiet} await new Promise(done => process.nextTick(() => own.${name}()));`],
];
const loops = ['forLoop', 'whileLoop', 'doLoop', 'recursion', 'generator', 'asynchronous', 'stubborn', 'pattern', 'tensors'];

describe('our kernel stops an exercise that never ends', () => {
  let kernel: Kernel;
  beforeAll(async () => {
    const course = courseOf(files, { inProject: true });
    kernel = await openKernel(undefined, { cwd: course.notebooks });
    expect((await kernel.execute(load)).error).toBeUndefined();
  });

  const cases = [
    ...loops.map(loop => [loop, ...(places[0] as (typeof places)[number])] as const),
    ...places.slice(1).map(place => ['forLoop', ...place] as const),
  ];
  test.each(cases)('%s, %s', async (loop, _, code) => {
    const traceback = await stopped(code(loop));
    // A recursion that is at the end of the stack cannot be looked at.
    if (loop !== 'recursion') expect(traceback).toMatch(new RegExp(`at ${loop} \\(exercises/01-a\\.ts:\\d+:\\d+\\)\n {8}export const ${loop} = `));
  });

  test('while the file loads', async () => {
    expect(await stopped(`${say} await load('02-b');`)).toMatch(/exercises\/02-b\.ts:2:\d+\)?\n {8}for \(;;\) \{\}/);
  });

  test('in a walk over a surface, in a training, and in a network of TensorFlow.js', async () => {
    const mine = 'kit.yourOwn(kit.gradientDescent, own.update as any)';
    const few = 'const few = { x: [[0, 1]], y: [1], classes: 2 } as any;';
    for (const code of [
      `kit.descend(kit.ravine(), ${mine}, { steps: 3 });`,
      `await kit.train(kit.network({ layers: [64, 10], seed: 1 }), kit.loadDigits().train, { optimizer: ${mine}({ eta: 0.1 }), epochs: 1 });`,
      `const w = kit.tf.variable(kit.tf.scalar(1)); ${mine}({ eta: 0.1 }).minimize(() => kit.tf.square(w) as any);`,
    ]) expect(await stopped(`${few} ${quiet} ${code}`)).toContain('at update (exercises/01-a.ts:');
  });

  test('and TensorFlow.js works afterwards as before', async () => {
    const tensors = async () => Number(textOf(await kernel.execute('console.log(kit.tf.memory().numTensors)')));
    const step = 'const v = kit.tf.variable(kit.tf.scalar(1)); kit.momentum({ eta: 0.1 }).minimize(() => kit.tf.square(v) as any); console.log(v.dataSync()[0].toFixed(3)); v.dispose();';
    await stopped(`${quiet} own.tensors();`);
    const before = await tensors();
    await stopped(`${quiet} kit.tf.tidy(() => { kit.tf.zeros([5]); return own.tensors(); });`);
    await stopped(`${quiet} kit.tf.grad(x => { own.tensors(); return x; })(kit.tf.scalar(1));`);
    // One, at most, of the operation that was stopped each time.
    expect(await tensors() - before).toBeLessThanOrEqual(2 * 3);
    expect(textOf(await kernel.execute(step))).toBe('0.800\n');
  });

  test('and compiles again, though ■ has ended what compiles', async context => {
    const { stdout, error } = spawnSync('ps', ['-o', 'pid=,args=', '--ppid', String(kernel.pid)], { encoding: 'utf8' });
    context.skip(error !== undefined, 'no ps');
    const compilers = stdout.split('\n').filter(line => line.includes('esbuild')).map(line => parseInt(line, 10));
    expect(compilers).toHaveLength(1);
    // Jupyter interrupts a kernel's whole process group; the test's kernel is in its own.
    for (const pid of compilers) process.kill(pid, 'SIGINT');
    const again = await kernel.execute("await new Promise(done => setTimeout(done, 200)); own = await load('01-a'); console.log(typeof own.forLoop);");
    expect([again.error, textOf(again)]).toEqual([undefined, 'function\n']);
  });

  async function stopped(code: string): Promise<string> {
    const { error } = await interruptOnceOn(kernel, code);
    expect(error).toMatchObject({ ename: 'Interrupted', evalue: 'the cell was interrupted' });
    expect(textOf(await kernel.execute('await null; console.log("alive", typeof own.forLoop, process.listenerCount("SIGINT"))'))).toBe('alive function 1\n');
    return error?.traceback.join('\n') ?? '';
  }
});

describe('stock tslab stops an exercise that never ends', () => {
  let kernel: Kernel;
  beforeAll(async () => {
    const course = courseOf(files, { inProject: true });
    kernel = await openKernel(stockArgv, { cwd: course.notebooks });
    expect((await kernel.execute(load)).status).toBe('ok');
  });

  test.each([
    ['in a cell that awaited first', `${quiet} own.forLoop();`],
    ['in a promise', `${quiet} await Promise.resolve().then(() => own.whileLoop());`],
    ['in a training', `${quiet} await kit.train(kit.network({ layers: [64, 10], seed: 1 }), kit.loadDigits().train, { optimizer: kit.yourOwn(kit.gradientDescent, own.update as any)({ eta: 0.1 }), epochs: 1 });`],
    ['while the file loads', `${say} await load('02-b');`],
  ])('%s', async (_, code) => {
    // A signal that comes while something else computes is seen only after the loop; the next one is not.
    expect((await interruptOnceOn(kernel, code, { again: true })).error?.ename).toBe('Interrupted');
    // Stock tslab aborts whatever arrives within 200 ms of an error.
    await new Promise(done => setTimeout(done, 400));
    expect(textOf(await kernel.execute('await null; console.log("alive", typeof own.forLoop)'))).toBe('alive function\n');
  });
});

describe('our kernel stops what a cell itself runs', () => {
  let kernel: Kernel;
  beforeAll(async () => {
    kernel = await openKernel();
    await kernel.execute('const endless = () => { for (;;) {} };');
  });

  test.each([
    ['before it awaits', `const begun = Date.now(); let told = false; for (;;) if (!told && Date.now() - begun > 150) { console.log('on'); told = true; }`],
    ['after it has awaited', `${say} endless();`],
    ['in a loop of promises', `${say} for (;;) await null;`],
  ])('%s', async (_, code) => {
    const { error } = await interruptOnceOn(kernel, code);
    expect(error).toMatchObject({ ename: 'Interrupted', evalue: 'the cell was interrupted' });
    expect(error?.traceback.join('\n')).toMatch(/at .*cell \[\d+\], line 1/);
  });

  test('but not a long step of something else, which may stop by itself', async () => {
    const result = await interruptOnceOn(kernel, `
      const longStep = new Function("for (const end = Date.now() + 2000; Date.now() < end;);");
      const asked = new Promise(done => process.once('SIGINT', done));
      ${say}
      setTimeout(longStep as () => void, 5);
      await asked;
      console.log('its own last word');`);
    expect([result.status, textOf(result)]).toEqual(['ok', 'on\nits own last word\n']);
  });
});
