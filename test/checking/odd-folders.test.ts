import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { runCheck } from '../../lib/course/checking/run-check';
import { serveSite } from '../../lib/course/site/serve';
import { writeSite } from '../../lib/course/site/write-site';
import type { CheckReport } from '../../lib/src/notebook/check-report';
import { exercise } from '../../lib/src/notebook/exercise';
import { openKernel, scratchFolder, textOf } from '../jupyter/kernels';
import { momentumLesson } from '../site/lesson-fixture';
import { courseOf } from './course-with';
import { declared } from './declared';
import { placed } from './placed';
import { reportInProcess } from './report-in-process';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Names that somebody takes for something else: an address, a pattern, a replacement, a word of the shell, a home, an option. */
const names = [
  'C#', 'what?', 'a%20b', '100%', 'two words', 'x&y;z', `it's`, 'say "hi"', '[x] (y) {z}', 'a * b', '$HOME $& $1', '`ls`', 'ünï 中文 🙂', '-rf', '~home', '!bang', '@at', 'l'.repeat(200),
].filter(name => process.platform !== 'win32' || !/[?*"]/.test(name));

const files = {
  'exercises/01-a.ts': "import { help } from './helper';\nexport const answer = () => help;\nexport function fail() { throw new Error('no'); }",
  'exercises/helper.ts': 'export const help = 42;',
  ...declared({ answer: { gives: 'number', right: '42' }, fail: { gives: 'number', right: '1' } }),
};
const expected = [
  ['passed', ''],
  ['failed', placed('exercises/01-a.ts:3:32', 'no', "export function fail() { throw new Error('no'); }")],
];
const outcomes = ({ rows }: CheckReport): unknown => rows.map(({ outcome, message }) => [outcome, message]);

test('courses in folders with every sign that somebody takes for something else are checked', async () => {
  const course = courseOf(files, { name: names.filter(name => name.length < 20).join(' ') });
  const [report] = await runCheck(course, ['01-a']);
  expect(report && outcomes(report)).toEqual(expected);
});

describe.each(names)('a course in a folder called %s', name => {
  test('is checked, is loaded into a cell, and names its own places', async () => {
    const course = courseOf(files, { name });
    expect(outcomes(await reportInProcess(course, '01-a'))).toEqual(expected);
    vi.spyOn(process, 'cwd').mockReturnValue(course.notebooks);
    const { answer } = (await (exercise as (slug: string) => Promise<object>)('01-a')) as { answer(): number };
    expect(answer()).toBe(42);
  });

  test('is written as a site, and served', async () => {
    const room = mkdtempSync(join(tmpdir(), 'descent-odd-'));
    try {
      writeSite({ notebooks: [{ slug: '01-momentum', notebook: momentumLesson }], outDir: join(room, name) });
      const site = await serveSite(join(room, name), { port: 0 });
      expect(await (await fetch(`${site.url}01-momentum.html`)).text()).toContain('A heavy ball.');
      await site.close();
    } finally {
      rmSync(room, { recursive: true, force: true });
    }
  });
});

test('a kernel runs in a folder with odd signs, with its connection file in another', async () => {
  const room = scratchFolder();
  const [notebooks, temporary] = [join(room, 'C# [x] 100% $&'), join(room, "tmp $& #1 it's")];
  mkdirSync(notebooks);
  mkdirSync(temporary);
  for (const variable of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(variable, temporary);
  const kernel = await openKernel(undefined, { cwd: notebooks });
  expect(textOf(await kernel.execute('console.log(6 * 7)'))).toBe('42\n');
}, 60_000);

test('the kit itself may lie in such a folder', context => {
  const room = mkdtempSync(join(tmpdir(), 'descent-kit-'));
  try {
    const kit = join(room, 'C# what[1] $& 100%');
    mkdirSync(kit);
    const project = resolve(__dirname, '../..');
    // Links to the same files: a copy of all packages would take a minute.
    const copied = spawnSync('cp', ['-al', ...['lib', 'node_modules', 'notebooks', 'exercises', 'solutions', 'test', 'package.json'].map(part => join(project, part)), kit]);
    context.skip(copied.status !== 0, 'the folder for temporary files is on another disk, so that files cannot be linked');
    const { stdout, stderr } = spawnSync(process.execPath, [join(kit, 'lib', 'bin', 'descent.js'), 'check', '01-gradient-descent', '--solutions', '--json'], { cwd: kit, encoding: 'utf8' });
    expect(stderr).toBe('');
    const [report] = JSON.parse(stdout) as [CheckReport];
    expect(report.rows.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(report.passed).toBeGreaterThan(5);
  } finally {
    rmSync(room, { recursive: true, force: true });
  }
}, 60_000);
