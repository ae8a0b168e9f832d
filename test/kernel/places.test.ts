import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { dataFolder, dataFolders, userDataFolder } from '../../lib/course/jupyter/installed/places';

const room = realpathSync(mkdtempSync(join(tmpdir(), 'descent places ü-')));
afterAll(() => rmSync(room, { recursive: true, force: true }));

let rooms = 0;
const fresh = (): string => join(room, String((rooms += 1)));

/** A program of a few lines. */
function program(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  chmodSync(file, 0o755);
  return file;
}

/** What stands for a Python: asked for its prefix, it says it. */
const python = (file: string, prefix: string): string => program(file, `#!/bin/sh\ncase "$2" in *sys.prefix*) printf '%s' '${prefix}';; *) exit 1;; esac\n`);

test('with no place it is the user\'s own folder, on every platform', async () => {
  const at = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv = {}) => userDataFolder({ platform, env, home: '/home/a' });
  expect(at('linux')).toBe('/home/a/.local/share/jupyter');
  expect(at('linux', { XDG_DATA_HOME: '/x' })).toBe('/x/jupyter');
  expect(at('darwin')).toBe('/home/a/Library/Jupyter');
  expect(at('win32', { APPDATA: '/roam' })).toBe('/roam/jupyter');
  expect(at('win32', { JUPYTER_DATA_DIR: '/data', APPDATA: '/roam' })).toBe('/data');
  expect(await dataFolder({}, { JUPYTER_DATA_DIR: '/data' })).toBe('/data');
  expect(await dataFolder({ user: true }, { JUPYTER_DATA_DIR: '/data' })).toBe('/data');
});

test('a prefix is a folder, whole or from here', async () => {
  expect(await dataFolder({ prefix: '/opt/my env' })).toBe('/opt/my env/share/jupyter');
  expect(await dataFolder({ prefix: 'env' })).toBe(join(process.cwd(), 'env', 'share', 'jupyter'));
  await expect(dataFolder({ prefix: ' ' })).rejects.toThrow('kernel: --prefix must name a folder, got ""');
});

test('several places are refused, with those that were named', async () => {
  await expect(dataFolder({ user: true, sysPrefix: true, prefix: '/x' })).rejects.toThrow('kernel: there is one place at a time, got --user and --sys-prefix and --prefix');
});

