import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { closedToOthers } from '../../lib/course/files/closed-to-others';

const room = realpathSync(mkdtempSync(join(tmpdir(), 'descent kernels ü-')));
afterAll(() => rmSync(room, { recursive: true, force: true }));

let rooms = 0;
function prefix(): string {
  const folder = join(room, String((rooms += 1)));
  mkdirSync(folder);
  return folder;
}

interface Ran { readonly code: number | null; readonly out: string; readonly err: string }

/** The command as a user calls it, on a machine where nothing is installed. */
function kernel(parameters: readonly string[], env: NodeJS.ProcessEnv = {}): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve('lib/bin/descent.js'), 'kernel', ...parameters], {
    cwd: room, encoding: 'utf8', env: { PATH: '/nowhere', HOME: join(room, 'home'), ...env },
  });
  return { code: status, out: stdout, err: stderr };
}

const kernelsIn = (folder: string, name = 'descent') => join(folder, 'share', 'jupyter', 'kernels', name);
const spec = (folder: string, name?: string) => JSON.parse(readFileSync(join(kernelsIn(folder, name), 'kernel.json'), 'utf8')) as { argv: string[]; display_name: string };

function foreign(folder: string, name: string): string {
  const target = kernelsIn(folder, name);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, 'kernel.json'), '{ "argv": ["python3", "-m", "ipykernel_launcher", "-f", "{connection_file}"], "display_name": "Python", "language": "python" }');
  writeFileSync(join(target, 'logo-64x64.png'), 'a snake');
  return target;
}

describe('install', () => {
  test('without a place it is for the user, as with --user', () => {
    for (const parameters of [[], ['--user']]) {
      const data = join(prefix(), 'share', 'jupyter');
      expect(kernel(['install', ...parameters], { JUPYTER_DATA_DIR: data })).toEqual({ code: 0, out: `kernel "descent" installed in ${join(data, 'kernels', 'descent')}\n`, err: '' });
      expect(readdirSync(join(data, 'kernels', 'descent')).sort()).toEqual(['kernel.json', 'logo-svg.svg']);
    }
  });

  test('under a prefix, with a name and what Jupyter shows', () => {
    const to = prefix();
    const { code, out } = kernel(['install', '--prefix', to, '--name', 'TSlab', '--display-name', 'Kurs α']);
    expect([code, out]).toEqual([0, `kernel "tslab" installed in ${kernelsIn(to, 'tslab')}\n`]);
    expect(spec(to, 'tslab')).toMatchObject({ display_name: 'Kurs α', argv: [process.execPath, resolve('lib/dist/course/jupyter/kernel/launcher.js'), '{connection_file}'] });
  });

  test('again it changes nothing; of another copy it replaces the kernel, and says so', () => {
    const to = prefix();
    kernel(['install', '--prefix', to]);
    const file = join(kernelsIn(to), 'kernel.json');
    const { ino } = statSync(file);
    expect(kernel(['install', '--prefix', to])).toMatchObject({ code: 0, err: '' });
    expect(statSync(file).ino).toBe(ino);
    writeFileSync(file, JSON.stringify({ ...spec(to), argv: ['/old/node', '/other/lib/dist/course/jupyter/kernel/launcher.js', '{connection_file}'] }));
    expect(kernel(['install', '--prefix', to]).out).toBe(`kernel "descent" installed in ${kernelsIn(to)}, in the place of that of /other/lib\n`);
    expect(spec(to).argv[0]).toBe(process.execPath);
  });

  test('an installation that was cut off is completed', () => {
    const to = prefix();
    mkdirSync(kernelsIn(to), { recursive: true });
    for (const name of ['logo-svg.svg', '.kernel.json.7.tmp']) writeFileSync(join(kernelsIn(to), name), '');
    expect(kernel(['install', '--prefix', to])).toMatchObject({ code: 0, err: '' });
    expect(spec(to).argv).toHaveLength(3);
  });

  test.each([['python3'], ['broken'], ['unreadable']])('what is not ours stays: %s', name => {
    const to = prefix();
    const target = foreign(to, name);
    if (name === 'broken') writeFileSync(join(target, 'kernel.json'), '{ "argv": [');
    if (name === 'unreadable') writeFileSync(join(target, 'kernel.json'), 'null');
    const before = readFileSync(join(target, 'kernel.json'), 'utf8');
    const { code, err } = kernel(['install', '--prefix', to, '--name', name]);
    expect([code, err]).toEqual([1, `descent: kernel: ${target} is another kernel's: it holds kernel.json, logo-64x64.png; nothing was written (--name gives another name, --force replaces it)\n`]);
    expect([readFileSync(join(target, 'kernel.json'), 'utf8'), readdirSync(target).sort()]).toEqual([before, ['kernel.json', 'logo-64x64.png']]);
    expect(kernel(['install', '--prefix', to, '--name', name, '--force'])).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(target).sort()).toEqual(['kernel.json', 'logo-svg.svg']);
  });

  test('of a link only the link is replaced', () => {
    const to = prefix();
    const target = foreign(prefix(), 'python3');
    mkdirSync(join(to, 'share', 'jupyter', 'kernels'), { recursive: true });
    symlinkSync(target, kernelsIn(to, 'python3'));
    expect(kernel(['install', '--prefix', to, '--name', 'python3', '--force'])).toMatchObject({ code: 0, err: '' });
    expect(readdirSync(target).sort()).toEqual(['kernel.json', 'logo-64x64.png']);
    expect(spec(to, 'python3').argv[0]).toBe(process.execPath);
  });

  test.each(['..', '', 'a b', 'ü', '-x', 'a/b'])('Jupyter does not read the name "%s"', name => {
    const to = prefix();
    const { code, err } = kernel(['install', '--prefix', to, `--name=${name}`]);
    expect([code, err]).toEqual([1, `descent: kernel: a name has letters from a to z, digits, ".", "_" and "-", and begins with a letter or digit, got "${name}"\n`]);
    expect(readdirSync(to)).toEqual([]);
  });

  test('a place that cannot be written is one sentence', () => {
    const to = prefix();
    writeFileSync(join(to, 'share'), 'a file');
    const { code, err } = kernel(['install', '--prefix', to]);
    expect(code).toBe(1);
    expect(err).toMatch(/^descent: cannot write .*logo-svg\.svg: E(NOTDIR|EXIST): .*; make its folder writable\n$/);
  });
});

