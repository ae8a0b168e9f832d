import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CheckReport } from '../../lib/src/notebook/check-report';
import { courseOf } from './course-with';
import { declared } from './declared';
import { placed } from './placed';
import { reportInProcess } from './report-in-process';

const mayImport = 'an exercise may import descent, @tensorflow/tfjs and TypeScript, JavaScript and JSON files of its own, by relative paths';

const right = { first: '({ answer: 42 })', second: '[[1, 2, 3], [4, 5, 6]]', third: '3' };
const declarations = declared({
  first: { gives: "named('answer')", right: right.first },
  second: { gives: 'lists', right: right.second },
  third: { gives: 'number', right: right.third },
});
const functions = Object.fromEntries(Object.entries(right).map(([name, value]) => [name, `export const ${name} = () => (${value});`]));
const answer = (own: Readonly<Record<string, string>>, before = ''): string => [before, ...Object.values({ ...functions, ...own })].join('\n');

async function check(source: string, seconds?: number): Promise<string[]> {
  const { rows } = await reportInProcess(courseOf({ 'exercises/01-a.ts': source, ...declarations }), '01-a', seconds);
  return rows.map(row => [row.test.replace(/^\d\.\d (\w+) > it answers$/, '$1'), row.outcome, row.message].join(' | '));
}

const passed = (...names: string[]): string[] => names.map(name => `${name} | passed | `);
const loads = (message: string): string[] => [`the file loads | failed | ${message}`];

describe('a file that does not load is one row with place, reason and line of code', () => {
  test.each<[what: string, before: string, message: string]>([
    ['typographic quotes', 'const fine = 1;\nconst q = “hello”;', placed('exercises/01-a.ts:2:11', 'Unexpected "“"', 'const q = “hello”;')],
    ['an expression that stops', 'const open = (1 + ;', placed('exercises/01-a.ts:1:19', 'Unexpected ";"', 'const open = (1 + ;')],
    ['a file that is not there', "import { help } from './nothing';\nhelp();", placed('exercises/01-a.ts:1:22', 'cannot find "./nothing" in the submission', 'import { help } from \'./nothing\';')],
    ['a package that is not there', "import help from 'no-such-package';\nhelp();", placed('exercises/01-a.ts:1:18', `"no-such-package" cannot be imported; ${mayImport}`, 'import help from \'no-such-package\';')],
    ['a name declared twice', 'const twice = 1;\nconst twice = 2;', placed('exercises/01-a.ts:2:7', 'The symbol "twice" has already been declared (The symbol "twice" was originally declared here: exercises/01-a.ts:1:7)', 'const twice = 2;')],
    ['a string that is left open', "const fine = 1;\nconst q = 'hello;", placed('exercises/01-a.ts:2:18', 'Unterminated string literal', "const q = 'hello;")],
    ['a mistake after Greek letters', 'const β = 1; const η = (β + ;', placed('exercises/01-a.ts:1:29', 'Unexpected ";"', 'const β = 1; const η = (β + ;')],
    ['a mistake after a tab', '\tconst open = (1 + ;', 'exercises/01-a.ts:1:20: Unexpected ";"\n    const open = (1 + ;\n                      ^'],
    ['JSX', 'const page = () => <b>hi</b>;', placed('exercises/01-a.ts:1:30', 'Unterminated regular expression', 'const page = () => <b>hi</b>;')],
    ['an error thrown', 'const list: number[] | undefined = undefined;\nlist!.push(1);', placed('exercises/01-a.ts:2:7', 'TypeError: Cannot read properties of undefined (reading \'push\')', 'list!.push(1);')],
    ['an error of its own', "throw new Error('one\\ntwo');", placed('exercises/01-a.ts:1:7', 'one\ntwo', 'throw new Error(\'one\\ntwo\');')],
    ['no error but a value', 'throw 7;', 'it threw 7'],
    ['nothing thrown', 'throw null;', 'it threw null'],
    ['an end of the program', 'process.exit(0);', 'the file, while it was loaded, ended the program that runs it (process.exit, code 0)'],
    ['a signal to itself', "process.kill(process.pid, 'SIGKILL');", 'the file, while it was loaded, ended the program that runs it (SIGKILL)'],
  ])('%s', async (_, before, message) => {
    expect(await check(answer({}, before))).toEqual(loads(message));
  });

  test.each([
    ['a template', 'const open = `hello;', 'Unterminated string literal: a quote, a bracket or a comment is not closed'],
    ['a comment', '/* hello', 'Expected "*/" to terminate multi-line comment: a quote, a bracket or a comment is not closed (The multi-line comment starts here: exercises/01-a.ts:1:1)'],
    ['a bracket', 'function f() {', 'Unexpected end of file: a quote, a bracket or a comment is not closed'],
  ])('%s that is left open to the end', async (_, before, reason) => {
    expect(await check(`${before}\nconst third = 3;\n\n`)).toEqual(loads(placed('exercises/01-a.ts:2:17', reason, 'const third = 3;')));
  });

  test('an endless loop', async () => {
    expect(await check(answer({}, 'for (;;) {}'), 2)).toEqual(loads('was not loaded within 2 s; is there a loop that never stops?'));
  });

  test('an import that never arrives', async () => {
    expect(await check(answer({}, 'await new Promise(() => { setInterval(() => {}, 1000); });'), 2)).toEqual(loads('was not loaded within 2 s; is there a loop that never stops?'));
    expect(await check(answer({}, 'await new Promise(() => {});'))).toEqual(loads('an await at the top of the file waits for something that never comes'));
  });
});

