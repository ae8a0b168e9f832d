import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';

const readme = readFileSync('README.md', 'utf8');
const blocks = (language: string): string[] => [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(match => match[1] as string);
const commands = blocks('sh').flatMap(block => block.trim().split('\n'));

/** What each command of the README must end with and say. */
const expected: Readonly<Record<string, { code: number; says: RegExp }>> = {
  'npm start -- --headless': { code: 0, says: /site written to .*: \d lessons/ },
  'npx descent doctor': { code: 0, says: /backend +✓/ },
  // The stub that is shipped is still to do.
  'npm run check 07-adam': { code: 1, says: /07-adam: 0 of 16 right/ },
  'npx descent hint 7.2': { code: 0, says: /7\.2 the decay that needs no correction, hint \d of 3: / },
  'npx descent reset 7.2': { code: 0, says: /7\.2 is as it was handed out/ },
  'npx descent status': { code: 0, says: /0 of \d+ tests are right/ },
  'npm run exercises': { code: 0, says: /\d+ lessons with \d+ exercises written/ },
  'npx descent release': { code: 0, says: /\d+ files for students written to release/ },
  'npx descent pack': { code: 0, says: /autograder\.zip \(\d+ MB\) is for Gradescope/ },
  'npx descent grade solutions --out results --format gradescope,junit,html': { code: 0, says: /graded/ },
  'npm run site': { code: 0, says: /site written to/ },
  'npm run bench -- --quick': { code: 0, says: /\| Adam step, 1 k weights, against tf\.train\.adam \|/ },
  'npm run oracles': { code: 0, says: /\d+ replays, 0 failed/ },
};

/** These two install and test, and this test is part of the second. */
const tooMuch = ['npm ci && npm start', 'npm ci && npm test'];

test('every command of the README is run here, or is one of the two that contain this test', () => {
  expect([...commands].sort()).toEqual([...Object.keys(expected), ...tooMuch].sort());
});

test.each(Object.entries(expected))('%s', async (command, { code, says }) => {
  const [program, ...parameters] = command.split(' ') as [string, ...string[]];
  const run = promisify(execFile)(program, parameters, { env: { ...process.env, CI: 'true' }, timeout: 240_000 });
  const { stdout, stderr, status } = await run.then(
    result => ({ ...result, status: 0 }),
    (error: { stdout: string; stderr: string; code: number }) => ({ ...error, status: error.code }),
  );
  expect(stdout, stderr).toMatch(says);
  expect(status, stderr).toBe(code);
}, 300_000);

const scratch = mkdtempSync(join('test', '.readme-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

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

test.each(uses)('the example with %s compiles against the built package, and works', (name, added, result) => {
  const example = blocks('ts').find(block => block.includes(name)) ?? '';
  const file = join(scratch, `${name}.ts`);
  // A cell may await where a file of a CommonJS package may not.
  const [, imports = '', rest = ''] = /^((?:import .*\n|\n)*)([\s\S]*)$/.exec(example.replace(/^ {3}/gm, '')) ?? [];
  const body = rest.includes('await ') ? `void (async () => {\n${rest}\n${added}\n})();` : `${rest}\n${added}`;
  writeFileSync(file, `${imports}${body}\n`);
  const compiled = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '--module', 'node16', '--target', 'es2022', '--skipLibCheck', '--types', 'node', '--outDir', scratch, file], { encoding: 'utf8' });
  expect(compiled.stdout + compiled.stderr).toBe('');
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
