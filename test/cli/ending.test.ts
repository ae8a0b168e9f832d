import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeNotebook } from '../../lib/course/jupyter/client/notebook-file';

const noProc = existsSync('/proc/self/environ') ? undefined : 'no /proc, in which a process is found by its environment';
const program = resolve('lib/bin/descent.js');
// What is waited for takes seconds, and longer where several wait for the same two processors.
const WAIT = { timeout: 90_000, interval: 100 };

const started: ChildProcess[] = [];
const folders: string[] = [];
beforeEach(context => context.skip(noProc !== undefined, noProc));
// Tests run beside each other here, for each waits most of its time; what one of them starts carries a mark of its own.
afterAll(() => {
  for (const { pid } of started) for (const each of [-(pid as number), pid as number]) spawnSync('kill', ['-KILL', '--', String(each)]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A course with one notebook and one exercise, of which neither ends by itself. */
function endlessCourse(): string {
  const root = mkdtempSync(join('test', '.cli-'));
  folders.push(root);
  for (const folder of ['notebooks', 'exercises', 'test/exercises', 'tmp']) mkdirSync(join(root, folder), { recursive: true });
  const scripts = { start: `"${process.execPath}" "${program}" start`, check: `"${process.execPath}" "${program}" check`, site: `"${process.execPath}" "${program}" site` };
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'a', private: true, scripts }));
  writeFileSync(join(root, 'exercises', '01-a.ts'), 'export function a(): number { for (;;) {} }');
  mkdirSync(join(root, 'test', 'exercises', '01-a'));
  // It may run for longer than any test here.
  writeFileSync(join(root, 'test', 'exercises', '01-a', '1-a.ts'), `import { answer, number } from 'descent/exercises';
/** Return 1. */
export function a(): number { return 1; }
export default answer({ title: 'a', solution: a, gives: number, hints: [], seconds: 600, cases: [{ name: 'a', asks: [[]] }], random: () => [] });`);
  write(root, "require('fs').writeFileSync('../running', ''); await new Promise(() => { setInterval(() => {}, 1000); });");
  return resolve(root);
}

function write(root: string, source: string): void {
  writeNotebook(join(root, 'notebooks', '01-a.ipynb'), {
    nbformat: 4, nbformat_minor: 5, metadata: {},
    cells: [{ cell_type: 'markdown', id: 't', metadata: {}, source: '# Does it run?\n\nIt runs.' }, { cell_type: 'code', id: 'c', metadata: {}, source, outputs: [], execution_count: null }],
  });
}

