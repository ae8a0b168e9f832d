import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Course } from '../../lib/src/notebook/course';
import { exercise } from '../../lib/src/notebook/exercise';
import { openKernel, textOf } from '../jupyter/kernels';
import { courseOf } from './course-with';
import { declared } from './declared';
import { placed } from './placed';
import { reportInProcess } from './report-in-process';

afterEach(() => {
  vi.restoreAllMocks();
});

type Files = Readonly<Record<string, string>>;
const courseWithAnswer = (main: string, beside: Files = {}, options?: { inProject: boolean }): Course =>
  courseOf({
    'exercises/01-a.ts': main,
    ...declared({ answer: { gives: 'number', right: '42' } }),
    ...Object.fromEntries(Object.entries(beside).map(([name, text]) => [`exercises/${name}`, text])),
  }, options);

/** What `check` says: "42", or what is wrong. */
async function byCheck(course: Course): Promise<string> {
  const { rows } = await reportInProcess(course, '01-a');
  expect(rows).toHaveLength(1);
  return rows[0]?.outcome === 'passed' ? '42' : rows[0]?.message ?? '';
}

/** What a cell sees: the answer, or the message of the error. */
async function inCell(course: Course): Promise<string> {
  vi.spyOn(process, 'cwd').mockReturnValue(course.notebooks);
  const load = exercise as (slug: string) => Promise<object>;
  try {
    const { answer } = (await load('01-a')) as { answer(): unknown };
    return String(await answer());
  } catch (error) {
    return (error as Error).message;
  }
}

/** The place, and what may be imported instead. */
const mayImport = (place: string, name: string): RegExp => new RegExp(`^exercises/${place}: "${name}" cannot be imported; an exercise may import descent, @tensorflow/tfjs and `);

const answers = (value: string): string => `export const answer = () => ${value};`;

