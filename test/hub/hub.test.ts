import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addMissing } from '../../lib/course/desk/working-copy';
import { lacking } from '../grader/graded';

// One machine, one installation that nobody but its administrator writes, and two who work on it at the same time.

const slug = '03-moving-averages';
const room = realpathSync(mkdtempSync(join(tmpdir(), 'descent-hub-')));
afterAll(() => rmSync(room, { recursive: true, force: true }));
const [installed, prefix] = [join(room, 'opt', 'optimisation'), join(room, 'usr')];
const homes = { ada: join(room, 'home', 'ada'), bob: join(room, 'home', 'bob é') };
// It may lie among the temporary files itself.
const kit = realpathSync('.');
const descent = join(kit, 'lib', 'bin', 'descent.js');
const hasJupyter = spawnSync('jupyter', ['nbconvert', '--version']).status === 0;

interface Ran { readonly status: number; readonly output: string }

async function ran(program: string, parameters: readonly string[], options: { cwd: string; env?: NodeJS.ProcessEnv }): Promise<Ran> {
  const env = { ...process.env, CI: 'true', NO_COLOR: '1', ...options.env };
  const done = promisify(execFile)(program, parameters, { ...options, env, timeout: 170_000 });
  return done.then(({ stdout, stderr }) => ({ status: 0, output: stdout + stderr }), (error: { code: number; stdout: string; stderr: string }) => ({ status: error.code, output: error.stdout + error.stderr }));
}

/** A command of a user: all of the machine can be read, the user's home alone can be written, and temporary files are the user's own. */
function asUser(home: string, cwd: string, ...command: string[]): Promise<Ran> {
  const walls = ['--ro-bind', '/', '/', '--dev-bind', '/dev', '/dev', '--tmpfs', tmpdir(), ...[room, kit].flatMap(folder => ['--ro-bind', folder, folder]), '--bind', home, home];
  const env = { HOME: home, JUPYTER_PATH: join(prefix, 'share', 'jupyter'), DESCENT_KERNELS: '' };
  return ran('bwrap', [...walls, '--chdir', cwd, ...command], { cwd: room, env });
}

const program = join(installed, 'node_modules', '.bin', 'descent');

/** What the page tells an administrator and a user to type; the library is installed here already. */
const pageCommands = [...readFileSync('lib/docs/jupyterhub.md', 'utf8').matchAll(/^```sh\n([\s\S]*?)```$/gm)].flatMap(([, block = '']) => block.trim().split('\n'));

/** The same with the places of this test. */
const here = (command = ''): string => command.replaceAll('/opt/optimisation', installed).replaceAll('/usr/local', prefix);

let noWalls: string | undefined;
beforeAll(async () => {
  noWalls = await lacking('bubblewrap');
  if (noWalls !== undefined) return;
  for (const home of Object.values(homes)) mkdirSync(home, { recursive: true });
  const own = join(room, 'own');
  expect((await ran(process.execPath, [descent, 'init', own, '--title', 'Optimisation', '--lessons', slug], { cwd: room })).output).toContain('1 lesson with 5 exercises');
  expect((await ran(process.execPath, [descent, 'release', '--out', installed], { cwd: own })).output).toContain('files for students written');
  // As `npm ci` leaves it, with the packages that are installed here.
  mkdirSync(join(installed, 'node_modules', '.bin'), { recursive: true });
  symlinkSync(resolve('lib'), join(installed, 'node_modules', 'descent'));
  symlinkSync(descent, program);
  expect((await ran('bash', ['-c', here(pageCommands[1])], { cwd: installed })).output).toContain('kernel "tslab" installed in');
});
beforeEach(context => context.skip(noWalls !== undefined, noWalls));

test('the page has three commands, of which the first is npm\'s', () => {
  expect(pageCommands).toHaveLength(3);
  expect(pageCommands[0]).toMatch(/^npm install/);
});

