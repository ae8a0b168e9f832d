import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileSubmission, openBox, type CompiledLesson, type CompiledSubmission } from '../../lib/course/box';
import { loadHere } from '../../lib/course/box/load-here';
import { inProcess } from '../../lib/course/subject/in-process';
import { CallFailure, type Given } from '../../lib/course/subject/subject';
import { tensor, TensorData } from '../../lib/course/subject/tensor-data';
import * as solutions from '../../solutions/07-adam';
import { boxed, boxesLeft, outcomeOf } from './boxes';

const several = (files: Readonly<Record<string, string>>): Promise<CompiledSubmission> =>
  compileSubmission({ files, entries: Object.fromEntries(Object.keys(files).map(file => [file.slice(0, -3), file])) });

const state = { w: tensor([1, -2]), g: tensor([0.5, 0]), m: tensor([0, 0.1]), v: tensor([0, 0.01]), t: 3 };
const hyper = { eta: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

test('a box and this process give the same answers', async () => {
  const submission = await compileSubmission({ files: process.cwd(), entries: { '07-adam': 'solutions/07-adam.ts' } });
  const box = await openBox({ submission });
  const calls: ReadonlyArray<readonly [string, readonly Given[]]> = [
    ['adam', [state, hyper]],
    ['balancedBeta2', [0.9]],
    ['valleySettings', []],
    ['correctedAverage', [[1, 2, 3], 0.5]],
  ];
  for (const [name, given] of calls) {
    expect(await box.subject('07-adam').call(name, given)).toStrictEqual(await inProcess(solutions).call(name, given));
  }
  await box.close();
});

test('what a stub still has to do is told as such', async () => {
  const submission = await compileSubmission({ files: process.cwd(), entries: { '04-momentum': 'exercises/04-momentum.ts' } });
  const box = await openBox({ submission });
  const failure = await outcomeOf(box.subject('04-momentum'), 'averageSettings', [{ eta: 1, gamma: 0.9 }]);
  expect(failure).toMatchObject({ kind: 'to do', message: 'exercise 4.2 is still to do', place: { file: 'exercises/04-momentum.ts', code: "  return toDo('4.2');" } });
  await box.close();
});

test('an error is told with its place in the files as they were written', async () => {
  const { box, subject } = await boxed('// βeta\nexport const g = () => 1;\n\nexport const f = (x: any) => {\n  const β = 1; return x.a.b;\n};');
  expect(await outcomeOf(subject, 'f', [{}])).toMatchObject({
    kind: 'threw',
    message: "exercises/a.ts:5:27: TypeError: Cannot read properties of undefined (reading 'b')",
    place: { file: 'exercises/a.ts', line: 5, column: 27, code: '  const β = 1; return x.a.b;' },
  });
  const place = (await outcomeOf((await boxed('export const f = () => { throw new Error("x"); };')).subject, 'f')) as CallFailure;
  expect(place.place?.code).toBe('export const f = () => { throw new Error("x"); };');
  await box.close();
});

test('H55 what is not exported is told with what may have been meant', async () => {
  const { box, subject } = await boxed('export const stepp = () => 1; export const n = 5; export default () => 1;');
  expect(await outcomeOf(subject, 'step')).toMatchObject({ kind: 'not exported', message: 'the file exports no function "step"; did you mean "stepp"?' });
  expect(await outcomeOf(subject, 'n')).toMatchObject({ kind: 'not exported', message: '"n" is a number, not a function' });
  expect(await outcomeOf(subject, 'momentum')).toMatchObject({ message: 'the file exports no function "momentum", but one without a name: write "export const momentum"' });
  await box.close();
});

test('the library is there, with the same tensors, for those who import more of it', async () => {
  const { box, subject } = await boxed(
    `import { tf, adam, rosenbrock, seededRandom, ToDoError } from 'descent'; import * as own from '@tensorflow/tfjs';
    export const same = () => [tf.tensor === own.tensor, typeof ToDoError];
    export const step = () => { const w = tf.variable(tf.tensor([1, 2])); adam({ eta: 0.5 }).minimize(() => tf.sum(w)); return w; };
    export const draws = () => seededRandom(1).uniform() === seededRandom(1).uniform();`,
  );
  expect((await subject.call('same', [])).value).toEqual([true, 'function']);
  // The first step of Adam is eta in each weight.
  expect((await subject.call('step', [])).value).toEqual(tensor([0.5, 1.5]));
  expect((await subject.call('draws', [])).value).toBe(true);
  await box.close();
});

describe('lessons of one submission', () => {
  test('cost each other nothing', async () => {
    const submission = await several({
      'fine.ts': 'export const f = () => 1;',
      'broken.ts': 'export const f = ;',
      'ending.ts': "console.log('loading'); process.exit(2);",
      'throwing.ts': "\nthrow new Error('at once');",
    });
    const box = await openBox({ submission });
    expect(await outcomeOf(box.subject('broken'), 'f')).toMatchObject({ kind: 'does not compile' });
    expect(await outcomeOf(box.subject('ending'), 'f')).toMatchObject({ kind: 'does not load', message: 'the file, while it was loaded, ended the program that runs it (process.exit, code 2)', printed: 'loading\n' });
    expect(await outcomeOf(box.subject('throwing'), 'f')).toMatchObject({ kind: 'does not load', message: 'throwing.ts:2:7: at once', place: { code: "throw new Error('at once');" } });
    expect(await outcomeOf(box.subject('fine'), 'f')).toMatchObject({ value: 1 });
    expect(() => box.subject('other')).toThrow('box: other was not compiled; there are fine, broken, ending, throwing');
    await box.close();
  });

  test('are loaded once in each box, and again in the next one', async () => {
    const { box, subject } = await boxed("console.log('loading'); let calls = 0; export const f = () => { console.log('call'); return ++calls; }; export const end = () => process.exit(0);");
    expect(await subject.call('f', [])).toMatchObject({ value: 1, printed: 'call\n' });
    expect(await subject.call('f', [])).toMatchObject({ value: 2 });
    expect(subject.printedAtLoading).toBe('loading\n');
    await box.restart();
    expect(await subject.call('f', [])).toMatchObject({ value: 1 });
    expect(await outcomeOf(subject, 'end')).toMatchObject({ kind: 'crash' });
    expect(await subject.call('f', [])).toMatchObject({ value: 1 });
    await subject.close();
    expect(await subject.call('f', [])).toMatchObject({ value: 1 });
    await box.close();
    await expect(subject.call('f', [])).rejects.toThrow('box: it is closed');
  });
});

test('calls at the same time come one after the other', async () => {
  const { box, subject } = await boxed('let running = 0; export const f = (x: number) => { running++; const seen = running; running--; return [x, seen]; };');
  const answers = await Promise.all([1, 2, 3].map(x => subject.call('f', [x])));
  expect(answers.map(({ value }) => value)).toEqual([[1, 1], [2, 1], [3, 1]]);
  await box.close();
});

test('a lent function is called back, with tensors and with its errors', async () => {
  const { box, subject } = await boxed("import { tf } from 'descent'; export const f = (slope: any, w: any) => tf.add(slope(w), slope(tf.add(w, 1))); export const g = (slope: any) => { try { slope(); } catch (e: any) { return e.message; } };");
  const slope = ({ values, shape }: TensorData): TensorData => new TensorData(values.map(value => 2 * value), shape);
  expect((await subject.call('f', [slope, tensor([1, 2])])).value).toEqual(tensor([6, 10]));
  expect((await subject.call('g', [() => { throw new Error('slope: expected a tensor, got nothing'); }])).value).toBe('slope: expected a tensor, got nothing');
  await box.close();
});

describe('another function stands in for a wrong part', () => {
  test.each([
    ['a constant', 'export const part = (x: number) => x + 100;', ''],
    ['a function', 'export function part(x: number) { return x + 100; }', ''],
    ['an export by its name', 'const part = (x: number) => x + 100; export { part };', ''],
    ['one of several', 'export const other = 1, part = (x: number) => x + 100;', ''],
    ['a pattern', 'export const { part } = { part: (x: number) => x + 100 };', ''],
    ['a file of its own', "export { part } from './part'; import { part } from './part';", 'export const part = (x: number) => x + 100;'],
    ['a file of its own, under another name', "import { own as part } from './part'; export { part };", 'export const own = (x: number) => x + 100;'],
    ['all of a file', "export * from './part'; import { part } from './part';", 'export function part(x: number) { return x + 100; }'],
  ])('%s', async (_, code, part) => {
    const files = { 'a.ts': `${code}\nexport const whole = (x: number) => 2 * part(x);`, 'part.ts': part };
    const box = await openBox({ submission: await compileSubmission({ files, entries: { a: 'a.ts' } }) });
    const subject = box.subject('a');
    subject.substitute('part', (x: number) => x + 1);
    expect((await subject.call('whole', [1])).value).toBe(4);
    expect((await subject.call('part', [1])).value).toBe(2);
    await box.restart();
    expect((await subject.call('whole', [1])).value).toBe(4);
    subject.substitute('part', undefined);
    expect((await subject.call('whole', [1])).value).toBe(202);
    await box.close();
    const here = await loadHere('a', (await compileSubmission({ files, entries: { a: 'a.ts' } })).get('a') as CompiledLesson);
    here.substitute('part', (x: number) => x + 1);
    expect((await here.call('whole', [1])).value).toBe(4);
    here.substitute('part', undefined);
    expect((await here.call('whole', [1])).value).toBe(202);
  });

  test('what cannot be replaced is told', async () => {
    const { box, subject } = await boxed('module.exports = { part: () => 1, whole: () => 2 };');
    subject.substitute('part', () => 1);
    expect(await outcomeOf(subject, 'whole')).toMatchObject({ kind: 'not exported', message: '"part" cannot be replaced; write it as "export const part = …"' });
    await box.close();
  });
});

test('what is the fault of the machine is no failure of a student', async () => {
  const { box, subject } = await boxed('export const f = () => 1;');
  const node = process.execPath;
  process.execPath = '/no/such/node';
  const error = await subject.call('f', []).catch((error: unknown) => error);
  process.execPath = node;
  expect(error).not.toBeInstanceOf(CallFailure);
  expect((error as Error).message).toMatch(/^box: .* did not start: ENOENT/);
  expect((await subject.call('f', [])).value).toBe(1);
  await box.close();
});

test('processor time is limited in all, whatever a single call may take', async () => {
  const { subject } = await boxed('export const f = () => { for (;;); };', { cpuSeconds: 1 });
  expect(await outcomeOf(subject, 'f')).toMatchObject({ kind: 'timeout', message: 'the function used up the 1 s of processor time that all calls have' });
});

test('a lesson that is trusted runs in this process too, and tells where it fails', async () => {
  const lessons = await several({ 'a.ts': "import { tf, toDo } from 'descent';\nexport const f = (w: any) => tf.add(w, 1);\nexport const g = () => toDo('1.1');", 'b.ts': "\nthrow new Error('at once');" });
  const here = await loadHere('a', lessons.get('a') as CompiledLesson);
  expect((await here.call('f', [tensor([1])])).value).toEqual(tensor([2]));
  expect(await here.call('g', []).catch((error: unknown) => error)).toMatchObject({ kind: 'to do', place: { file: 'a.ts', line: 3, code: "export const g = () => toDo('1.1');" } });
  await expect(loadHere('b', lessons.get('b') as CompiledLesson)).rejects.toMatchObject({ kind: 'does not load', message: 'b.ts:2:7: at once' });
});

test('limits that are none are refused', async () => {
  const submission = await several({ 'a.ts': '' });
  await expect(openBox({ submission, limits: { callMs: 0 } })).rejects.toThrow('box: callMs must be a positive number, got 0');
  await expect(openBox({ submission, limits: { heapMb: NaN } })).rejects.toThrow('box: heapMb must be a positive number, got NaN');
});

test('two hundred boxes leave nothing open in this process', async () => {
  const submission = await several({ 'a.ts': 'export const f = () => 1; export const end = () => process.exit(0);' });
  const once = async (): Promise<void> => {
    const box = await openBox({ submission });
    await box.subject('a').call('f', []);
    await box.close();
  };
  const open = (): number[] => [readdirSync('/proc/self/fd').length, process.listenerCount('exit'), process.listenerCount('uncaughtException')];
  await once();
  const before = open();
  for (let time = 0; time < 200; time++) await once();
  expect(open()).toEqual(before);
  expect(await boxesLeft()).toEqual([]);
}, 300_000);
