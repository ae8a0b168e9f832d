import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runCheck } from '../../lib/course/checking/run-check';
import { listedFaults, shownFaults, TypeChecker } from '../../lib/course/checking/type-checker';
import { TypeErrors } from '../../lib/course/checking/type-errors';
import { exerciseSlugs, findCourse } from '../../lib/src/notebook/course';
import { courseOf } from './course-with';
import { declared } from './declared';
import { placed } from './placed';

const types = new TypeErrors();
const faultsIn = (source: string, beside: Readonly<Record<string, string>> = {}) => types.in({ 'exercises/01-a.ts': source, ...beside }, 'exercises/01-a.ts');
const saidOf = (source: string, beside: Readonly<Record<string, string>> = {}): string[] => listedFaults(faultsIn(source, beside));

/** A step of gradient descent whose body is this. */
const step = (body: string): string => `import { tf, type UpdateFunction } from 'descent';\nexport const step: UpdateFunction<'eta', never> = ({ w, g }, { eta }) => {\n  ${body}\n};`;

describe('no fault is found', () => {
  test.each(exerciseSlugs(findCourse()))('in the exercise and the solution of %s', slug => {
    for (const folder of ['exercises', 'solutions']) {
      const file = `${folder}/${slug}.ts`;
      expect(listedFaults(types.in({ [file]: readFileSync(file, 'utf8') }, file)), file).toEqual([]);
    }
  }, 60_000);

  test.each<[what: string, source: string, beside?: Readonly<Record<string, string>>]>([
    ['an untyped rewrite', 'export function f(a, { b }, ...c) { const g = (x) => x + a; return c.map(d => d + b + g(1)); }'],
    ['a list that begins empty', 'export function f(n) { const out = []; for (let i = 0; i < n; i++) out.push(i); return out; }'],
    ['a list that begins empty and is filled in another function', 'export function f(n) { const out = []; [1, 2].forEach(x => { out.push(x * n); }); return out; }'],
    ['an index by a name of unknown type', 'const table = { a: 1 };\nexport const f = name => table[name];'],
    ['what is not used', 'import { adam, tf } from "descent";\nconst unused = 1;\nexport const f = (n: number): number => 1;'],
    ['what is below a toDo that is still there, in a loop as well', "import { toDo } from 'descent';\nexport function f(list: number[]): number {\n  toDo('1.1');\n  let sum = 0;\n  for (const x of list) { sum += Math.abs(x); if (x > 1) return list.length; }\n  return sum;\n}"],
    ['what the check loads', "import { help } from './helper.ts';\nimport { two } from './parts';\nimport data from './data.json';\nimport { old } from './old';\nconst { help: again } = await import('./helper.js');\nexport const f = (): number => help + two + data.value + again + old;", {
      'exercises/helper.ts': 'export const help = 1;', 'exercises/parts/index.ts': 'export const two = 2;', 'exercises/data.json': '{ "value": 1 }', 'exercises/old.js': 'exports.old = 1;',
    }],
    ['a file that is no module, with names of the surroundings', 'const name = 1; const event = name; function fetch() { return event; } fetch();'],
    ['the console, timers, and what a program has', 'console.log(performance.now(), globalThis, structuredClone([1])); process.stdout.write("a"); setTimeout(() => {}, 1);'],
    ['TensorFlow.js by its own name', "import * as tf from '@tensorflow/tfjs';\nimport { tf as same } from 'descent';\nexport const f = (x: tf.Tensor): same.Tensor => same.add(x, tf.scalar(1));"],
  ])('in %s', (_, source, beside) => {
    expect(saidOf(source, beside)).toEqual([]);
  });
});

describe('a fault has its file, line and column', () => {
  test.each<[what: string, source: string, said: RegExp[]]>([
    ['a text for a number', 'export const f = (n: number): number => n;\nconst fine = 1;\n  f("one");', [/^exercises\/01-a\.ts:3:5: Argument of type 'string' is not assignable to parameter of type 'number'$/]],
    ['a misspelled name', step('return { w: tf.subb(w, g) };'), [/^exercises\/01-a\.ts:3:18: Property 'subb' does not exist on type .*Did you mean 'sub'\?$/]],
    ['a name that is not there', step('return { w: tf.sub(w, tf.mul(etta, g)) };'), [/^exercises\/01-a\.ts:3:32: Cannot find name 'etta'/]],
    ['a slot that is not given back', step('return { v: w };'), [/^exercises\/01-a\.ts:2:14: Type .* is not assignable to type 'UpdateFunction<"eta", never>': Property 'w' is missing in type/]],
    ['a tensor in a difference of numbers', step('return { w: w - eta * g };'), [/^exercises\/01-a\.ts:2:14: Type .*: Type 'number' is not assignable to type 'Tensor<Rank>'$/, /^exercises\/01-a\.ts:3:15: The left-hand side of an arithmetic operation must be/, /^exercises\/01-a\.ts:3:25: The right-hand side/]],
    ['a name that the library has not', "import { adamm } from 'descent';\nadamm();", [/^exercises\/01-a\.ts:1:10: .* has no exported member .*adamm/]],
  ])('%s', (_, source, said) => {
    expect(saidOf(source)).toEqual(said.map(words => expect.stringMatching(words)));
  });

  test('in a file that is imported, and only in a student\'s own', () => {
    const beside = { 'exercises/helper.ts': "\nexport const help: number = 'one';" };
    expect(saidOf("import { help } from './helper';\nexport const f = () => help;", beside)).toEqual(["exercises/helper.ts:2:14: Type 'string' is not assignable to type 'number'"]);
    expect(saidOf('export const f = () => 1;', beside)).toEqual([]);
  });

  test('with what does not fit, and the innermost reason', () => {
    const [said, ...more] = saidOf('interface Setting { at: { eta: number; gamma: number } }\nexport const f: (n: number) => { of: Setting } = () => ({ of: { at: { eta: 1 } } });');
    expect(more).toEqual([]);
    expect(said).toMatch(/^exercises\/01-a\.ts:2:65: Property 'gamma' is missing in type '\{ eta: number; \}' but required in type/);
  });

  test('and below it the line of code with a caret', () => {
    expect(shownFaults(faultsIn("const β = 1;\n  const α: number = 'β';"))).toBe(placed('exercises/01-a.ts:2:9', "Type 'string' is not assignable to type 'number'", "  const α: number = 'β';"));
  });

  test('of many the first five, and how many more there are', () => {
    const said = saidOf(Array.from({ length: 8 }, (_, k) => `const a${k}: number = '${k}';`).join('\n'));
    expect([said.length, said[4], said[5]]).toEqual([6, expect.stringMatching(/^exercises\/01-a\.ts:5:/), '… and 3 more']);
  });
});