describe('a broken part costs its own test', () => {
  test.each<[what: string, own: Readonly<Record<string, string>>, rows: string[]]>([
    ['a forgotten return', { first: 'export const first = () => { ({ answer: 42 }); };' }, ['first | failed | first: expected an object with answer, got nothing (is there a return?)', ...passed('second', 'third')]],
    ['an async function', { third: 'export const third = async () => 3;' }, [...passed('first', 'second'), 'third | failed | third: expected a number, got a promise (leave out async and await: what TensorFlow.js computes is there at once)']],
    ['a missing export', { third: '' }, [...passed('first', 'second'), 'third | failed | the file exports no function "third"']],
    ['an export that is none', { third: 'export const third = 3;' }, [...passed('first', 'second'), 'third | failed | "third" is a number, not a function']],
    ['a misspelled name', { third: 'export const thirt = () => 3;' }, [...passed('first', 'second'), 'third | failed | the file exports no function "third"; did you mean "thirt"?']],
    [
      'an error inside',
      { third: 'export const third = () => {\n  const state = {} as { w?: number[] };\n  return state.w!.length;\n};' },
      [...passed('first', 'second'), `third | failed | ${placed('exercises/01-a.ts:6:19', 'TypeError: Cannot read properties of undefined (reading \'length\')', '  return state.w!.length;')}`],
    ],
    ['an error in the line of the function itself', { third: "export function third() { throw new Error('no'); }" }, [...passed('first', 'second'), `third | failed | ${placed('exercises/01-a.ts:4:33', 'no', "export function third() { throw new Error('no'); }")}`]],
    ['an error in the line of a constant', { third: "export const third = () => { throw new Error('no'); };" }, [...passed('first', 'second'), `third | failed | ${placed('exercises/01-a.ts:4:36', 'no', "export const third = () => { throw new Error('no'); };")}`]],
    ['a wrong number in a long answer', { second: 'export const second = () => [[1, 2, 3], [4, 5, 7]];' }, [...passed('first'), 'second | failed | second(): expected 6, got 7 for index [1, 2]', ...passed('third')]],
    ['a wrong one in a typed array', { second: 'export const second = () => [[1, 2, 3], new Float32Array([4, 5, 7])];' }, [...passed('first'), 'second | failed | second(): expected 6, got 7 for index [1, 2]', ...passed('third')]],
    ['an end of the program', { third: 'export const third = () => process.exit(0);' }, [...passed('first', 'second'), 'third | failed | the function ended the program that runs it (process.exit, code 0)']],
    ['a signal to itself', { second: "export const second = () => process.kill(process.pid, 'SIGKILL');" }, [...passed('first'), 'second | failed | the function ended the program that runs it (SIGKILL)', ...passed('third')]],
    ['a loop that never ends', { second: 'export const second = () => { for (;;) {} };' }, [...passed('first'), 'second | endless | second did not end within 1 s; is there a loop that never stops?', ...passed('third')]],
    ['a promise that never settles', { second: 'export const second = () => new Promise(() => {});' }, [...passed('first'), 'second | failed | second: expected a list of lists of numbers, got a promise (leave out async and await: what TensorFlow.js computes is there at once)', ...passed('third')]],
  ])('%s', async (_, own, rows) => {
    expect(await check(answer(own))).toEqual(rows);
  });

  test('a loop that never ends is tried twice, and not again', async () => {
    const trials = ['one', 'two', 'three', 'four'];
    const course = courseOf({ 'exercises/01-a.ts': 'export const slow = () => { for (;;) {} };\nexport const fine = () => 1;', ...declared({ slow: { gives: 'number', right: '1', trials }, fine: { gives: 'number', right: '1' } }) });
    const { rows } = await reportInProcess(course, '01-a');
    expect(rows.map(({ outcome, message }) => [outcome, message])).toEqual([
      ...Array.from({ length: 2 }, () => ['endless', 'slow did not end within 1 s; is there a loop that never stops?']),
      ...Array.from({ length: 2 }, () => ['not run', 'not tried any more: slow ran out of its time twice']),
      ['passed', ''],
    ]);
  });
});