describe('what the check loads, by the rules of the grader, a cell loads too', () => {
  test.each<[what: string, main: string, beside?: Files]>([
    ['a file alone', answers('42')],
    ['a helper without its ending', `import { help } from './helper';\n${answers('help(40)')}`, { 'helper.ts': 'export const help = (n: number): number => n + 2;' }],
    ['a helper named .ts', `import { help } from './helper.ts';\n${answers('help')}`, { 'helper.ts': 'export const help = 42;' }],
    ['a helper named .js that is .ts', `import { help } from './helper.js';\n${answers('help')}`, { 'helper.ts': 'export const help = 42;' }],
    ['a helper in JavaScript', `import { help } from './helper';\n${answers('help')}`, { 'helper.js': 'exports.help = 42;' }],
    ['a folder with an index', `import { help } from './parts';\n${answers('help')}`, { 'parts/index.ts': 'export const help = 42;' }],
    ['a folder above', `import { help } from '../exercises/helper';\n${answers('help')}`, { 'helper.ts': 'export const help = 42;' }],
    ['a helper that imports', `import { a } from './a';\n${answers('a()')}`, { 'a.ts': "import { b } from './deep/b';\nexport const a = () => b + 1;", 'deep/b.ts': "import { c } from '../c';\nexport const b = c + 1;", 'c.ts': 'export const c = 40;' }],
    ['helpers in a circle', `import { a } from './a';\n${answers('a(42)')}`, { 'a.ts': "import { b } from './b';\nexport const a = (n: number): number => (n % 2 ? n : b(n));", 'b.ts': "import { a } from './a';\nexport const b = (n: number): number => (n > 42 ? a(n) : n);" }],
    ['a star that is handed on', "export * from './helper';", { 'helper.ts': answers('42') }],
    ['a default export of a helper', `import help from './helper';\n${answers('help')}`, { 'helper.ts': 'export default 42;' }],
    ['an own default export', `export default class Other {}\n${answers('42')}`],
    ['JSON', `import data from './data.json';\n${answers('data.value')}`, { 'data.json': '{ "value": 42 }' }],
    ['types alone, from a file of types', `import type { A } from './types';\nimport { type B, two } from './helper';\nconst a: A = 40; const b: B = a;\n${answers('b + two')}`, { 'types.d.ts': 'export type A = number;', 'helper.ts': 'export type B = number; export const two = 2;' }],
    ['a type import that leads nowhere', `import type { A } from './no-such-types';\nconst a: A = 42;\n${answers('a')}`],
    ['top-level await', `const value = await Promise.resolve(42);\n${answers('value')}`],
    ['top-level await in a helper', `import { help } from './helper';\n${answers('help')}`, { 'helper.ts': 'export const help = await new Promise<number>(done => setTimeout(() => done(42), 1));' }],
    ['an import made later', `const { help } = await import('./helper');\n${answers('help')}`, { 'helper.ts': 'export const help = 42;' }],
    ['TensorFlow.js by its own name', `import * as tf from '@tensorflow/tfjs';\n${answers('tf.scalar(42).dataSync()[0]')}`],
    ['require', `const { help } = require('./helper');\n${answers('help')}`, { 'helper.ts': 'export const help = 42;' }],
    ['an enum', `enum Answer { Right = 42 }\n${answers('Answer.Right')}`],
    ['a constant enum and a namespace', `const enum Two { Two = 2 }\nnamespace Forty { export const value = 40; }\n${answers('Forty.value + Two.Two')}`],
    ['a decorator', `const twice = (f: () => number, _: unknown) => () => 2 * f();\nclass Half { @twice value(): number { return 21; } }\n${answers('new Half().value()')}`],
    ['parameters that are properties', `class Box { constructor(readonly value: number) {} }\n${answers('new Box(42).value')}`],
    ['descent', `import { tf, adam, toDo } from 'descent';\n${answers("typeof adam === 'function' && typeof toDo === 'function' ? tf.scalar(42).dataSync()[0] : 0")}`],
    ['descent in a helper', `import { help } from './helper';\n${answers('help()')}`, { 'helper.ts': "import { tf } from 'descent';\nexport const help = () => tf.scalar(42).dataSync()[0];" }],
    ['everything of descent', `import * as kit from 'descent';\n${answers('kit.tf.scalar(42).dataSync()[0]')}`],
    ['a tsconfig.json that is broken', answers('42'), { 'tsconfig.json': '{ "compilerOptions": { "target": ' }],
    ['a name of the machinery', `const packages = 40; const publish = 1; const exercise = 1;\n${answers('packages + publish + exercise')}`],
  ])('%s', async (_, main, beside) => {
    const course = courseWithAnswer(main, beside);
    expect([await inCell(course), await byCheck(course)]).toEqual(['42', '42']);
  });

  test.each<[what: string, main: string, refused: RegExp, beside?: Files]>([
    ['a function that imports as it runs', `export const answer = async () => (await import('./helper')).help;`, /^answer: expected a number, got a promise/, { 'helper.ts': 'export const help = 42;' }],
    ['a module of Node by both names', `import { sep } from 'node:path';\nimport path from 'path';\n${answers('path.sep === sep ? 42 : 0')}`, mayImport('01-a.ts:1:21', 'node:path')],
    ['a module of Node in a helper', `import { help } from './helper';\n${answers('help')}`, mayImport('helper.ts:1:21', 'node:path'), { 'helper.ts': "import { sep } from 'node:path';\nexport const help = sep ? 42 : 0;" }],
    ['another package', `import pure, { two } from 'pure';\n${answers('pure + two')}`, mayImport('01-a.ts:1:27', 'pure'), { 'node_modules/pure/package.json': '{ "name": "pure", "type": "module", "exports": { "import": "./a.js" } }', 'node_modules/pure/a.js': 'export default 40; export const two = 2;' }],
    ['a module of Node that is required', `const { sep } = require('path');\n${answers('sep ? 42 : 0')}`, mayImport('01-a.ts:1:25', 'path')],
    ['a file read beside it', `import { readFileSync } from 'node:fs';\n${answers("Number(readFileSync(new URL('./data.txt', import.meta.url), 'utf8'))")}`, mayImport('01-a.ts:1:30', 'node:fs'), { 'data.txt': '42' }],
  ])('a cell loads more: %s', async (_, main, refused, beside) => {
    const course = courseWithAnswer(main, beside);
    expect([await inCell(course), await byCheck(course)]).toEqual(['42', expect.stringMatching(refused)]);
  });

  test.each<[what: string, main: string, beside: Files, message: string]>([
    ['a helper that is no TypeScript', `import './helper';\n${answers('42')}`, { 'helper.ts': 'const fine = 1;\nconst a = (1 + ;' }, placed('exercises/helper.ts:2:16', 'Unexpected ";"', 'const a = (1 + ;')],
    ['a helper that throws', `import './helper';\n${answers('42')}`, { 'helper.ts': "\nthrow new RangeError('too far');" }, 'too far'],
    ['a name that a helper has not', `import { helpp } from './helper';\n${answers('helpp')}`, { 'helper.ts': 'export const help = 42;' }, placed('exercises/01-a.ts:1:10', 'No matching export in "exercises/helper.ts" for import "helpp"', 'import { helpp } from \'./helper\';')],
    ['JSON that is none', `import data from './data.json';\n${answers('data')}`, { 'data.json': '{ "value": 42' }, placed('exercises/data.json:1:14', 'Expected "," in JSON but found end of file', '{ "value": 42')],
  ])('%s: one message', async (_, main, beside, message) => {
    const course = courseWithAnswer(main, beside);
    const [cell, check] = [await inCell(course), await byCheck(course)];
    expect(cell).toBe(message);
    expect(check).toContain(message);
  });
});

