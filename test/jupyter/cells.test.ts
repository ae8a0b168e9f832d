import { beforeAll, expect, test } from 'vitest';
import type { Kernel } from '../../lib/course/jupyter/client/client';
import { missingLines, openKernel, scratchFolder, textOf } from './kernels';

let kernel: Kernel;
beforeAll(async () => { kernel = await openKernel(); }, 60_000);

test('a loop that prints 5000 lines loses none, and the cell ends', async () => {
  const result = await kernel.execute('for (let i = 0; i < 5000; i++) console.log(i)');
  expect(result.status).toBe('ok');
  expect(missingLines(result, 5000)).toEqual([]);
});

test('5000 displays in one turn all arrive', async () => {
  const result = await kernel.execute('import { display } from "tslab"; for (let i = 0; i < 5000; i++) display.text(String(i))');
  expect(result.outputs.map(output => (output.output_type === 'display_data' ? output.data['text/plain'] : output))).toEqual(Array.from({ length: 5000 }, (_, i) => String(i)));
});

test('an exception is an error output that names cells and lines, and nothing is printed beside it', async () => {
  await kernel.execute('const before = 1;');
  const definition = await kernel.execute('interface P { a: number }\n\nfunction half(x: number): number {\n  // checks first\n  if (x < 0) throw new RangeError("negative: " + x);\n  return x / 2;\n}');
  const result = await kernel.execute('const p: number = -3;\n\nhalf(p)');
  expect(result.status).toBe('error');
  const expected = {
    ename: 'RangeError',
    evalue: 'negative: -3',
    traceback: [
      'RangeError: negative: -3',
      `    at half (cell [${definition.executionCount}], line 5)`,
      '        if (x < 0) throw new RangeError("negative: " + x);',
      `    at cell [${result.executionCount}], line 3`,
      '        half(p)',
    ],
  };
  expect(result.error).toEqual(expected);
  expect(result.outputs).toEqual([{ output_type: 'error', ...expected }]);
});

test('an exception after an await, its properties and its cause are reported', async () => {
  const { error } = await kernel.execute('await Promise.resolve();\nthrow Object.assign(new Error("late", { cause: new TypeError("inner") }), { code: 7 })');
  expect(error).toMatchObject({ ename: 'Error', evalue: 'late' });
  expect(error?.traceback.join('\n')).toMatch(/^Error: late\n.*line 2\n.*\n +\{ code: 7 \}\ncaused by TypeError: inner\n/);
});

test('a thrown value that is no Error is reported', async () => {
  expect((await kernel.execute('throw "just text"')).error).toEqual({ ename: 'Uncaught', evalue: 'just text', traceback: ['Uncaught: just text'] });
});

test('a type error shows the place in the cell, and the cell does not run', async () => {
  const result = await kernel.execute('console.log("ran");\nlet wrong: number = "text";');
  expect(textOf(result)).toBe('');
  expect(result.error?.ename).toBe('CompileError');
  expect(result.error?.evalue).toBe("2:5 - Type 'string' is not assignable to type 'number'.");
  expect(result.error?.traceback.slice(2)).toEqual(['    let wrong: number = "text";', '        ^']);
});

test('a variable of an earlier cell may stand in an object by its name alone', async () => {
  await kernel.execute('let width = 2; const height = 3; function area({ width, height }: { width: number; height: number }) { return width * height; }');
  expect(textOf(await kernel.execute('const depth = 4;\n({ width, inner: { height, depth }, list: [{ width }] })'))).toBe('{ width: 2, inner: { height: 3, depth: 4 }, list: [ { width: 2 } ] }\n');
  expect(textOf(await kernel.execute('area({ width, height })'))).toBe('6\n');
  await kernel.execute('({ width, other: width = 7 } = { width: 5 } as { width: number; other?: number });');
  expect(textOf(await kernel.execute('width'))).toBe('7\n');
  await kernel.execute('function fail(): never { throw new Error("no"); }');
  const thrown = await kernel.execute('const inner = { width };\nObject.assign({ width, height }, fail());');
  expect(thrown.error?.traceback.join('\n')).toContain(', line 2\n        Object.assign({ width, height }, fail());');
  const mistyped = await kernel.execute('const a = { width, height }; let wrong: number = "text";');
  expect(mistyped.error?.evalue).toBe("1:34 - Type 'string' is not assignable to type 'number'.");
});

test('what a cell prints on stderr itself stays a stream and fails nothing', async () => {
  const result = await kernel.execute('console.error("careful")');
  expect(result.status).toBe('ok');
  expect(result.outputs).toEqual([{ output_type: 'stream', name: 'stderr', text: 'careful\n' }]);
});

test('outputs keep their order and join only neighbours of one stream', async () => {
  const result = await kernel.execute('console.log("a"); console.log("b"); console.error("c"); display.html("<i>d</i>"); console.log("e")');
  expect(result.outputs).toEqual([
    { output_type: 'stream', name: 'stdout', text: 'a\nb\n' },
    { output_type: 'stream', name: 'stderr', text: 'c\n' },
    { output_type: 'display_data', data: { 'text/html': '<i>d</i>' }, metadata: {} },
    { output_type: 'stream', name: 'stdout', text: 'e\n' },
  ]);
});

test('an update changes a display of an earlier cell in place', async () => {
  const first = await kernel.execute('import { newDisplay } from "tslab"; const shown = newDisplay(); shown.text("1"); console.log("after")');
  const second = await kernel.execute('shown.text("2")');
  expect(second.outputs).toEqual([]);
  expect(first.outputs[0]).toMatchObject({ output_type: 'display_data', data: { 'text/plain': '2' } });
  expect(first.outputs).toHaveLength(2);
});

test('execution counts go up by one, also past an error', async () => {
  const counts: (number | null)[] = [];
  for (const code of ['1', 'throw new Error()', '2']) counts.push((await kernel.execute(code)).executionCount);
  expect(counts.map(count => Number(count) - Number(counts[0]))).toEqual([0, 1, 2]);
});

test('cells that wait behind a failing one are aborted, the next request runs', async () => {
  const results = await Promise.all(['throw new Error("stop")', 'console.log("no")', 'console.log("no")'].map(code => kernel.execute(code)));
  expect(results.map(({ status }) => status)).toEqual(['error', 'aborted', 'aborted']);
  expect(textOf(await kernel.execute('console.log("yes")'))).toBe('yes\n');
});

test('cells that wait behind one that may fail do run', async () => {
  const results = await Promise.all(['throw new Error("go on")', 'console.log("yes")'].map(code => kernel.execute(code, { stopOnError: false })));
  expect(results.map(({ status }) => status)).toEqual(['error', 'ok']);
});

test('outputs are told as they come', async () => {
  const seen: string[] = [];
  const wait = 'await new Promise(resolve => setTimeout(resolve, 60));';
  await kernel.execute(`console.log("one"); ${wait} console.log("two"); ${wait}`, { onOutput: output => seen.push(output.output_type === 'stream' ? output.text : '') });
  expect(seen).toEqual(['one\n', 'one\ntwo\n']);
});

test('the working directory is the folder the kernel was started in', async () => {
  const cwd = scratchFolder();
  const here = await openKernel(undefined, { cwd });
  expect(textOf(await here.execute('process.cwd()'))).toBe(`${cwd}\n`);
});