describe.skipIf(process.platform === 'win32')('--sys-prefix is where the Python of the jupyter on the PATH is installed', () => {
  test.each<[string, (env: string) => string]>([
    ['named by its path', env => `#!${env}/bin/python3\n`],
    ['named with a parameter', env => `#!${env}/bin/python3.11 -s\n`],
    ['as pip writes a path with blanks', env => `#!/bin/sh\n'''exec' "${env}/bin/python3" "$0" "$@"\n' '''\n`],
    ['as pip writes a long path', env => `#!/bin/sh\n'''exec' ${env}/bin/python3 "$0" "$@"\n' '''\n`],
  ])('%s', async (_, head) => {
    // No blanks, which a first line of a script cannot name.
    const env = mkdtempSync(join(tmpdir(), 'descent-env-é-'));
    for (const name of ['python3', 'python3.11']) python(join(env, 'bin', name), env);
    // Beside it lies another, which does not run it.
    const beside = fresh();
    python(join(beside, 'python3'), '/wrong');
    program(join(beside, 'jupyter'), head(env));
    expect(await dataFolder({ sysPrefix: true }, { PATH: beside, VIRTUAL_ENV: '/wrong' })).toBe(join(env, 'share', 'jupyter'));
    rmSync(env, { recursive: true });
  });

  test('with blanks in its path', async () => {
    const env = fresh();
    python(join(env, 'bin', 'python'), env);
    program(join(env, 'bin', 'jupyter'), `#!/bin/sh\n'''exec' "${env}/bin/python" "$0" "$@"\n' '''\n`);
    expect(await dataFolder({ sysPrefix: true }, { PATH: join(env, 'bin') })).toBe(join(env, 'share', 'jupyter'));
  });

  test('by env, on the PATH', async () => {
    const [env, programs] = [fresh(), fresh()];
    python(join(env, 'python3'), '/the/prefix');
    program(join(programs, 'jupyter'), '#!/usr/bin/env python3\n');
    expect(await dataFolder({ sysPrefix: true }, { PATH: `${programs}:${env}` })).toBe('/the/prefix/share/jupyter');
  });

  test('where a shell starts it, beside it, through a link as well', async () => {
    const [shims, linked] = [fresh(), fresh()];
    python(join(shims, 'python3'), '/shim');
    program(join(shims, 'jupyter'), '#!/usr/bin/env bash\nexec pyenv exec jupyter\n');
    expect(await dataFolder({ sysPrefix: true }, { PATH: shims })).toBe('/shim/share/jupyter');
    mkdirSync(linked);
    symlinkSync(join(shims, 'jupyter'), join(linked, 'jupyter'));
    expect(await dataFolder({ sysPrefix: true }, { PATH: linked })).toBe('/shim/share/jupyter');
  });

  const python3 = spawnSync('python3', ['-m', 'venv', '--help']).status === 0;
  test('a real environment says its own prefix, with blanks and signs of other languages', context => {
    context.skip(!python3, 'no python3 with venv');
    const env = fresh();
    expect(spawnSync('python3', ['-m', 'venv', '--without-pip', env]).status).toBe(0);
    program(join(env, 'bin', 'jupyter'), `#!/bin/sh\n'''exec' "${env}/bin/python3" "$0" "$@"\n' '''\n`);
    return expect(dataFolder({ sysPrefix: true }, { PATH: join(env, 'bin') })).resolves.toBe(join(env, 'share', 'jupyter'));
  });

  test('where there is no jupyter, that of the active environment, else one sentence', async () => {
    const [env, empty] = [fresh(), fresh()];
    mkdirSync(env);
    expect(await dataFolder({ sysPrefix: true }, { PATH: empty, CONDA_PREFIX: env })).toBe(join(env, 'share', 'jupyter'));
    expect(await dataFolder({ sysPrefix: true }, { PATH: empty, VIRTUAL_ENV: env, CONDA_PREFIX: room })).toBe(join(env, 'share', 'jupyter'));
    const none = 'kernel: --sys-prefix is the place of the jupyter on the PATH, and there is none, nor an active environment; name a folder with --prefix';
    await expect(dataFolder({ sysPrefix: true }, { PATH: empty })).rejects.toThrow(none);
    await expect(dataFolder({ sysPrefix: true }, { PATH: empty, VIRTUAL_ENV: join(env, 'gone') })).rejects.toThrow(none);
  });

  test('a jupyter whose Python is not found, or does not answer, is named', async () => {
    const [lone, broken] = [fresh(), fresh()];
    program(join(lone, 'jupyter'), '#!/gone/python3\n');
    await expect(dataFolder({ sysPrefix: true }, { PATH: lone })).rejects.toThrow(`kernel: cannot tell which Python runs ${join(lone, 'jupyter')}; name a folder with --prefix`);
    program(join(broken, 'python3'), '#!/bin/sh\necho "no such library" >&2\nexit 3\n');
    program(join(broken, 'jupyter'), '#!/bin/sh\n');
    await expect(dataFolder({ sysPrefix: true }, { PATH: broken })).rejects.toThrow(`kernel: ${join(broken, 'python3')}, which runs ${join(broken, 'jupyter')}, does not say where it is installed (no such library); name a folder with --prefix`);
  });
});

test.skipIf(process.platform === 'win32')('Jupyter says where it looks, and without it its usual places are known', async () => {
  const programs = fresh();
  program(join(programs, 'jupyter'), '#!/bin/sh\n[ "$*" = "--paths --json" ] && echo \'{"data": ["/far/jupyter", "/usr/share/jupyter"]}\'\n');
  const env = { JUPYTER_PATH: '/one:/two', JUPYTER_DATA_DIR: '/own', VIRTUAL_ENV: '/env' };
  const usual = ['/one', '/two', '/own', '/env/share/jupyter', '/usr/local/share/jupyter'];
  expect(await dataFolders({ ...env, PATH: programs })).toEqual(['/far/jupyter', '/usr/share/jupyter', ...usual]);
  expect(await dataFolders({ ...env, PATH: fresh() })).toEqual([...usual, '/usr/share/jupyter']);
});
