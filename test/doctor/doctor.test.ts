import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { backend } from '../../lib/course/doctor/backend';
import { training } from '../../lib/course/doctor/training';
import { browser } from '../../lib/course/doctor/browser';
import { brokenKernels } from '../../lib/course/doctor/installed-kernels';
import { diagnose } from '../../lib/course/doctor/diagnose';
import { isolation } from '../../lib/course/doctor/isolation';
import { jupyter } from '../../lib/course/doctor/jupyter';
import { kernel } from '../../lib/course/doctor/kernel';
import { nodeVersion, satisfies } from '../../lib/course/doctor/node-version';
import { findProgram, runProgram } from '../../lib/course/files/program';
import { renderFindings } from '../../lib/course/doctor/render';

const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A PATH of one folder that holds only these programs, each a shell script. */
function pathWith(programs: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(folder, 'path-'));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(path, name), 0o755);
  }
  return path;
}

describe('node', () => {
  const range = '>=20.19 <21 || >=22.12';

  test.each([
    ['20.18.3', false],
    ['20.19.0', true],
    ['20.20.2', true],
    ['21.0.0', false],
    ['22.11.9', false],
    ['22.12.0', true],
    ['24.1.0', true],
  ])('%s within the range: %s', (version, fits) => {
    expect(satisfies(version, range)).toBe(fits);
    expect(nodeVersion({ version, range }).status).toBe(fits ? 'ok' : 'problem');
  });

  test('the range is that of package.json, where a node that runs these tests fits', () => {
    expect(nodeVersion()).toEqual({ part: 'node', status: 'ok', text: `${process.versions.node} (the course asks for ${range})` });
  });

  test('a range it cannot read is named', () => {
    expect(() => satisfies('20.0.0', '^20')).toThrow('doctor: cannot read "^20" in the node range "^20"; use >= and < only');
  });
});

describe('training', () => {
  test('runs as a plan, with or without fused multiply-add, or says why it does not', () => {
    const planning = (fused: boolean, second: object) => (): never => ({ on: 'wasm', heap: {}, multiplier: { fused, second } }) as never;
    expect(training({ here: planning(true, {}) })).toEqual({
      part: 'training', status: 'ok', text: 'each step as one plan, in memory laid out once; with fused multiply-add; a second thread shares large products',
    });
    expect(training({ here: planning(false, { why: 'there is one processor' }) })).toMatchObject({
      text: expect.stringMatching(/without fused multiply-add; on one thread: there is one processor$/) as string,
    });
    const why = training({ here: () => ({ why: 'the backend is cpu' }) });
    expect(why).toEqual({ part: 'training', status: 'missing', text: 'operation by operation, on tensors: the backend is cpu' });
  });
});

describe('backend', () => {
  test('the chosen one comes first, then why not those before it', async () => {
    const choose = async () => ({
      name: 'wasm' as const,
      device: 'the processor',
      tried: [
        { name: 'webgpu' as const, available: false, why: 'no adapter', remedy: 'buy one' },
        { name: 'wasm' as const, available: true, why: 'it runs' },
      ],
    });
    expect(await backend({ choose })).toEqual([
      { part: 'backend', status: 'ok', text: 'wasm: the processor' },
      { part: 'backend', status: 'missing', text: 'webgpu: no adapter', remedy: 'buy one' },
    ]);
  });

  test('the slow one is a problem, and so is a name nobody knows', async () => {
    const slow = await backend({ choose: async () => ({ name: 'cpu', device: 'the processor', tried: [] }) });
    expect(slow[0]).toMatchObject({ status: 'problem', text: 'cpu: the processor; lessons run 20 to 50 times slower' });
    const failed = await backend({ choose: () => Promise.reject(new Error('backend: unknown name "x"')) });
    expect(failed).toEqual([{ part: 'backend', status: 'problem', text: 'backend: unknown name "x"' }]);
  });
});

