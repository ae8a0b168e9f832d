import { execFile, spawnSync } from 'node:child_process';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { archiveName, libraryPackage } from '../../lib/course/desk/library-package';
import { linkLibrary, packageName } from '../../lib/course/desk/link-library';

const room = mkdtempSync(join(tmpdir(), 'descent-init-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));

interface Ran { readonly status: number; readonly stdout: string; readonly stderr: string }

const descent = resolve('lib/bin/descent.js');
async function run(cwd: string, program: string, ...parameters: string[]): Promise<Ran> {
  const ran = promisify(execFile)(program, parameters, { cwd, timeout: 240_000, env: { ...process.env, CI: 'true', NO_COLOR: '1' } });
  return ran.then(({ stdout, stderr }) => ({ status: 0, stdout, stderr }), (error: { code: number; stdout: string; stderr: string }) => ({ status: error.code, stdout: error.stdout, stderr: error.stderr }));
}

const course = join(room, 'Kurs für α');
let made: Ran;
beforeAll(async () => {
  made = await run(room, process.execPath, descent, 'init', 'Kurs für α', '--lessons', '03-moving-averages', '--title', 'مسار "x"', '--language', 'ar');
}, 120_000);

describe('a new course', () => {
  test('says what it has, and what comes next', () => {
    expect(made.stderr).toBe('');
    expect(made.stdout).toMatch(/^\d+ files written to Kurs für α: 1 lesson with 5 exercises\n/);
    expect(made.stdout).toContain("next: cd 'Kurs für α', then npm start, npm test, or npx descent new 17-lookahead");
  });

  test('has all that it needs, and no more', () => {
    const files = readdirSync(course, { recursive: true, encoding: 'utf8' }).filter(path => !path.startsWith('node_modules') && lstatSync(join(course, path)).isFile());
    expect(files.map(path => path.replaceAll('\\', '/')).filter(path => !/^\.(devcontainer|binder)\//.test(path)).sort()).toEqual([
      '.github/workflows/course.yml', '.github/workflows/pages.yml', '.gitignore', '.npmrc', 'README.md', 'course.json', 'exercises/03-moving-averages.ts', 'exercises/manifest.json',
      'notebooks/03-moving-averages.ipynb', 'package.json', 'solutions/03-moving-averages.ts', 'test/course.test.mts',
      ...readdirSync('test/exercises/03-moving-averages').map(name => `test/exercises/03-moving-averages/${name}`),
      'test/exercises/exercises.test.mts', 'test/exercises/vitest.config.mts', 'test/vitest.config.mts', 'tsconfig.json', `vendor/${archiveName()}`,
    ].sort());
    expect(JSON.parse(readFileSync(join(course, 'course.json'), 'utf8'))).toMatchObject({ title: 'مسار "x"', language: 'ar', lessons: ['03-moving-averages'] });
    for (const workflow of ['course', 'pages']) expect(readFileSync(join(course, '.github', 'workflows', `${workflow}.yml`), 'utf8')).toContain('npm install');
    expect(readFileSync(join(course, 'README.md'), 'utf8')).toContain('| 03-moving-averages | Moving averages: how far back does an average remember? |');
  });

  test('depends on the library that lies beside it, whose package has what it needs where it is installed', () => {
    const { dependencies } = JSON.parse(readFileSync(join(course, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
    expect(dependencies).toEqual({ descent: `file:vendor/${archiveName()}` });
    const archive = join(course, 'vendor', archiveName());
    const listed = spawnSync('tar', ['-tzf', archive], { encoding: 'utf8' }).stdout.split('\n');
    for (const path of ['package.json', 'bin/descent.js', 'dist/src/index.js', 'dist/src/index.d.ts', 'dist/assets/plotly.min.js.gz', 'exercises/package.json', 'proof/package.json', 'claims/package.json',
      'course/settings/assets/course.schema.json', 'course/desk/assets/lesson/notebook.md', 'data/digits.csv.gz', 'src/optimizers/adam.ts', 'METHODS.md']) expect(listed).toContain(`package/${path}`);
    expect(listed.filter(path => /node_modules|\.map$|build\.mjs/.test(path))).toEqual([]);
    const packed = JSON.parse(spawnSync('tar', ['-xzOf', archive, 'package/package.json'], { encoding: 'utf8' }).stdout) as { dependencies: object; private?: boolean };
    const kit = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };
    expect(packed.dependencies).toEqual(kit.dependencies);
    expect(packed.private).toBeUndefined();
  });

  test('uses the library that made it, by links that npm may replace', () => {
    expect(realpathSync(join(course, 'node_modules', 'descent'))).toBe(resolve('lib'));
    // npm follows a link in the place of a scope or of the programs' folder, and would change the kit.
    for (const folder of ['node_modules', join('node_modules', '.bin')]) expect(lstatSync(join(course, folder)).isSymbolicLink()).toBe(false);
    expect(readdirSync(join(course, 'node_modules')).sort()).toEqual(['.bin', 'descent']);
  });

  test('links that lead elsewhere are made anew, and packages are left alone', () => {
    const linked = join(room, 'linked');
    mkdirSync(join(linked, 'node_modules'), { recursive: true });
    symlinkSync(room, join(linked, 'node_modules', 'descent'), 'junction');
    expect(linkLibrary(linked)).toBe(true);
    expect(realpathSync(join(linked, 'node_modules', 'descent'))).toBe(resolve('lib'));
    expect(linkLibrary(linked)).toBe(true);
    mkdirSync(join(linked, 'node_modules', 'other'));
    expect(linkLibrary(linked)).toBe(false);
  });

  test('passes its own tests at once, and a lesson that is added to it fails only where it is to do', async () => {
    const added = await run(course, 'npx', '--no-install', 'descent', 'new', '17-look', '--title', 'Look-ahead: does it pay?', '--method', 'nesterov');
    expect(added.stderr).toBe('');
    expect(added.stdout).toContain('notebooks/17-look.ipynb\ntest/exercises/17-look/1-first-step.ts\ntest/lessons/17-look.test.ts\nexercises/17-look.ts\nsolutions/17-look.ts\n');
    expect(JSON.parse(readFileSync(join(course, 'course.json'), 'utf8'))).toMatchObject({ lessons: ['03-moving-averages', '17-look'] });
    const tested = await run(course, 'npm', 'test', '--silent');
    expect(tested.status).toBe(1);
    expect(tested.stdout).toMatch(/Tests {2}2 failed \| 5 passed \(7\)/);
    const complaints = tested.stderr.split('\n').filter(line => /^(Error: )?(notebooks\/|17\.1 )/.test(line));
    expect(complaints.length).toBeGreaterThan(20);
    expect(complaints.filter(line => !/^(Error: )?(notebooks\/17-look\.ipynb: cell \d+|17\.1 firstStep): to do: /.test(line))).toEqual([]);
    const released = await run(course, 'npx', '--no-install', 'descent', 'release');
    expect([released.status, released.stderr.split('\n')[0]]).toEqual([1, 'descent: nothing was written, since students should not get this:']);
    expect(released.stderr).toMatch(/^notebooks\/17-look\.ipynb, cell 1: to do: /m);
    expect(released.stderr).toMatch(/^17\.1 firstStep: to do: /m);
    expect(existsSync(join(course, 'release'))).toBe(false);
  }, 240_000);
});

describe('nothing is overwritten', () => {
  const init = (...parameters: string[]): Promise<Ran> => run(room, process.execPath, descent, 'init', ...parameters, '--lessons', '03-moving-averages');

  test('a folder that holds something is refused, with what it holds', async () => {
    mkdirSync(join(room, 'full'));
    writeFileSync(join(room, 'full', 'thesis.tex'), 'mine');
    const { status, stderr } = await init('full');
    expect([status, stderr]).toEqual([1, `descent: ${join(room, 'full')} is not empty: it holds thesis.tex; name a new folder, or write over it with --force\n`]);
    expect(readdirSync(join(room, 'full'))).toEqual(['thesis.tex']);
  }, 60_000);

  test('with --force it is written among what is there', async () => {
    const { status } = await init('full', '--force');
    expect(status).toBe(0);
    expect(readFileSync(join(room, 'full', 'thesis.tex'), 'utf8')).toBe('mine');
    expect(existsSync(join(room, 'full', 'course.json'))).toBe(true);
  }, 60_000);

  test('a dry run lists, and writes nothing', async () => {
    const { stdout } = await init('dry', '--dry-run');
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(['course.json', 'notebooks/03-moving-averages.ipynb', `vendor/${archiveName()}`]));
    expect(existsSync(join(room, 'dry'))).toBe(false);
  }, 60_000);

  test('a lesson that there is not is named before anything is written', async () => {
    const { status, stderr } = await run(room, process.execPath, descent, 'init', 'none', '--lessons', '99-x');
    expect([status, existsSync(join(room, 'none'))]).toEqual([1, false]);
    expect(stderr).toContain('there is no notebook "99-x"; known: 01-gradient-descent,');
  }, 60_000);
});

test.each([['my course', 'my-course'], ['Kurs für α', 'kurs-fu-r'], ['_x.', 'x'], ['مسار', 'course'], ['../A_b', 'a_b']])('npm may call the folder "%s" %s', (folder, name) => {
  expect(packageName(folder)).toBe(name);
});

test('the library names itself and its version', () => {
  const { name, version, overrides } = libraryPackage();
  expect([name, version]).toEqual(['descent', (JSON.parse(readFileSync('lib/package.json', 'utf8')) as { version: string }).version]);
  expect(overrides).toHaveProperty('zeromq');
});
