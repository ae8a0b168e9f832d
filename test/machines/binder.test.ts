import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { writeFileAtomically } from '../../lib/course/files/atomic-write';
import { writeFiles } from '../../lib/course/files/write-files';

const room = realpathSync(mkdtempSync(join(tmpdir(), 'descent binder-')));
afterAll(() => rmSync(room, { recursive: true, force: true }));

const scripts = ['postBuild', 'start'].map(name => `.binder/${name}`);
const isExecutable = (file: string): boolean => (statSync(file).mode & 0o111) === 0o111;

/** https://repo2docker.readthedocs.io, "Configuration Files". */
const known = ['environment.yml', 'requirements.txt', 'runtime.txt', 'apt.txt', 'postBuild', 'start'];

describe('Binder', () => {
  test('knows every file by its name', () => {
    expect(readdirSync('.binder').filter(name => !known.includes(name))).toEqual([]);
  });

  test('finds Node, Python and JupyterLab in conda-forge, each free within what the course can use', () => {
    const { channels, dependencies } = parse(readFileSync('.binder/environment.yml', 'utf8')) as { channels: string[]; dependencies: string[] };
    expect(channels).toEqual(['conda-forge']);
    expect(dependencies).toEqual([expect.stringMatching(/^python=3\.\d+$/), 'nodejs>=22.12,<23', 'jupyterlab>=4,<5']);
    // Where there is no conda, pip brings the same.
    expect(readFileSync('.binder/postBuild', 'utf8')).toContain("'jupyterlab>=4,<5'");
  });

  test.skipIf(process.platform === 'win32').each(scripts)('can run %s, a script without slips in its form', script => {
    expect(isExecutable(script)).toBe(true);
    expect(readFileSync(script, 'utf8')).toMatch(/^#!\/usr\/bin\/env bash\n/);
    expect(spawnSync('bash', ['-n', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  test.skipIf(process.platform === 'win32')('starts what it is given, with the folder that Jupyter shows', () => {
    const started = (env: NodeJS.ProcessEnv) => spawnSync(resolve('.binder/start'), ['sh', '-c', 'echo "$1 $DESCENT_LAB_ROOT"', 'sh', 'a b'], { cwd: room, encoding: 'utf8', env: { PATH: process.env['PATH'], ...env } }).stdout;
    expect(started({ REPO_DIR: '/home/jovyan' })).toBe('a b /home/jovyan\n');
    expect(started({})).toBe(`a b ${room}\n`);
  });
});

test.skipIf(process.platform === 'win32')('scripts stay scripts wherever files of a course are written', () => {
  const whole = join(room, 'written');
  writeFiles(whole, new Map<string, string | Buffer>([['a/run', '#!/bin/sh\n'], ['a/text', Buffer.from('# a title')]]));
  writeFileAtomically(join(whole, 'b/run'), '#!/bin/sh\n');
  writeFileAtomically(join(whole, 'b/text'), 'text');
  expect(['a/run', 'a/text', 'b/run', 'b/text'].map(path => isExecutable(join(whole, path)))).toEqual([true, false, true, false]);
});

describe.skipIf(process.platform === 'win32')('postBuild in a course of an instructor\'s own', () => {
  const course = join(room, 'Kurs α');
  const programs = join(room, 'programs');
  const calls = join(room, 'calls');
  beforeAll(() => {
    const made = spawnSync(process.execPath, [resolve('lib/bin/descent.js'), 'init', course, '--lessons', '03-moving-averages'], { encoding: 'utf8' });
    expect(made.stderr).toBe('');
    mkdirSync(programs);
    // The library is linked, so what would install packages only writes down how it was called.
    for (const name of ['npm', 'python3']) writeFiles(programs, new Map([[name, `#!/bin/sh\necho "${name} $*" >> '${calls}'\n`]]));
    for (const name of ['bash', 'dirname', 'node', 'sh', 'env']) symlinkSync(programOf(name), join(programs, name));
    // npx as npm ships it, which would call npm's own program for what is not there.
    symlinkSync(programOf('npx'), join(programs, 'npx'));
  }, 60_000);

  const programOf = (name: string): string => {
    const file = (process.env['PATH'] ?? '').split(delimiter).map(folder => join(folder, name)).find(existsSync);
    if (file === undefined) throw new Error(`${name} is not on the PATH`);
    return realpathSync(file);
  };

  function postBuild(env: NodeJS.ProcessEnv = {}): { status: number | null; stderr: string; called: string[]; kernel: string } {
    rmSync(calls, { force: true });
    const home = mkdtempSync(join(room, 'home-'));
    const { status, stderr } = spawnSync(join(course, '.binder', 'postBuild'), { cwd: '/', encoding: 'utf8', env: { PATH: programs, HOME: home, ...env } });
    const called = existsSync(calls) ? readFileSync(calls, 'utf8').trim().split('\n') : [];
    return { status, stderr, called, kernel: join(home, '.local', 'share', 'jupyter', 'kernels', 'tslab', 'kernel.json') };
  }

  test('its scripts can be run', () => {
    for (const script of scripts) expect([script, isExecutable(join(course, script))]).toEqual([script, true]);
    expect(existsSync(join(course, dirname('.devcontainer/devcontainer.json')))).toBe(true);
  });

  test('installs JupyterLab, the packages and the kernel that notebooks ask for', () => {
    const { status, stderr, called, kernel } = postBuild();
    expect([status, stderr]).toEqual([0, '']);
    expect(called).toEqual(['python3 -m pip install --no-cache-dir jupyterlab>=4,<5', 'npm install']);
    const { argv } = JSON.parse(readFileSync(kernel, 'utf8')) as { argv: string[] };
    expect(argv[1]).toBe(resolve('lib/dist/course/jupyter/kernel/launcher.js'));
  }, 30_000);

  test('leaves a JupyterLab that is there, keeps to a lock file, and empties the cache in an image of Binder', () => {
    writeFileSync(join(course, 'package-lock.json'), '{}');
    writeFiles(programs, new Map([['jupyter', '#!/bin/sh\n[ "$*" = "lab --version" ]\n']]));
    chmodSync(join(programs, 'jupyter'), 0o755);
    const { status, called } = postBuild({ REPO_DIR: course });
    expect(status).toBe(0);
    expect(called).toEqual(['npm ci', 'npm cache clean --force']);
    rmSync(join(course, 'package-lock.json'));
  }, 30_000);

  test('ends where a step fails, and says so', () => {
    writeFiles(programs, new Map([['npm', '#!/bin/sh\necho "no registry" >&2\nexit 7\n']]));
    const { status, stderr, kernel } = postBuild();
    expect([status, stderr, existsSync(kernel)]).toEqual([7, 'no registry\n', false]);
  }, 30_000);
});
