import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CheckReport, CheckRow } from '../../lib/src/notebook/check-report';
import { courseOf } from './course-with';
import { declared } from './declared';
import { reportInProcess } from './report-in-process';

const declarations = declared({ first: { gives: 'number', right: '1' }, second: { gives: 'number', right: '2' } });
const courseWith = (source: string) => courseOf({ 'exercises/01-a.ts': source, ...declarations });
const reportOn = (source: string, seconds?: number) => reportInProcess(courseWith(source), '01-a', seconds);
const nameOf = ({ test: name }: CheckRow): string => name.replace(/^\d\.\d (\w+) > it answers$/, '$1');
const printedBy = ({ rows, printed }: CheckReport): unknown => [printed, ...rows.map(row => [nameOf(row), row.outcome, row.printed])];

describe('what an exercise prints stands with the test that printed it', () => {
  test('by every function of the console, and by a stream', async () => {
    const report = await reportOn(`
      import { tf } from 'descent';
      console.log('loaded', { deep: [1, { x: 2 }] });
      export const first = () => { console.info('info %d', 7); console.debug('more'); process.stdout.write('a stream\\n'); return 1; };
      export const second = () => { console.table([{ a: 1 }]); console.log(tf.scalar(1).shape); return 3; };`);
    expect(printedBy(report)).toEqual([
      'loaded { deep: [ 1, { x: 2 } ] }',
      ['first', 'passed', 'info 7\nmore\na stream'],
      ['second', 'failed', '┌─────────┬───┐\n│ (index) │ a │\n├─────────┼───┤\n│ 0       │ 1 │\n└─────────┴───┘\n[]'],
    ]);
    expect(report.rows.map(row => row.message)).toEqual(['', 'second(): expected 2, got 3']);
  });

  test('as an error or a warning, too, in its order', async () => {
    const report = await reportOn(`
      export const first = () => { console.log('step 1'); console.warn('careful'); console.log('step 2'); console.error('wrong'); return 1; };
      export const second = () => { process.stderr.write('no end of the line'); return 2; };`);
    expect(printedBy(report)).toEqual([undefined, ['first', 'passed', 'step 1\ncareful\nstep 2\nwrong'], ['second', 'passed', 'no end of the line']]);
  });

  test('of much, the beginning, and how many lines came after', async () => {
    const report = await reportOn(`
      export const first = () => { for (let i = 1; i <= 100; i++) console.log('line', i); return 1; };
      export const second = () => { console.log('x'.repeat(10_000)); console.log('y'); return 2; };`);
    const [, first, second] = printedBy(report) as [undefined, ...string[][]];
    expect(first?.[2]?.split('\n')).toEqual([...Array.from({ length: 20 }, (_, i) => `line ${i + 1}`), '… and 80 more lines']);
    expect(second?.[2]).toBe(`${'x'.repeat(1500)}\n… and 2 more lines`);
  });

  test('of a loop that never ends, too', async () => {
    const report = await reportOn(`
      export const first = () => { for (let i = 1; ; i++) console.log('line', i); };
      export const second = () => 2;`);
    const [, first, second] = printedBy(report) as [undefined, ...string[][]];
    expect(first?.slice(0, 2)).toEqual(['first', 'endless']);
    expect(first?.[2]).toMatch(/^line 1\n(line \d+\n){19}… and \d{2,} more lines$/);
    expect(second).toEqual(['second', 'passed', undefined]);
  });

  test('of a file that does not load', async () => {
    const report = await reportOn(`console.log('here'); throw new Error('no');`);
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
    '1.1 first > it answers      ✓ right',
    '                            printed      one',
    '                                           two',
    '1.2 second > it answers     ✓ right',
    '',
  ]);
  expect(JSON.parse(run('--json'))).toEqual([{
    slug: '01-a',
    passed: 2,
    printed: 'loaded',
    rows: [{ test: '1.1 first > it answers', outcome: 'passed', message: '', printed: 'one\n  two' }, { test: '1.2 second > it answers', outcome: 'passed', message: '' }],
  }]);
});
