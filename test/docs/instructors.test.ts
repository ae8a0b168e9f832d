import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSettings } from '../../lib/course/settings';
import { findCourse } from '../../lib/src/notebook/course';
import { noBrowser } from '../browser';

const text = readFileSync('lib/docs/instructors.md', 'utf8');
const blocks = (language: string): string[] => [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)\`\`\`$`, 'gm'))].map(([, block = '']) => block);

const home = mkdtempSync(join(tmpdir(), 'descent-docs-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const course = join(home, 'optimisation');

interface Ran { readonly status: number | null; readonly output: string }

/** One command as an instructor types it; tests of the course run in a process group of their own, which ends with them. */
function typed(command: string, cwd: string): Promise<Ran> {
  return new Promise((done, failed) => {
    const child = spawn('bash', ['-c', command], { cwd, env: { ...process.env, HOME: home, CI: 'true', NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (data: Buffer) => (output += data.toString()));
    child.stderr.on('data', (data: Buffer) => (output += data.toString()));
    child.on('error', failed);
    child.on('exit', status => done({ status, output }));
  });
}

/** What each command of the page must say; what has to be there before it is made by `before`. All end with 0. */
const expected: Readonly<Record<string, { readonly says: RegExp; readonly before?: () => void }>> = {
  'npx descent init ~/optimisation --title "Optimisation" --lessons 03-moving-averages,07-adam': { says: /2 lessons with 9 exercises/ },
  'cd ~/optimisation': { says: /^$/ },
  'npm run lint': { says: /2 notebooks, no faults/ },
  'npm test': { says: /Tests {2}6 passed \(6\)/ },
  'npm run exercises': { says: /2 lessons with 9 exercises written/, before: () => writeFileSync(join(course, 'course.json'), blocks('json')[0] ?? '') },
  'npm run site': { says: /site written to .*: 2 lessons/ },
  'npx descent slides 03-moving-averages': { says: /slides written to .*: 1 lesson/ },
  'npx descent pdf 03-moving-averages --paper letter': { says: /handout written to .*: 1 lesson on \d+ pages/ },
  'npx descent new 17-lookahead --title "Look-ahead: does it pay to look?" --method nesterov': { says: /notebooks\/17-lookahead\.ipynb/ },
  'npx descent lint --fix 03-moving-averages': { says: /1 notebook, no faults/ },
  // What is still to do must not go out, and the new lesson's is.
  'npx descent release --dry-run': { says: /^course\.json$/m, before: () => writeFileSync(join(course, 'course.json'), blocks('json')[0] ?? '') },
  'npx descent release': { says: /files for students written to release/ },
  'npx descent pack --no-node': { says: /pack\/autograder\.zip \(\d+ MB\) is for Gradescope/ },
  'npx descent grade submissions --out results --format overview,html,canvas': {
    says: /1 graded, mean score (\d+) of \1/,
    before: () => {
      mkdirSync(join(course, 'submissions', 'ada'), { recursive: true });
      for (const slug of ['03-moving-averages', '07-adam']) cpSync(join(course, 'solutions', `${slug}.ts`), join(course, 'submissions', 'ada', `${slug}.ts`));
    },
  },
  'npx descent doctor': { says: /node/i },
};

test('every command of the page is run below', () => {
  const commands = blocks('sh').flatMap(block => block.trim().split('\n'));
  expect(commands).toEqual(Object.keys(expected));
});

test('they do what the page says, one after the other', async context => {
  context.skip(noBrowser !== undefined, noBrowser);
  let cwd = resolve('.');
  for (const [command, { says, before }] of Object.entries(expected)) {
    if (command.startsWith('cd ')) {
      cwd = course;
      continue;
    }
    before?.();
    const { status, output } = await typed(command, cwd);
    expect(output, command).toMatch(says);
    expect(status, `${command}\n${output}`).toBe(0);
  }
  const { exercises } = (JSON.parse(readFileSync(join(course, 'exercises', 'manifest.json'), 'utf8')) as { lessons: Record<string, { exercises: { number: string; points: number; due?: string }[] }> }).lessons['07-adam'] ?? { exercises: [] };
  expect(exercises[0]).toMatchObject({ number: '7.1', points: 20, due: '2030-12-01T22:00:00+01:00' });
  expect(exercises[2]).toMatchObject({ number: '7.3', due: '2030-12-08T22:00:00+01:00' });
  // The release of the course is a course, too, with what its students need.
  expect(readSettings(findCourse(join(course, 'release'))).title).toBe('Optimisation');
  expect(readdirSync(join(course, 'release')).includes('solutions')).toBe(false);
  expect(existsSync(join(course, 'results', 'overview.html'))).toBe(true);
}, 600_000);