describe('jupyter', () => {
  const lab = 'lab) echo 4.6.0;;';
  const notebook = 'notebook) echo 6.4.12;;';
  const script = (...cases: string[]): string => `case $1 in ${cases.join(' ')} *) echo "no command $1" >&2; exit 1;; esac`;

  test.each([
    ['both', script(lab, notebook), 'ok', 'JupyterLab 4.6.0'],
    ['the notebook only', script(notebook), 'ok', 'Jupyter Notebook 6.4.12 (JupyterLab is not installed)'],
    ['neither', script(), 'problem', 'jupyter is there, but neither JupyterLab nor the notebook starts: no command lab'],
  ])('%s', async (_, program, status, text) => {
    expect(await jupyter({ path: pathWith({ jupyter: program }) })).toMatchObject({ status, text });
  });

  test('none at all', async () => {
    expect(await jupyter({ path: pathWith({}) })).toMatchObject({ status: 'problem', text: 'jupyter is not on the PATH' });
  });
});

test('the kernel of this checkout loads', async () => {
  expect(await kernel()).toEqual({ part: 'kernel', status: 'ok', text: 'tslab 1.0.22, zeromq loads' });
});

test('kernel: an installed one whose files are gone is named with its place', async () => {
  const data = pathWith({});
  const spec = (name: string, launcher: string): void => {
    mkdirSync(join(data, 'kernels', name), { recursive: true });
    writeFileSync(join(data, 'kernels', name, 'kernel.json'), JSON.stringify({ argv: [process.execPath, launcher, '{connection_file}'], display_name: name, language: 'typescript' }));
  };
  const gone = join(data, 'gone', 'dist', 'course', 'jupyter', 'kernel', 'launcher.js');
  const there = join(data, 'there', 'dist', 'course', 'jupyter', 'kernel', 'launcher.js');
  mkdirSync(dirname(there), { recursive: true });
  writeFileSync(there, '');
  spec('whole', there);
  expect(await brokenKernels({ folders: () => Promise.resolve([data]) })).toEqual([]);
  spec('broken', gone);
  const [finding, ...others] = await brokenKernels({ folders: () => Promise.resolve([data]) });
  expect(finding).toMatchObject({ part: 'kernel', status: 'problem', text: `Jupyter finds "broken" in ${join(data, 'kernels', 'broken')}, but it does not start: ${gone} is gone` });
  expect(others).toEqual([]);
});

test('browser: any of its names, a broken one, none', async () => {
  expect(await browser({ path: pathWith({ 'google-chrome': 'echo "Google Chrome 140.0"' }) })).toEqual({
    part: 'browser',
    status: 'ok',
    text: 'Google Chrome 140.0',
  });
  expect(await browser({ path: pathWith({ chromium: 'echo "no display" >&2; exit 2' }) })).toMatchObject({
    status: 'problem',
    text: expect.stringMatching(/chromium does not start: no display$/) as string,
  });
  expect(await browser({ path: pathWith({}) })).toMatchObject({ status: 'missing', text: 'neither chromium nor chrome is on the PATH' });
});