test('a helper that is not there is named by both, each by its own rules', async () => {
  const course = courseWithAnswer(`import { a } from './a';\n${answers('a')}`, { 'a.ts': "export * from './gone';" });
  expect([await inCell(course), await byCheck(course)]).toEqual([
    placed('exercises/a.ts:1:15', 'Could not resolve "./gone"', "export * from './gone';"),
    placed('exercises/a.ts:1:15', 'cannot find "./gone" in the submission', "export * from './gone';"),
  ]);
});

test('a helper that changed is read again, by both', async () => {
  const course = courseWithAnswer(`import { help } from './helper';\n${answers('help')}`, { 'helper.ts': 'export const help = 41;' });
  expect([await inCell(course), await byCheck(course)]).toEqual(['41', expect.stringContaining('expected 42, got 41')]);
  writeFileSync(join(course.exercises, 'helper.ts'), 'export const help = 42;');
  expect([await inCell(course), await byCheck(course)]).toEqual(['42', '42']);
});

test('each call of exercise runs the file afresh', async () => {
  const course = courseWithAnswer('let calls = 41;\nexport const answer = () => (calls += 1);');
  expect([await inCell(course), await inCell(course)]).toEqual(['42', '42']);
});

test('a real cell loads an exercise with a helper, and an error in it names its own line', async () => {
  const course = courseWithAnswer(`import { help } from './helper';\nexport type Unused = string;\n\n${answers('help(0)')}`, {
    'helper.ts': "export interface Nothing {}\n\nexport const help = (n: number): number => {\n  if (n === 0) throw new RangeError('no zero');\n  return n;\n};",
  }, { inProject: true });
  const kernel = await openKernel(undefined, { cwd: course.notebooks });
  const loaded = await kernel.execute("import { exercise } from 'descent';\nconst load: any = exercise;\nconst own: any = await load('01-a');\nconsole.log(typeof own.answer);");
  expect(loaded.error).toBeUndefined();
  expect(textOf(loaded)).toBe('function\n');
  const { error } = await kernel.execute('own.answer();');
  expect(error).toMatchObject({ ename: 'RangeError', evalue: 'no zero' });
  expect(error?.traceback.join('\n')).toContain("(exercises/helper.ts:4:22)\n        if (n === 0) throw new RangeError('no zero');");
  expect(error?.traceback.join('\n')).toContain('exercises/01-a.ts:4:29)');
}, 60_000);
