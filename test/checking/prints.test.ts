import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCheck } from '../../lib/course/checking/run-check';
import type { CheckReport } from '../../lib/src/notebook/check-report';
import { courseOf } from './course-with';

const tests = `import { expect, test } from 'vitest';
import * as subject from '#work/01-a';
test('first', () => { expect(subject.first()).toBe(1); });
test('second', async () => { expect(await subject.second()).toBe(2); });`;

const courseWith = (source: string) => courseOf({ 'exercises/01-a.ts': source, 'test/exercises/01-a.test.ts': tests });
const printedBy = ({ rows, printed }: CheckReport): unknown => [printed, ...rows.map(row => [row.test, row.outcome, row.printed])];

describe('what an exercise prints stands with the test that printed it', () => {
  test('by every function of the console, by a stream, before and after an await', async () => {
    const report = await runCheck(courseWith(`
      import { tf } from 'descent';
      console.log('loaded', { deep: [1, { x: 2 }] });
      export const first = () => { console.info('info %d', 7); console.warn('careful'); console.error('wrong'); console.debug('more'); process.stdout.write('a stream\\n'); return 1; };
      export const second = async () => { console.table([{ a: 1 }]); await null; console.log(tf.scalar(1).shape); return 3; };`), '01-a');
    expect(printedBy(report)).toEqual([
      'loaded { deep: [ 1, { x: 2 } ] }',
      ['first', 'passed', 'info 7\ncareful\nwrong\nmore\na stream'],
      ['second', 'failed', '┌─────────┬───┐\n│ (index) │ a │\n├─────────┼───┤\n│ 0       │ 1 │\n└─────────┴───┘\n[]'],
    ]);
    expect(report.rows.map(row => row.message)).toEqual(['', 'expected 3 to be 2 // Object.is equality']);
  });

  test('of much, the beginning, and how many lines came after', async () => {
    const report = await runCheck(courseWith(`
      export const first = () => { for (let i = 1; i <= 500; i++) console.log('line', i); return 1; };
      export const second = () => { console.log('x'.repeat(10_000)); console.log('y'); return 2; };`), '01-a');
    const [, first, second] = printedBy(report) as [undefined, ...string[][]];
    expect(first?.[2]?.split('\n')).toEqual([...Array.from({ length: 20 }, (_, i) => `line ${i + 1}`), '… and 480 more lines']);
    expect(second?.[2]).toBe(`${'x'.repeat(1500)}\n… and 2 more lines`);
  });

  test('of a loop that never ends, too', async () => {
    const report = await runCheck(courseWith(`
      export const first = () => { for (let i = 1; ; i++) console.log('line', i); };
      export const second = () => 2;`), '01-a', { limitSeconds: 2 });
    const [, first, second] = printedBy(report) as [undefined, ...string[][]];
    expect(first?.slice(0, 2)).toEqual(['first', 'endless']);
    expect(first?.[2]).toMatch(/^line 1\n(line \d+\n){19}… and \d{4,} more lines$/);
    expect(second).toEqual(['second', 'not run', undefined]);
  });

  test('of a file that does not load', async () => {
    const report = await runCheck(courseWith(`console.log('here'); throw new Error('no');`), '01-a');
    expect(report.rows).toEqual([{ test: 'the file loads', outcome: 'failed', message: expect.stringContaining('no'), printed: 'here' }]);
  });
});

test('in a terminal it stands below its test, and in JSON apart from the message', () => {
  const course = courseWith(`
    console.log('loaded');
    export const first = () => { console.log('one\\n  two'); return 1; };
    export const second = () => 2;`);
  const program = resolve(__dirname, '../../lib/bin/descent.js');
  const run = (...more: string[]) => spawnSync(process.execPath, [program, 'check', '01-a', ...more], { cwd: course.root, encoding: 'utf8' }).stdout;
  expect(run().split('\n').map(line => line.trimEnd())).toEqual([
    '01-a: 2 of 2 right',
    'test                        result   what to look at',
    '--------------------------  -------  ---------------',
    'the file, as it was loaded  printed      loaded',
    'first                       ✓ right',
    '                            printed      one',
    '                                           two',
    'second                      ✓ right',
    '',
  ]);
  expect(JSON.parse(run('--json'))).toEqual([{
    slug: '01-a',
    passed: 2,
    printed: 'loaded',
    rows: [{ test: 'first', outcome: 'passed', message: '', printed: 'one\n  two' }, { test: 'second', outcome: 'passed', message: '' }],
  }]);
});