test('each gets a copy to work in, and a second time what is there stays', async () => {
  for (const home of Object.values(homes)) {
    const first = await asUser(home, home, 'bash', '-c', `${here(pageCommands[2])} --from '${installed}' && mv optimisation course`);
    expect(first).toMatchObject({ status: 0, output: expect.stringMatching(/^\d+ files of .*optimisation written to optimisation$/m) as string });
  }
  const course = join(homes.ada, 'course');
  expect(readdirSync(course).sort()).toEqual(['README.md', 'course.json', 'exercises', 'node_modules', 'notebooks', 'package.json', 'test', 'tsconfig.json']);
  writeFileSync(join(course, 'exercises', `${slug}.ts`), 'export const mine = 1;\n');
  rmSync(join(course, 'README.md'));
  const again = await asUser(homes.ada, course, process.execPath, program, 'copy', '--from', installed, '.');
  expect(again.output).toMatch(/^1 file of .* written to \.\nwhat differs was left as it is: exercises\/03-moving-averages\.ts$/m);
  expect(readFileSync(join(course, 'exercises', `${slug}.ts`), 'utf8')).toBe('export const mine = 1;\n');
  const reset = await asUser(homes.ada, course, process.execPath, program, 'reset', slug);
  expect(reset.output).toContain(`${slug} is as it was handed out; what was there is kept in .descent/before-reset/${slug}.1.ts`);
});

test('a notebook runs in a Jupyter that is started elsewhere, for both at once, each with answers of their own', async context => {
  context.skip(!hasJupyter, 'no jupyter nbconvert');
  writeFileSync(join(homes.bob, 'course', 'exercises', `${slug}.ts`), readFileSync(join('solutions', `${slug}.ts`)));
  const told = await Promise.all(Object.values(homes).map(async home => {
    const { status, output } = await asUser(home, join(home, 'course'), 'jupyter', 'nbconvert', '--to', 'notebook', '--execute', `notebooks/${slug}.ipynb`, '--output', 'ran.ipynb');
    expect(status, output).toBe(0);
    return /03-moving-averages: (\d+) of (\d+) right/.exec(readFileSync(join(home, 'course', 'notebooks', 'ran.ipynb'), 'utf8'));
  }));
  const [[, ofAda, all] = [], [, ofBob] = []] = [told[0] ?? [], told[1] ?? []];
  expect([ofAda, ofBob]).toEqual(['0', all]);
  expect(Number(all)).toBeGreaterThan(0);
});

test('what is checked in a terminal is the user\'s own, too', async () => {
  const { output, status } = await asUser(homes.ada, join(homes.ada, 'course'), process.execPath, program, 'check', slug);
  expect(output).toContain('exercise 3.1 is still to do');
  expect(status).toBe(1);
});

test('a course with solutions, the course itself, and a folder that cannot be written are refused by name', async () => {
  const own = join(room, 'own');
  const copied = (...parameters: string[]): Promise<Ran> => ran(process.execPath, [descent, 'copy', ...parameters], { cwd: room });
  expect((await copied('--from', own, join(room, 'x'))).output.trim()).toBe(`descent: copy: ${own} has solutions; a copy is taken of what "descent release" writes`);
  expect((await copied('--from', installed, installed)).output).toContain(`copy: ${installed} is the course itself; name another folder`);
  const closed = await asUser(homes.ada, homes.ada, process.execPath, program, 'copy', '--from', installed, join(room, 'x'));
  expect(closed.output).toMatch(/^descent: cannot write .*README\.md: .*; make its folder writable$/m);
  expect(existsSync(join(room, 'x'))).toBe(false);
});

test('files that are there are left, whole', () => {
  const folder = join(room, 'some');
  mkdirSync(folder);
  writeFileSync(join(folder, 'a'), 'mine');
  writeFileSync(join(folder, 'b'), 'same');
  expect(addMissing(folder, new Map([['a', 'theirs'], ['b', 'same'], ['c/d', 'new']]))).toEqual({ added: ['c/d'], kept: ['a'] });
  expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('mine');
  expect(readFileSync(join(folder, 'c', 'd'), 'utf8')).toBe('new');
});