describe('isolation', () => {
  const fails = 'echo "bwrap: No permissions to create new namespace" >&2; exit 1';
  const leaves = 'which leaves the network, signals to our other processes, what gets past the permissions of node: files, programs';
  const noOther = process.getuid?.() === 0 ? 'own user: setpriv is not installed' : 'own user: only root can start programs as another user';

  test.each([
    ['bubblewrap is blocked', { bwrap: fails, prlimit: 'shift 6; exec "$@"' }, 'problem', 'bubblewrap: bwrap: No permissions to create new namespace'],
    ['bubblewrap starts nothing', { bwrap: 'exit 3', prlimit: 'shift 6; exec "$@"' }, 'problem', 'bubblewrap: it ended with exit code 3'],
    ['bubblewrap cannot be given limits', { bwrap: fails }, 'problem', 'bubblewrap: prlimit is not installed'],
    ['no bubblewrap', {}, 'missing', 'bubblewrap: bubblewrap is not installed'],
  ])('%s', async (_, programs, status, reason) => {
    const finding = await isolation({ path: pathWith(programs), platform: 'linux' });
    expect(finding.status).toBe(status);
    expect(finding.text).toContain(`submissions run as a process of their own (${reason}; ${noOther}), ${leaves}`);
  });

  test('the real bubblewrap is really tried', async context => {
    const real = findProgram('bwrap');
    context.skip(real === undefined, 'skipped: bubblewrap is not installed');
    const alone = await runProgram(real as string, ['--ro-bind', '/', '/', '--unshare-all', 'true']);
    expect((await isolation()).status).toBe(alone.ok ? 'ok' : 'problem');
  });

  test('elsewhere there are processes only', async () => {
    expect(await isolation({ platform: 'darwin' })).toMatchObject({
      status: 'missing',
      text: expect.stringContaining('submissions run as a process of their own (bubblewrap: there is none on darwin; own user: there is none on darwin)') as string,
    });
  });
});

describe('programs', () => {
  test('only files that may be run are found, in the order of the PATH', () => {
    const path = pathWith({ tool: 'true' });
    writeFileSync(join(path, 'text'), 'words');
    mkdirSync(join(path, 'directory'));
    expect(findProgram('tool', `${join(folder, 'absent')}:${path}`)).toBe(join(path, 'tool'));
    expect([findProgram('text', path), findProgram('directory', path), findProgram('other', path)]).toEqual([undefined, undefined, undefined]);
  });

  test('the reason is the line that names the error, where a program says more after it', async () => {
    const node = await runProgram(process.execPath, ['--eval', 'require("./no-such-module")']);
    expect(node).toMatchObject({ ok: false, reason: "Error: Cannot find module './no-such-module'" });
    const path = pathWith({ python: 'printf "Traceback:\\n  File a\\nModuleNotFoundError: No module named x\\n" >&2; exit 1', plain: 'printf "first\\nlast\\n" >&2; exit 1' });
    expect(await runProgram(join(path, 'python'), [])).toMatchObject({ reason: 'ModuleNotFoundError: No module named x' });
    expect(await runProgram(join(path, 'plain'), [])).toMatchObject({ reason: 'last' });
  });

  test('one that hangs is ended', async () => {
    const path = pathWith({ hang: 'exec sleep 60' });
    expect(await runProgram(join(path, 'hang'), [], { seconds: 0.2 })).toMatchObject({ ok: false, reason: 'no answer within 0.2 seconds' });
  });
});

test('findings are rendered in columns', () => {
  const text = renderFindings([
    { part: 'node', status: 'ok', text: '20.20.2' },
    { part: 'backend', status: 'ok', text: 'wasm: the processor' },
    { part: 'backend', status: 'missing', text: 'webgpu: no adapter', remedy: 'install a driver' },
    { part: 'jupyter', status: 'problem', text: 'not on the PATH', remedy: 'install it' },
  ]);
  expect(text).toBe(
    [
      'node     ✓ 20.20.2',
      'backend  ✓ wasm: the processor',
      '         – webgpu: no adapter',
      '           → install a driver',
      'jupyter  ✗ not on the PATH',
      '           → install it',
    ].join('\n'),
  );
  expect(renderFindings([])).toBe('');
});

test('a diagnosis covers every part, in order, and fits a screen', async () => {
  const findings = await diagnose();
  expect([...new Set(findings.map(({ part }) => part))]).toEqual(['node', 'backend', 'training', 'jupyter', 'kernel', 'browser', 'isolation']);
  for (const { status, remedy } of findings) if (status === 'problem') expect(remedy).toMatch(/\w/);
  expect(renderFindings(findings).split('\n').length).toBeLessThanOrEqual(24);
});
