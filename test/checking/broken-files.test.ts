import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCheck } from '../../lib/course/checking/run-check';
import type { CheckReport } from '../../lib/src/notebook/check-report';
import { courseOf } from './course-with';
import { placed } from './placed';

const tests = `import { expect, test } from 'vitest';
import * as subject from '#work/01-a';
test('first', async () => { const { answer } = await subject.first(); expect(answer).toBe(42); });
test('second', async () => { expect(await subject.second([1, 2, 3, 4])).toEqual([{ a: 1, b: [1, 2, 3] }, { a: 2, b: [4, 5, 6] }]); });
test('third', () => { expect(subject.third()).toBe(3); });`;

const right = {
  first: 'export const first = () => ({ answer: 42 });',
  second: 'export const second = () => [{ a: 1, b: [1, 2, 3] }, { a: 2, b: [4, 5, 6] }];',
  third: 'export const third = () => 3;',
};
const answer = (own: Partial<typeof right> & { before?: string }): string => [own.before ?? '', ...Object.values({ ...right, ...own, before: '' })].join('\n');

async function check(source: string, limitSeconds?: number): Promise<string[]> {
  const course = courseOf({ 'exercises/01-a.ts': source, 'test/exercises/01-a.test.ts': tests });
  const { rows } = await runCheck(course, '01-a', limitSeconds === undefined ? {} : { limitSeconds });
  return rows.map(row => [row.test, row.outcome, row.message].join(' | '));
}

const passed = (...names: string[]): string[] => names.map(name => `${name} | passed | `);
const loads = (message: string): string[] => [`the file loads | failed | ${message}`];

describe('a file that does not load is one row with place, reason and line of code', () => {
  test.each<[what: string, before: string, message: string]>([
    ['typographic quotes', 'const fine = 1;\nconst q = “hello”;', placed('exercises/01-a.ts:2:11', 'Unexpected "“"', 'const q = “hello”;')],
    ['an expression that stops', 'const open = (1 + ;', placed('exercises/01-a.ts:1:19', 'Unexpected ";"', 'const open = (1 + ;')],
    ['a file that is not there', "import { help } from './nothing';\nhelp();", placed('exercises/01-a.ts:1:22', 'Could not resolve "./nothing"', 'import { help } from \'./nothing\';')],
    ['a package that is not there', "import help from 'no-such-package';\nhelp();", placed('exercises/01-a.ts:1:18', 'cannot find the package "no-such-package"', 'import help from \'no-such-package\';')],
    ['a name declared twice', 'const twice = 1;\nconst twice = 2;', placed('exercises/01-a.ts:2:7', 'The symbol "twice" has already been declared (The symbol "twice" was originally declared here: exercises/01-a.ts:1:7)', 'const twice = 2;')],
    ['a string that is left open', "const fine = 1;\nconst q = 'hello;", placed('exercises/01-a.ts:2:18', 'Unterminated string literal', "const q = 'hello;")],
    ['a mistake after Greek letters', 'const β = 1; const η = (β + ;', placed('exercises/01-a.ts:1:29', 'Unexpected ";"', 'const β = 1; const η = (β + ;')],
    ['a mistake after a tab', '\tconst open = (1 + ;', 'exercises/01-a.ts:1:20: Unexpected ";"\n    const open = (1 + ;\n                      ^'],
    ['JSX', 'const page = () => <b>hi</b>;', placed('exercises/01-a.ts:1:30', 'Unterminated regular expression', 'const page = () => <b>hi</b>;')],
    ['an error thrown', 'const list: number[] | undefined = undefined;\nlist!.push(1);', placed('exercises/01-a.ts:2:7', 'TypeError: Cannot read properties of undefined (reading \'push\')', 'list!.push(1);')],
    ['an error of its own', "throw new Error('one\\ntwo');", placed('exercises/01-a.ts:1:7', 'one\ntwo', 'throw new Error(\'one\\ntwo\');')],
    ['no error but a value', 'throw 7;', 'the file threw 7'],
    ['nothing thrown', 'throw null;', 'the file threw null'],
    ['an end of the program', 'process.exit(0);', placed('exercises/01-a.ts:1:9', 'process.exit unexpectedly called with "0"', 'process.exit(0);')],
    ['a signal to itself', "process.kill(process.pid, 'SIGKILL');", 'the file ended the program that runs it (SIGKILL)'],
  ])('%s', async (_, before, message) => {
    expect(await check(answer({ before }))).toEqual(loads(message));
  });

  test.each([
    ['a template', 'const open = `hello;', 'Unterminated string literal: a quote, a bracket or a comment is not closed'],
    ['a comment', '/* hello', 'Expected "*/" to terminate multi-line comment: a quote, a bracket or a comment is not closed (The multi-line comment starts here: exercises/01-a.ts:1:1)'],
    ['a bracket', 'function f() {', 'Unexpected end of file: a quote, a bracket or a comment is not closed'],
  ])('%s that is left open to the end', async (_, before, reason) => {
    expect(await check(`${before}\nconst third = 3;\n\n`)).toEqual(loads(placed('exercises/01-a.ts:2:17', reason, 'const third = 3;')));
  });

  test('an endless loop, by name', async () => {
    expect(await check(answer({ before: 'for (;;) {}' }), 2)).toEqual(['the file loads | endless | did not end within 2 s; is there a loop that never stops?']);
  });

  test('an import that never arrives', async () => {
    expect(await check(answer({ before: 'await new Promise(() => { setInterval(() => {}, 1000); });' }), 2)).toEqual(['the file loads | endless | did not end within 2 s; is there a loop that never stops?']);
  });
});

