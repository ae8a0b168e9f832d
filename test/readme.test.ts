import { execFile, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, symlinkSync, writeFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readNotebook, writeNotebook } from '../lib/course/jupyter/client/notebook-file';

const readme = readFileSync('README.md', 'utf8');
const blocks = (language: string): string[] => [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(match => match[1] as string);
const commands = blocks('sh').flatMap(block => block.trim().split('\n'));

interface Expected {
  readonly code: number;
  readonly says: RegExp;
  /** Where it is called: in this course, or in a small one where what it does with this one is tested by itself. */
  readonly small?: true;
}

/** What each command of the README must end with and say. */
const expected: Readonly<Record<string, Expected>> = {
  // Every notebook is run, and its page opened, in test/notebooks.
  'npm start -- --headless': { code: 0, says: /site written to .*: 1 lesson$/m, small: true },
  'npx descent doctor': { code: 0, says: /backend +✓/ },
  // The stub that is shipped is still to do.
  'npm run check 07-adam': { code: 1, says: /07-adam: 0 of 16 right/ },
  'npx descent hint 7.2': { code: 0, says: /7\.2 the decay that needs no correction, hint \d of 3: / },
  'npx descent reset 7.2': { code: 0, says: /7\.2 is as it was handed out/ },
  'npx descent status': { code: 0, says: /0 of \d+ tests are right/ },
  'npm run exercises': { code: 0, says: /\d+ lessons with \d+ exercises written/ },
  // Every exercise is proved, and the whole course released and packed, in test/release.
  'npx descent release': { code: 0, says: /\d+ files for students written to release/, small: true },
  'npx descent pack': { code: 0, says: /autograder\.zip \(\d+ MB\) is for Gradescope/, small: true },
  'npx descent grade solutions --out results --format gradescope,junit,html': { code: 0, says: /graded/ },
  'npm run site': { code: 0, says: /site written to/, small: true },
  'npm run bench -- --quick': { code: 0, says: /\| Adam step, 1 k weights, against tf\.train\.adam \|/ },
  // Every recorded case is replayed in test/oracles.
  'npm run oracles': { code: 0, says: /[1-9]\d* replays, 0 failed/, small: true },
};

/** These two install and test, and this test is part of the second. */
const tooMuch = ['npm ci && npm start', 'npm ci && npm test'];

test('every command of the README is run here, or is one of the two that contain this test', () => {
  expect([...commands].sort()).toEqual([...Object.keys(expected), ...tooMuch].sort());
});

const scratch = mkdtempSync(join('test', '.readme-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** This course with its first lesson alone, of whose notebook only the opening is left, and with one file of recorded cases. */
const small = join(scratch, 'course');
beforeAll(() => {
  const [lesson = ''] = readdirSync('solutions').filter(name => name.endsWith('.ts')).map(name => name.slice(0, -'.ts'.length));
  for (const folder of ['exercises', 'notebooks', 'solutions', 'test/exercises', 'test/golden']) mkdirSync(join(small, folder), { recursive: true });
  const files = ['package.json', 'package-lock.json', 'tsconfig.json', 'README.md', `exercises/${lesson}.ts`, `solutions/${lesson}.ts`, `test/exercises/${lesson}`];
  for (const path of [...files, 'test/exercises/vitest.config.mts', 'test/exercises/exercises.test.mts', 'test/golden/optimizers_quadratic.json']) {
    cpSync(path, join(small, path), { recursive: true });
  }
  for (const path of ['lib', 'node_modules']) symlinkSync(resolve(path), join(small, path));
  const notebook = readNotebook(join('notebooks', `${lesson}.ipynb`));
  const opening = notebook.cells.findIndex(({ cell_type }) => cell_type === 'code') + 1;
  writeNotebook(join(small, 'notebooks', `${lesson}.ipynb`), { ...notebook, cells: notebook.cells.slice(0, opening) });
});

test.each(Object.entries(expected))('%s', async (command, { code, says, small: inSmall }) => {
  const [program, ...parameters] = command.split(' ') as [string, ...string[]];
  const run = promisify(execFile)(program, parameters, { cwd: inSmall ? small : '.', env: { ...process.env, CI: 'true' }, timeout: 240_000 });
  const { stdout, stderr, status } = await run.then(
    result => ({ ...result, status: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => ({ ...error, status: error.code }),
  );
  expect(stdout, stderr).toMatch(says);
  expect(status, stderr).toBe(code);
}, 300_000);

/** What is added to each example to see what it makes, and what that must be. */
const uses: ReadonlyArray<[example: string, added: string, result: (printed: string) => void]> = [
  [
    'signDescent',
    'import { ravine, descend } from \'descent\';\nconsole.log(descend(ravine(), signDescent, { steps: 100, hyper: { eta: 0.1 } }).losses[100]);',
    printed => expect(Number(printed)).toBeLessThan(0.2),
  ],
  [
    'clipGlobalNorm',
    'console.log([plain, careful, mixed].map(made => made.name).join(\' \'));',
    printed => expect(printed).toBe('adamw ema of weights(clip (global norm)(adam)) partition(muon, adamw)'),
  ],
  [
    'heavyBallPhases',
    '',
    printed => {
      expect(printed).toContain('Where is momentum fast in the ravine?\ngradient descent: loss ');
      expect(printed).toContain('It swings: factor per step 0.894.');
      expect(printed).toContain('A playground for update rules');
    },
  ],
  ['balancedBeta2', 'console.log(balancedBeta2(0.9).toFixed(2));', printed => expect(printed).toBe('0.99')],
  [
    'compared',
    'console.log(race.rows.length);',
    printed => {
      expect(printed).toContain('How fast does the loss fall?\nMedian loss over step');
      expect(printed.split('\n').at(-1)).toBe('2');
    },
  ],
];

test('every example has a use here', () => {
  expect(blocks('ts').map(block => uses.filter(([name]) => block.includes(name)).length)).toEqual(uses.map(() => 1));
});

/** What the compiler says of each example; it reads the package once for all of them. */
let compiled = '';
beforeAll(() => {
  for (const [name, added] of uses) {
    const example = blocks('ts').find(block => block.includes(name)) ?? '';
    // A cell may await where a file of a CommonJS package may not.
    const [, imports = '', rest = ''] = /^((?:import .*\n|\n)*)([\s\S]*)$/.exec(example.replace(/^ {3}/gm, '')) ?? [];
    const body = rest.includes('await ') ? `void (async () => {\n${rest}\n${added}\n})();` : `${rest}\n${added}`;
    writeFileSync(join(scratch, `${name}.ts`), `${imports}${body}\n`);
  }
  const options = ['--module', 'node16', '--target', 'es2022', '--skipLibCheck', '--types', 'node', '--outDir', scratch];
  const files = uses.map(([name]) => join(scratch, `${name}.ts`));
  compiled = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', ...options, ...files], { encoding: 'utf8' }).stdout;
}, 120_000);

test.each(uses)('the example with %s compiles against the built package, and works', (name, _, result) => {
  // A message that names no file is about all of them.
  expect(compiled.split('\n').filter(line => line.includes(`${name}.ts`) || !/^(\S+\.ts\(|\s|$)/.test(line))).toEqual([]);
  const run = spawnSync(process.execPath, [join(scratch, `${name}.js`)], { encoding: 'utf8' });
  result(run.stdout.trim());
});

test('every dependency has its reason', () => {
  const { dependencies, optionalDependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>;
  const names = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies });
  expect(names.filter(name => !readme.includes(`\`${name}\``))).toEqual([]);
});

test('every file and folder that the README names is there', () => {
  const paths = [...readme.matchAll(/`((?:lib|test|exercises|notebooks|solutions)[\w./-]*)`|\]\((?!http)([^)#]+)\)/g)].map(match => (match[1] ?? match[2]) as string);
  expect(paths.length).toBeGreaterThan(10);
  expect(paths.filter(path => !existsSync(path))).toEqual([]);
});

test('the table of lessons lists the notebooks', () => {
  const slugs = readdirSync('notebooks').filter(name => name.endsWith('.ipynb')).map(name => name.replace('.ipynb', ''));
  expect([...readme.matchAll(/^\| (\d\d-[\w-]+) \|/gm)].map(match => match[1])).toEqual(slugs);
});
