import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { readResult, resultFolders } from '../../lib/course/batch';
import { seededRandom } from '../../lib/src/datasets';
import { partsCourse, answersFile, SLUG } from './parts';
import { scratchFolder, writeFiles } from './graded';
import { meanOfOne } from './submissions/submission';
import { descendants, processes } from './watched';

const scratch = scratchFolder();
afterAll(scratch.remove);

const built = existsSync('lib/dist/course/cli/grade.js') ? undefined : 'the library is not built';
beforeEach(context => context.skip(built !== undefined, built));

/** Twelve submissions, three of them hostile, with the course that they are for. */
async function batch(): Promise<{ root: string; input: string }> {
  const { course } = await partsCourse();
  const input = join(scratch.path, 'in');
  const hostile = [meanOfOne('for (;;);'), meanOfOne('process.exit(0);'), { above: 'for (let i = 0; i < 100; i++) console.log("x".repeat(1e4));' }];
  for (let at = 0; at < 12; at++) writeFiles(join(input, `s${String(at).padStart(2, '0')}`), { [`${SLUG}.ts`]: answersFile(hostile[(at - 2) / 4] ?? (at % 2 === 0 ? {} : { mean: `() => ${at}` })) });
  return { root: course.root, input };
}

interface Run {
  readonly child: ChildProcess;
  readonly ended: Promise<{ code: number | null; printed: string }>;
}

/** The command in a process of its own, whose boxes put their folders into `temporary`. */
function grade(root: string, input: string, out: string, temporary = join(scratch.path, 'tmp')): Run {
  mkdirSync(temporary, { recursive: true });
  const parameters = [resolve('lib/bin/descent.js'), 'grade', input, '--out', out, '--jobs', '2', '--format', 'gradescope,junit,html'];
  const child = spawn(process.execPath, parameters, { cwd: root, env: { ...process.env, TMPDIR: temporary }, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => (printed += data.toString()));
  return { child, ended: new Promise(done => child.on('close', code => done({ code, printed }))) };
}

/** What of a folder of results cannot be read. */
function unreadable(out: string): string[] {
  if (!existsSync(out)) return [];
  const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter(path => /(^|\/)(result|results|index|cache)\.json$/.test(path));
  return files.filter(path => {
    try {
      JSON.parse(readFileSync(join(out, path), 'utf8'));
      return false;
    } catch {
      return true;
    }
  });
}

/** Processes that a killed grader left; what was ended with it has a moment to be gone. */
async function leftOf(pids: readonly number[]): Promise<string[]> {
  const left = (): string[] => processes().filter(({ pid }) => pids.includes(pid)).map(({ command }) => command);
  for (let tries = 0; tries < 60 && left().length > 0; tries++) await new Promise(resolve => setTimeout(resolve, 50));
  return left();
}

test('H61 a grader that is killed at any moment leaves what can be read and gone on with, and no process', async () => {
  const { root, input } = await batch();
  const random = seededRandom(7);
  const whole = join(scratch.path, 'whole');
  const first = performance.now();
  expect((await grade(root, input, whole).ended).code).toBe(0);
  const seconds = (performance.now() - first) / 1000;
  const verdicts = (out: string): unknown[] => resultFolders(out).map(name => {
    const result = readResult(join(out, name));
    return [name, result?.verdict, result?.score];
  });
  expect(verdicts(whole)).toHaveLength(12);
  let out = '';
  for (let kill = 0; kill < 20; kill++) {
    // Four batches, each killed five times on its way; a later start finds less to do.
    if (kill % 5 === 0) out = join(scratch.path, `killed-${kill}`);
    const { child, ended } = grade(root, input, out);
    await new Promise(resolve => setTimeout(resolve, 1000 * seconds * (0.15 + 0.45 * random.uniform())));
    const started = descendants(child.pid).map(({ pid }) => pid);
    child.kill('SIGKILL');
    await ended;
    expect(await leftOf([...started, child.pid as number])).toEqual([]);
    expect(unreadable(out)).toEqual([]);
    for (const name of existsSync(out) ? resultFolders(out) : []) expect(() => readResult(join(out, name))).not.toThrow();
    if (kill % 5 !== 4) continue;
    const { code, printed } = await grade(root, input, out).ended;
    expect([code, printed]).toEqual([0, expect.stringContaining('12 graded') as string]);
    expect(verdicts(out)).toEqual(verdicts(whole));
    expect(readdirSync(out).filter(name => name.startsWith('.'))).toEqual([]);
  }
}, 400_000);

test('H62 two graders do not write into one folder, and the one that has it completes it', async () => {
  const { root, input } = await batch();
  const out = join(scratch.path, 'shared');
  const one = grade(root, input, out);
  while (!existsSync(join(out, '.lock'))) await new Promise(resolve => setTimeout(resolve, 20));
  const other = await grade(root, input, out).ended;
  expect(other.code).toBe(4);
  expect(other.printed).toMatch(new RegExp(`process ${one.child.pid} is writing into .*shared; wait for it, or write into another folder`));
  expect((await one.ended).code).toBe(0);
  expect(resultFolders(out)).toHaveLength(12);
});