/** Starts a command of a course in a process group of its own, with a mark that all it starts inherit. */
function start(root: string, [command = '', ...parameters]: string[]): { child: ChildProcess; mark: string; printed(): string; code: Promise<number> } {
  const mark = randomUUID();
  const temporary = join(root, 'tmp');
  const env = { ...process.env, DESCENT_TEST_MARK: mark, TMPDIR: temporary, TEMP: temporary, TMP: temporary };
  const child = spawn(command, parameters, { cwd: root, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', data => (printed += String(data)));
  const code = new Promise<number>(done => child.on('exit', (status, signal) => done(status ?? 128 + constants.signals[signal ?? 'SIGKILL'])));
  return { child, mark, printed: () => printed, code };
}

/** Process ids and command lines of all processes that carry the mark. */
function alive(mark: string): string[] {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(pid => {
    try {
      const state = /^State:\s*(\w)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
      return state !== 'Z' && readFileSync(`/proc/${pid}/environ`, 'utf8').includes(mark) ? [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8')}`.replaceAll('\0', ' ')] : [];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/** The boxes below these processes, whose environment is empty; only those that have been busy for half a second, and so run the student's code. */
function busyBoxes(mark: string): number[] {
  const parents = new Map(readdirSync('/proc').filter(name => /^\d+$/.test(name)).flatMap(pid => {
    try {
      return [[Number(pid), readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []] as const];
    } catch {
      return [];
    }
  }));
  const marked = alive(mark).map(line => parseInt(line, 10));
  const isBelow = (pid: number): boolean => marked.includes(pid) || (pid > 1 && isBelow(Number(parents.get(pid)?.[1] ?? 0)));
  const ticks = (fields: readonly string[]): number => Number(fields[11]) + Number(fields[12]);
  return [...parents].filter(([pid, fields]) => !marked.includes(pid) && isBelow(pid) && ticks(fields) > 50).map(([pid]) => pid);
}

function isThere(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}

const temporaryFiles = (root: string): string[] => [...readdirSync(join(root, 'tmp')).filter(name => name.startsWith('descent-')), ...readdirSync(root).filter(name => name.startsWith('.site'))];

/** What is running when the signal comes, and how to know that it is. */
const stages: ReadonlyArray<[stage: string, command: string[], reached: (root: string, printed: string, mark: string) => boolean]> = [
  ['while it starts', ['npm', 'start', '--', '--headless'], (_, printed) => printed.includes('start')],
  ['in a cell', ['npm', 'start', '--', '--headless'], root => existsSync(join(root, 'running'))],
  ['in a check', ['npm', 'run', 'check'], (_, __, mark) => busyBoxes(mark).length > 0],
];

describe.each(stages)('npm is ended %s', (_, command, reached) => {
  // A terminal sends Ctrl-C and its own end to the whole group; a supervisor sends SIGTERM to npm alone, and so does whoever kills it.
  test.concurrent.each<[signal: NodeJS.Signals, group: boolean]>([['SIGTERM', false], ['SIGKILL', false], ['SIGHUP', false], ['SIGINT', true], ['SIGTERM', true]])('%s (to the whole group: %s)', async (signal, group) => {
    const root = endlessCourse();
    const { child, mark, printed } = start(root, command);
    await vi.waitFor(() => expect(reached(root, printed(), mark), printed()).toBe(true), WAIT);
    const boxes = busyBoxes(mark);
    process.kill(group ? -(child.pid as number) : (child.pid as number), signal);
    await vi.waitFor(() => expect([...alive(mark), ...boxes.filter(isThere)]).toEqual([]), WAIT);
    expect(temporaryFiles(root)).toEqual([]);
    expect(existsSync(join(root, 'site'))).toBe(false);
  }, 300_000);
});

describe('a command that is ended', () => {
  test.concurrent.each<[signal: NodeJS.Signals, code: number]>([['SIGTERM', 143], ['SIGINT', 130], ['SIGHUP', 129]])('by %s ends with %d, wherever it was', async (signal, code) => {
    const root = endlessCourse();
    const inCell = start(root, [process.execPath, program, 'site']);
    await vi.waitFor(() => expect(existsSync(join(root, 'running'))).toBe(true), WAIT);
    inCell.child.kill(signal);
    expect(await inCell.code).toBe(code);
    write(root, 'console.log(6 * 7);');
    const serving = start(root, [process.execPath, program, 'site', '--serve']);
    await vi.waitFor(() => expect(serving.printed()).toContain('the course is at'), WAIT);
    serving.child.kill(signal);
    expect(await serving.code).toBe(code);
    await vi.waitFor(() => expect([...alive(inCell.mark), ...alive(serving.mark)]).toEqual([]), WAIT);
    expect(temporaryFiles(root)).toEqual([]);
    expect(readdirSync(join(root, 'site'))).toContain('01-a.html');
  }, 300_000);

  test.concurrent('by force takes its kernel and its check with it', async () => {
    for (const command of ['site', 'check']) {
      const root = endlessCourse();
      const { child, mark } = start(root, [process.execPath, program, command]);
      await vi.waitFor(() => expect(command === 'site' ? existsSync(join(root, 'running')) : busyBoxes(mark).length > 0).toBe(true), WAIT);
      const boxes = busyBoxes(mark);
      child.kill('SIGKILL');
      await vi.waitFor(() => expect([...alive(mark), ...boxes.filter(isThere)]).toEqual([]), WAIT);
      // Nobody is left who could remove what a check has written into the folder for temporary files.
      if (command === 'site') expect(temporaryFiles(root)).toEqual([]);
    }
  }, 300_000);

  test.concurrent('because nobody reads what it prints', async () => {
    const root = endlessCourse();
    write(root, 'console.log(6 * 7);');
    const { child, mark, code } = start(root, [process.execPath, program, 'site']);
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect(await code).toBe(141);
    await vi.waitFor(() => expect(alive(mark)).toEqual([]), WAIT);
    expect(temporaryFiles(root)).toEqual([]);
  }, 300_000);

  test.concurrent('with the kernel whose cell called check', async () => {
    const root = endlessCourse();
    write(root, "import { check } from 'descent';\nawait check('01-a');");
    const { mark } = start(root, [process.execPath, program, 'site']);
    await vi.waitFor(() => expect(busyBoxes(mark).length).toBeGreaterThan(0), WAIT);
    process.kill(parseInt(alive(mark).find(line => line.includes('launcher.js')) ?? '', 10), 'SIGKILL');
    await vi.waitFor(() => expect(alive(mark)).toEqual([]), WAIT);
    expect(temporaryFiles(root)).toEqual([]);
  }, 300_000);
});

test('Jupyter is told to end, and the command waits for it', async () => {
  const root = endlessCourse();
  const bin = mkdtempSync(join(tmpdir(), 'descent-bin-'));
  folders.push(bin);
  // Stands in for Jupyter: takes a moment to end, as the real one does that ends its kernels first.
  const script = `#!${process.execPath}
if (process.argv.includes('--version')) { console.log('1'); process.exit(0); }
require('fs').writeFileSync(${JSON.stringify(join(root, 'running'))}, '');
process.on('SIGTERM', () => setTimeout(() => { require('fs').writeFileSync(${JSON.stringify(join(root, 'ended'))}, ''); process.exit(0); }, 300));
setInterval(() => {}, 1000);`;
  writeFileSync(join(bin, 'jupyter'), script, { mode: 0o755 });
  for (const [signal, expected] of [['SIGTERM', 143], ['SIGHUP', 129], ['SIGINT', 130]] as const) {
    for (const name of ['running', 'ended']) rmSync(join(root, name), { force: true });
    vi.stubEnv('PATH', bin);
    const { child, mark, code } = start(root, [process.execPath, program, 'lab']);
    vi.unstubAllEnvs();
    await vi.waitFor(() => expect(existsSync(join(root, 'running'))).toBe(true), WAIT);
    child.kill(signal);
    expect([signal, await code]).toEqual([signal, expected]);
    expect(existsSync(join(root, 'ended'))).toBe(true);
    expect(alive(mark)).toEqual([]);
  }
}, 60_000);
