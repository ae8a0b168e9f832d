import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
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

/** Of each batch: three are hostile. */
const SUBMISSIONS = 8;

/** The submissions, with the course that they are for. */
async function batch(): Promise<{ root: string; input: string }> {
  const { course } = await partsCourse();
  const input = join(scratch.path, 'in');
  const hostile = [meanOfOne('for (;;);'), meanOfOne('process.exit(0);'), { above: 'for (let i = 0; i < 100; i++) console.log("x".repeat(1e4));' }];
  for (let at = 0; at < SUBMISSIONS; at++) {
    const answers = hostile[(at - 2) / 2] ?? (at % 2 === 0 ? {} : { mean: `() => ${at}` });
    writeFiles(join(input, `s${at}`), { [`${SLUG}.ts`]: answersFile(answers) });
  }
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

/** Until it has started a process of its own; before that it has nothing to leave behind. */
async function atWork({ child }: Run): Promise<void> {
  while (child.exitCode === null && descendants(child.pid).length === 0) await new Promise(resolve => setTimeout(resolve, 20));
}

const verdicts = (out: string): unknown[] => resultFolders(out).map(name => {
  const result = readResult(join(out, name));
  return [name, result?.verdict, result?.score];
});

interface Whole {
  readonly root: string;
  readonly input: string;
  readonly out: string;
  readonly one: Run;
  /** A second grader, which was started while the first was writing. */
  readonly other: { code: number | null; printed: string };
  /** How long the first was at work. */
  readonly seconds: number;
}

/** A batch that nobody kills. */
let whole: Whole;
beforeAll(async () => {
  if (built !== undefined) return;
  const { root, input } = await batch();
  const out = join(scratch.path, 'whole');
  const one = grade(root, input, out);
  await atWork(one);
  const start = performance.now();
  while (one.child.exitCode === null && !existsSync(join(out, '.lock'))) await new Promise(resolve => setTimeout(resolve, 20));
  const other = await grade(root, input, out).ended;
  await one.ended;
  whole = { root, input, out, one, other, seconds: (performance.now() - start) / 1000 };
}, 120_000);

test('a batch that nobody kills is graded', async () => {
  expect((await whole.one.ended).code).toBe(0);
  expect(verdicts(whole.out)).toHaveLength(SUBMISSIONS);
});

test('H61 a grader that is killed at any moment leaves what can be read and gone on with, and no process', async () => {
  const { root, input, seconds } = whole;
  const random = seededRandom(7);
  let out = '';
  for (let kill = 0; kill < 20; kill++) {
    // Four batches, each killed five times on its way; a later start finds less to do.
    if (kill % 5 === 0) out = join(scratch.path, `killed-${kill}`);
    const run = grade(root, input, out);
    await atWork(run);
    await new Promise(resolve => setTimeout(resolve, 1000 * seconds * 0.5 * random.uniform()));
    const started = descendants(run.child.pid).map(({ pid }) => pid);
    run.child.kill('SIGKILL');
    await run.ended;
    expect(await leftOf([...started, run.child.pid as number])).toEqual([]);
    expect(unreadable(out)).toEqual([]);
    for (const name of existsSync(out) ? resultFolders(out) : []) expect(() => readResult(join(out, name))).not.toThrow();
    if (kill % 5 !== 4) continue;
    const { code, printed } = await grade(root, input, out).ended;
    expect([code, printed]).toEqual([0, expect.stringContaining(`${SUBMISSIONS} graded`) as string]);
    expect(verdicts(out)).toEqual(verdicts(whole.out));
    expect(readdirSync(out).filter(name => name.startsWith('.'))).toEqual([]);
  }
}, 400_000);

test('H62 two graders do not write into one folder, and the one that has it completes it', () => {
  const { one, other, out } = whole;
  expect(other.code).toBe(4);
  expect(other.printed).toMatch(new RegExp(`process ${one.child.pid} is writing into .*whole; wait for it, or write into another folder`));
  expect(one.child.exitCode).toBe(0);
  expect(resultFolders(out)).toHaveLength(SUBMISSIONS);
});