describe('a broken part costs its own test', () => {
  test.each<[what: string, own: Partial<typeof right>, rows: string[]]>([
    ['a forgotten return', { first: 'export const first = () => { ({ answer: 42 }); };' }, ['first | failed | expected an object with "answer", got nothing (is there a return?)', ...passed('second', 'third')]],
    ['a missing export', { third: '' }, [...passed('first', 'second'), 'third | failed | the file exports no function "third"']],
    [
      'an error inside',
      { third: 'export const third = () => {\n  const state = {} as { w?: number[] };\n  return state.w!.length;\n};' },
      [...passed('first', 'second'), `third | failed | ${placed('exercises/01-a.ts:6:19', 'TypeError: Cannot read properties of undefined (reading \'length\')', '  return state.w!.length;')}`],
    ],
    [
      'a changed input, of which all is shown',
      { second: 'export const second = () => [{ a: 1, b: [1, 2, 3] }, { a: 2, b: [4, 5, 7] }];' },
      [...passed('first'), 'second | failed | expected [ { a: 1, b: [ 1, 2, 3 ] }, { a: 2, b: [ 4, 5, 7 ] } ] to deeply equal [ { a: 1, b: [ 1, 2, 3 ] }, { a: 2, b: [ 4, 5, 6 ] } ]', ...passed('third')],
    ],
    ['an end of the program', { third: 'export const third = () => process.exit(0);' }, [...passed('first', 'second'), `third | failed | ${placed('exercises/01-a.ts:4:36', 'process.exit unexpectedly called with "0"', 'export const third = () => process.exit(0);')}`]],
    ['a signal to itself', { second: "export const second = () => process.kill(process.pid, 'SIGKILL');" }, [...passed('first'), 'second | failed | the file ended the program that runs it (SIGKILL)', 'third | not run | ']],
  ])('%s', async (_, own, rows) => {
    expect(await check(answer(own))).toEqual(rows);
  });

  test('a loop that never yields costs itself and what had not run', async () => {
    expect(await check(answer({ second: 'export const second = () => { for (;;) {} };' }), 2)).toEqual([
      ...passed('first'), 'second | endless | did not end within 2 s; is there a loop that never stops?', 'third | not run | ',
    ]);
  });

  test('a promise that never settles costs itself alone', async () => {
    expect(await check(answer({ second: 'export const second = () => new Promise(() => {});' }), 2)).toEqual([
      ...passed('first'), 'second | endless | did not end within 2 s; is there a loop that never stops?', ...passed('third'),
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
  const files = Object.entries(broken).flatMap(([slug, source]) => [
    [`exercises/${slug}.ts`, source],
    [`test/exercises/${slug}.test.ts`, `import { expect, test } from 'vitest';\nimport * as subject from '#work/${slug}';\ntest('it answers', () => { expect(subject.answer()).toBe(42); });`],
  ]);
  const course = courseOf(Object.fromEntries(files) as Record<string, string>);
  rmSync(join(course.exercises, '06-folder.ts'));
  mkdirSync(join(course.exercises, '06-folder.ts'));
  rmSync(join(course.root, 'test/exercises/07-untested.test.ts'));
  writeFileSync(join(course.exercises, 'notes.txt'), 'not an exercise');
  const program = resolve(__dirname, '../../lib/bin/descent.js');
  const { status, stdout } = spawnSync(process.execPath, [program, 'check', '--json'], { cwd: course.root, encoding: 'utf8' });
  expect(status).toBe(1);
  const reports = JSON.parse(stdout) as CheckReport[];
  expect(reports.map(({ slug, passed: right, rows }) => `${slug}: ${right} of ${rows.length}, ${rows[0]?.message}`)).toEqual([
    `01-syntax: 0 of 1, ${placed('exercises/01-syntax.ts:1:11', 'Unexpected "“"', 'const q = “hello”;')}`,
    `02-throws: 0 of 1, ${placed('exercises/02-throws.ts:1:7', 'at once', 'throw new Error(\'at once\');')}`,
    `03-exits: 0 of 1, ${placed('exercises/03-exits.ts:1:9', 'process.exit unexpectedly called with "0"', 'process.exit(0);')}`,
    `04-imports: 0 of 1, ${placed('exercises/04-imports.ts:1:8', 'Could not resolve "./nothing"', 'import \'./nothing\';')}`,
    '05-empty: 0 of 1, the file exports no function "answer"',
    expect.stringMatching(/^06-folder: 0 of 1, .*06-folder\.ts/),
    '07-untested: 0 of 1, the tests of 07-untested are missing: there is no test/exercises/07-untested.test.ts',
    '08-right: 1 of 1, ',
  ]);
}, 120_000);