describe('remove', () => {
  test('takes away what was installed, and nothing beside it', () => {
    const to = prefix();
    const other = foreign(to, 'python3');
    kernel(['install', '--prefix', to]);
    expect(kernel(['remove', '--prefix', to])).toEqual({ code: 0, out: `kernel "descent" removed from ${kernelsIn(to)}\n`, err: '' });
    expect([existsSync(kernelsIn(to)), readdirSync(other).sort()]).toEqual([false, ['kernel.json', 'logo-64x64.png']]);
    const again = kernel(['remove', '--prefix', to]);
    expect([again.code, again.err]).toEqual([1, `descent: kernel: there is no "descent" in ${join(to, 'share', 'jupyter', 'kernels')}; "descent kernel list" shows where there are some\n`]);
  });

  test('of another program\'s kernel it takes nothing', () => {
    const to = prefix();
    const target = foreign(to, 'python3');
    expect(kernel(['remove', '--prefix', to, '--name', 'python3'])).toEqual({ code: 1, out: '', err: `descent: kernel: ${target} is another kernel's; nothing was removed\n` });
    expect(readdirSync(target)).toHaveLength(2);
  });

  test('what somebody has put beside ours stays', () => {
    const to = prefix();
    kernel(['install', '--prefix', to]);
    writeFileSync(join(kernelsIn(to), 'kernel.js'), 'mine');
    expect(kernel(['remove', '--prefix', to]).code).toBe(0);
    expect(readdirSync(kernelsIn(to))).toEqual(['kernel.js']);
  });
});

test('list shows those of the kit, and which do not start any more', () => {
  const [one, two] = [prefix(), prefix()];
  const env = { JUPYTER_PATH: join(two, 'share', 'jupyter'), JUPYTER_DATA_DIR: join(prefix(), 'data') };
  expect(kernel(['list'], env)).toEqual({ code: 0, out: 'the kernel is not installed; npx descent kernel install registers it\n', err: '' });
  foreign(one, 'python3');
  kernel(['install', '--prefix', one, '--display-name', 'Kurs']);
  kernel(['install', '--prefix', two, '--name', 'old']);
  writeFileSync(join(kernelsIn(two, 'old'), 'kernel.json'), JSON.stringify({ ...spec(two, 'old'), argv: ['/gone/node', ...spec(two, 'old').argv.slice(1)] }));
  expect(kernel(['list', '--prefix', one], env).out).toBe([
    `descent  ${kernelsIn(one)}`, '  "Kurs" of this library: its files are there',
    `old  ${kernelsIn(two, 'old')}`, '  "TypeScript (Descent)" of this library: it does not start, for /gone/node is gone; install it again', '',
  ].join('\n'));
});

test.skipIf(process.platform === 'win32')('a folder on the way that other users may not enter is found', () => {
  const folder = prefix();
  const inner = join(folder, 'inner');
  mkdirSync(inner);
  writeFileSync(join(inner, 'file'), '');
  for (const open of [room, folder, inner]) chmodSync(open, 0o711);
  chmodSync(join(inner, 'file'), 0o644);
  expect(closedToOthers(join(inner, 'file'))).toBeUndefined();
  chmodSync(join(inner, 'file'), 0o640);
  expect(closedToOthers(join(inner, 'file'))).toBe(join(inner, 'file'));
  chmodSync(folder, 0o750);
  expect(closedToOthers(join(inner, 'file'))).toBe(folder);
});