test('nothing of this machine is read but packages', () => {
  const file = JSON.stringify(`${process.cwd()}/exercises/manifest.json`);
  expect(saidOf(`import manifest from ${file};\nconst n: number = manifest;`)).toEqual([expect.stringMatching(/^exercises\/01-a\.ts:1:22: Cannot find module/)]);
  expect(saidOf(`/// <reference path=${JSON.stringify(`${process.cwd()}/solutions/07-adam.ts`)} />\nexport const f = 1;`).every(said => /^exercises\/01-a\.ts:1:\d+: File .* not found/.test(said))).toBe(true);
});

test('what an earlier file said is forgotten', () => {
  expect(saidOf("const a: number = 'a';")).toHaveLength(1);
  expect(saidOf('const a: number = 1;')).toEqual([]);
  expect(saidOf("import './helper';", { 'exercises/helper.ts': "const b: number = 'b';" })).toHaveLength(1);
  expect(saidOf("import './helper';", { 'exercises/helper.ts': 'const b: number = 2;' })).toEqual([]);
});

describe('the check', () => {
  const declarations = declared({ first: { gives: 'number', right: '1' } });

  test('says them, and costs no number for them', async () => {
    const course = courseOf({ 'exercises/01-a.ts': "const one: string = 1;\nexport const first = () => one;", ...declarations });
    expect(await runCheck(course, ['01-a'], { types: new TypeChecker() })).toEqual([{
      slug: '01-a',
      passed: 1,
      rows: [{ test: '1.1 first > it answers', outcome: 'passed', message: '' }],
      typeErrors: placed('exercises/01-a.ts:1:7', "Type 'number' is not assignable to type 'string'", 'const one: string = 1;'),
    }]);
  });

  test('says of a file that does not load only why', async () => {
    const course = courseOf({ 'exercises/01-a.ts': "import './nothing';\nconst one: string = 1;", ...declarations });
    const [report] = await runCheck(course, ['01-a'], { types: new TypeChecker() });
    expect([report?.rows.length, report?.typeErrors]).toEqual([1, undefined]);
  });
});

test('questions are answered in turn, and again later', async () => {
  const checker = new TypeChecker();
  const asked = (...names: string[]) =>
    Promise.all(names.map(async name => listedFaults((await checker.faultsIn({ [`exercises/${name}.ts`]: 'const a: number = "a";' }, `exercises/${name}.ts`)) ?? [])));
  const said = (name: string) => [`exercises/${name}.ts:1:7: Type 'string' is not assignable to type 'number'`];
  expect(await asked('01-a', '02-b', '03-c')).toEqual([said('01-a'), said('02-b'), said('03-c')]);
  expect(await asked('04-d')).toEqual([said('04-d')]);
}, 60_000);

test('types that never end are given up, and the next question is answered', async () => {
  // TypeScript itself gives up after five million steps, which take seconds.
  const checker = new TypeChecker({ first: 30_000, later: 300 });
  const asked = (source: string) => checker.faultsIn({ 'exercises/01-a.ts': source }, 'exercises/01-a.ts');
  expect(await asked("const a: number = 'a';")).toHaveLength(1);
  // A union of sixty-four thousand texts, each held against each.
  expect(await asked('type D = 0|1|2|3|4|5|6|7|8|9; type N = `${D}${D}${D}${D}`; type P<A, B> = A extends string ? B extends string ? `${A}-${B}` extends `${B}-${A}` ? 1 : 2 : 3 : 4;\nexport const f: P<N, N> = 1 as P<N, N>;')).toBeUndefined();
  expect(await asked("const a: number = 'a';")).toHaveLength(1);
}, 60_000);
