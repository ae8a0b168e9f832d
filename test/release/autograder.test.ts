import { spawnSync } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync, cpSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { openPromise } from 'yauzl';
import { autograderFiles, writeZip } from '../../lib/course/release/autograder-zip';
import { readSettings } from '../../lib/course/settings';
import { findCourse } from '../../lib/src/notebook/course';

const course = findCourse();
const room = mkdtempSync(join(tmpdir(), 'descent-autograder-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));

const built = existsSync(resolve('lib/dist/course/cli/main.js'));
const zip = join(room, 'autograder.zip');
const source = join(room, 'autograder', 'source');

async function unzip(): Promise<void> {
  const file = await openPromise(zip);
  for await (const entry of file.eachEntry()) {
    const target = join(source, entry.fileName);
    mkdirSync(dirname(target), { recursive: true });
    await pipeline(await file.openReadStreamPromise(entry), createWriteStream(target));
    chmodSync(target, (entry.externalFileAttributes >>> 16) & 0o777);
  }
}

beforeAll(async () => {
  if (!built) return;
  await writeZip(await autograderFiles(course, readSettings(course), { seed: 'a secret of more than sixteen signs' }), zip);
  await unzip();
}, 120_000);

/** The machine of Gradescope: its folders at /autograder, and no network; whoever runs there is root. */
const walls = ['--unshare-user', '--unshare-net', '--unshare-pid', '--uid', '0', '--gid', '0', '--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--clearenv', '--setenv', 'PATH', '/usr/bin:/bin'];
const system = ['/usr', '/lib', '/lib64', '/bin', '/etc'].filter(folder => existsSync(folder)).flatMap(folder => ['--ro-bind', folder, folder]);
const inside = (command: string) =>
  spawnSync('bwrap', [...walls, ...system, '--bind', join(room, 'autograder'), '/autograder', '--chdir', '/', 'bash', '-c', command], { encoding: 'utf8', timeout: 120_000 });
const hasBubblewrap = spawnSync('bwrap', [...walls, ...system, 'true']).status === 0;

/** Hands in files, and grades them as Gradescope does. */
function graded(files: Readonly<Record<string, string>>): { status: number | null; stderr: string; results: Record<string, unknown> | undefined } {
  for (const name of ['submission', 'results']) rmSync(join(room, 'autograder', name), { recursive: true, force: true });
  for (const name of ['submission', 'results']) mkdirSync(join(room, 'autograder', name), { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(room, 'autograder', 'submission', name), text);
  const { status, stderr } = inside('/autograder/source/run_autograder');
  const file = join(room, 'autograder', 'results', 'results.json');
  return { status, stderr, results: existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>) : undefined };
}

const solutions = Object.fromEntries(readdirSync('solutions').map(name => [name, readFileSync(join('solutions', name), 'utf8')]));

test('the zip has what Gradescope looks for at its root, as programs, and neither sources nor solutions\' pages', context => {
  context.skip(!built, 'the package is not built');
  expect(readdirSync(source).sort()).toEqual(['exercises', 'lib', 'node', 'node_modules', 'notebooks', 'package.json', 'run_autograder', 'seed', 'setup.sh', 'test', 'tsconfig.json']);
  expect(readdirSync(join(source, 'lib')).sort()).toEqual(['bin', 'course', 'data', 'dist', 'package.json']);
});

test('the workflow for GitHub is YAML, asks for the strongest wall, and keeps the results', () => {
  const workflow = parse(readFileSync('lib/course/release/assets/grade.yml', 'utf8')) as { permissions: unknown; jobs: { grade: { steps: { run?: string; uses?: string }[] } } };
  expect(workflow.permissions).toEqual({ contents: 'read' });
  const { steps } = workflow.jobs.grade;
  expect(steps.some(({ run }) => run?.includes('descent grade ../submission --out ../results --require-isolation bubblewrap'))).toBe(true);
  expect(steps.at(-1)?.uses).toMatch(/^actions\/upload-artifact@/);
});

describe('on a machine with nothing but what is in the zip, and without a network', () => {
  test('what the image needs is set up', context => {
    context.skip(!built, 'the package is not built');
    context.skip(!hasBubblewrap, 'bubblewrap is not installed, or does not work here');
    expect(inside('bash /autograder/source/setup.sh').status).toBe(0);
  });

  test('the solutions get everything', context => {
    context.skip(!built, 'the package is not built');
    context.skip(!hasBubblewrap, 'bubblewrap is not installed, or does not work here');
    const { status, stderr, results } = graded(solutions);
    expect(status, stderr).toBe(0);
    const { lessons } = JSON.parse(readFileSync(join('exercises', 'manifest.json'), 'utf8')) as { lessons: Record<string, { points: number }> };
    const points = Object.values(lessons).reduce((sum, lesson) => sum + lesson.points, 0);
    expect(results).toMatchObject({ score: points, extra_data: { verdict: 'graded' } });
  });

  test('what cannot be graded has a result that says so, and is no failure of the autograder', context => {
    context.skip(!built, 'the package is not built');
    context.skip(!hasBubblewrap, 'bubblewrap is not installed, or does not work here');
    const { status, results } = graded({ 'essay.txt': 'words' });
    expect(status).toBe(0);
    expect(JSON.stringify(results)).toContain('not gradable');
  });

  test('a grader that is broken gives no grade', context => {
    context.skip(!built, 'the package is not built');
    context.skip(!hasBubblewrap, 'bubblewrap is not installed, or does not work here');
    const modules = join(source, 'node_modules', 'esbuild');
    cpSync(modules, join(room, 'esbuild'), { recursive: true });
    rmSync(modules, { recursive: true });
    const { status, results } = graded(solutions);
    cpSync(join(room, 'esbuild'), modules, { recursive: true });
    expect(status).not.toBe(0);
    expect(results).toBeUndefined();
  });
});