test('no broken exercise hides another', () => {
  const broken: Readonly<Record<string, string>> = {
    '01-syntax': 'const q = “hello”;',
    '02-throws': "throw new Error('at once');",
    '03-exits': 'process.exit(0);',
    '04-imports': "import './nothing';",
    '05-empty': '',
    '06-folder': '',
    '07-untested': 'export const answer = () => 42;',
    '08-right': 'export const answer = () => 42;',
  };
  const files = Object.entries(broken).map(([slug, source]) => ({
    [`exercises/${slug}.ts`]: source,
    ...(slug === '07-untested' ? {} : declared({ answer: { gives: 'number', right: '42' } }, slug)),
  }));
  const course = courseOf(Object.assign({}, ...files) as Record<string, string>);
  rmSync(join(course.exercises, '06-folder.ts'));
  mkdirSync(join(course.exercises, '06-folder.ts'));
  writeFileSync(join(course.exercises, 'notes.txt'), 'not an exercise');
  const program = resolve(__dirname, '../../lib/bin/descent.js');
  const { status, stdout } = spawnSync(process.execPath, [program, 'check', '--json'], { cwd: course.root, encoding: 'utf8' });
  expect(status).toBe(1);
  const reports = JSON.parse(stdout) as CheckReport[];
  expect(reports.map(({ slug, passed: right, rows }) => `${slug}: ${right} of ${rows.length}, ${rows[0]?.message}`)).toEqual([
    `01-syntax: 0 of 1, ${placed('exercises/01-syntax.ts:1:11', 'Unexpected "“"', 'const q = “hello”;')}`,
    `02-throws: 0 of 1, ${placed('exercises/02-throws.ts:1:7', 'at once', 'throw new Error(\'at once\');')}`,
    '03-exits: 0 of 1, the file, while it was loaded, ended the program that runs it (process.exit, code 0)',
    `04-imports: 0 of 1, ${placed('exercises/04-imports.ts:1:8', 'cannot find "./nothing" in the submission', 'import \'./nothing\';')}`,
    '05-empty: 0 of 1, the file exports no function "answer"',
    expect.stringMatching(/^06-folder: 0 of 1, .*06-folder\.ts/),
    '07-untested: 0 of 1, 07-untested declares no exercises: there is no test/exercises/07-untested/1-….ts',
    '08-right: 1 of 1, ',
  ]);
}, 120_000);
